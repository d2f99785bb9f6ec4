package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.StandardCatalog;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.kernel.Settings;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The renderings of the API's description, each made once. */
public final class ApiReference {

    private final String publicUrl;
    private final Once<Description> description = Once.of(Description::load);
    private final Once<Served> served = Once.of(() -> new Served(StandardCatalog.byDomain()));
    private final Once<Rendering> swagger = json(
            "application/openapi+json; charset=utf-8",
            () -> new SwaggerDocument(description.get(), served.get()).write(publicUrl()));
    private final Once<Rendering> openApi = json(
            "application/json; charset=utf-8",
            () -> new OpenApiDocument(description.get(), served.get()).write(publicUrl()));
    private final Once<Rendering> postman = json(
            "application/json; charset=utf-8",
            () -> new PostmanCollection(description.get(), served.get()).write(publicUrl()));
    private final Once<Rendering> page = Once.of(this::renderPage);

    public ApiReference(Settings settings) {
        publicUrl = settings.get("PUBLIC_URL", "").replaceAll("/+$", "");
    }

    /** The tables in Swagger 2.0, for {@code GET /rest/v1/}: in the media type that the request prefers. */
    public Response swagger(Request request) {
        for (String accepted : request.header("accept").orElse("*/*").split(",")) {
            switch (accepted.replaceAll(";.*", "").strip()) {
                case "*/*", "application/*", "application/openapi+json" -> {
                    return swagger.get().answer(request);
                }
                case "application/json" -> {
                    return swagger.get()
                            .withHeader("Content-Type", "application/json; charset=utf-8")
                            .answer(request);
                }
                default -> {
                    // the next one may fit
                }
            }
        }
        throw Problem.of(
                406,
                "PGRST107",
                "None of these media types are available: "
                        + request.header("accept").orElse(""));
    }

    /** The whole API in OpenAPI 3.1. */
    public Rendering openApi() {
        return openApi.get();
    }

    public Rendering postman() {
        return postman.get();
    }

    public Rendering page() {
        return page.get();
    }

    /** Makes what is served, so that a snapshot holds it. */
    public ApiReference prepared() {
        page.get();
        openApi.get();
        postman.get();
        return this;
    }

    Rendering swagger() {
        return swagger.get();
    }

    private String publicUrl() {
        return publicUrl;
    }

    private static Once<Rendering> json(String type, Supplier<ObjectNode> document) {
        return Once.of(() -> Rendering.of(type, Json.bytes(document.get())));
    }

    private Rendering renderPage() {
        Page writer = new Page(description.get(), served.get());
        byte[] markup = writer.write(publicUrl).getBytes(StandardCharsets.UTF_8);
        return Rendering.of("text/html; charset=utf-8", markup)
                .withHeader("Content-Security-Policy", writer.contentSecurityPolicy());
    }
}
