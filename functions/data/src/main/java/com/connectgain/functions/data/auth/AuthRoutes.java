package com.connectgain.functions.data.auth;

import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import java.util.Map;
import java.util.TreeMap;

/** The paths of {@code /auth/v1}. Each verb of a path is one route. */
public final class AuthRoutes {

    private static final String BASE = "/auth/v1";

    /** Answers one request of its path. */
    interface Route {
        Response answer(Request request);
    }

    private final Map<String, Map<String, Route>> routes;

    private AuthRoutes(Map<String, Map<String, Route>> routes) {
        this.routes = routes;
    }

    public static AuthRoutes of(Identity identity, Kernel kernel) {
        Bearers bearers = new Bearers(kernel.tokens(), identity.users(), identity.sessions());
        CodeExchange codes = new CodeExchange(kernel.store().operations(), kernel.clock(), identity);
        SignUpRoute signUp = new SignUpRoute(identity, kernel.clock());
        TokenRoute token = new TokenRoute(identity, codes);
        AccountRoute account = new AccountRoute(identity, bearers);
        VerifyRoute verify = new VerifyRoute(identity, codes);
        MailRoutes mail = new MailRoutes(identity);
        Facts facts = new Facts(identity.settings());
        return new AuthRoutes(Map.ofEntries(
                Map.entry("/signup", Map.of("POST", signUp::answer)),
                Map.entry("/token", Map.of("POST", token::answer)),
                Map.entry("/user", Map.of("GET", account::show, "PUT", account::change, "POST", account::change)),
                Map.entry("/logout", Map.of("POST", account::logout)),
                Map.entry("/verify", Map.of("GET", verify::follow, "POST", verify::confirm)),
                Map.entry("/recover", Map.of("POST", mail::recover)),
                Map.entry("/resend", Map.of("POST", mail::resend)),
                Map.entry("/otp", Map.of("POST", mail::otp)),
                Map.entry("/magiclink", Map.of("POST", mail::otp)),
                Map.entry("/settings", Map.of("GET", facts::settings)),
                Map.entry("/health", Map.of("GET", facts::health)),
                Map.entry("/.well-known/jwks.json", Map.of("GET", facts::keys)),
                Map.entry("/authorize", Map.of("GET", facts::authorize))));
    }

    public Response answer(Call call) {
        Request request = call.request();
        String path = path(request);
        try {
            requireProjectKey(call, path);
            Map<String, Route> verbs = routes.get(path);
            if (verbs == null) {
                throw Problem.notFound("No such path: " + BASE + path);
            }
            Route route = verbs.get(request.method().equals("HEAD") ? "GET" : request.method());
            if (route == null) {
                String allowed = String.join(", ", new TreeMap<>(verbs).keySet());
                throw Problem.of(405, Problem.VALIDATION_ERROR, "Method Not Allowed - Use " + allowed)
                        .withHeader("Allow", allowed);
            }
            return route.answer(request);
        } catch (Problem problem) {
            return AuthErrors.response(problem, request, path.equals("/token"));
        }
    }

    private static String path(Request request) {
        String path = request.path().startsWith(BASE) ? request.path().substring(BASE.length()) : request.path();
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Links in mails and the public facts come without a key; all else names its project, by the key or by a token. */
    private static void requireProjectKey(Call call, String path) {
        boolean open = path.equals("/verify") && call.request().method().equals("GET")
                || path.equals("/health")
                || path.startsWith("/.well-known/")
                || path.equals("/authorize");
        if (open || call.caller().credential() != Credential.NONE) {
            return;
        }
        boolean keyed = call.request().header("apikey").isPresent()
                || call.request().parameter("apikey").isPresent();
        boolean tokened = call.request().header("authorization").isPresent();
        if (!keyed && !tokened) {
            throw Problem.of(401, "no_authorization", "No API key found in request")
                    .withHint("No `apikey` request header or url param was found.");
        }
        if (!tokened) {
            throw Problem.of(401, "no_authorization", "Invalid API key")
                    .withHint("Send the project's anon key as apikey.");
        }
    }

    static Response nothing() {
        return Response.ok(Json.object());
    }
}
