package com.connectgain.csv;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A member of an organization who imports and exports. */
final class Desk {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final LocalCloud cloud;
    private final Client client;
    final String token;
    final String organization;
    final String user;

    private Desk(LocalCloud cloud, Client client, JsonNode session) {
        this.cloud = cloud;
        this.client = client;
        this.token = Client.accessToken(session);
        this.organization = session.at("/user/app_metadata/organization_id").asText();
        this.user = session.at("/user/id").asText();
    }

    /** The owner of a new organization. */
    static Desk open(LocalCloud cloud) {
        Client client = new Client(cloud);
        return new Desk(cloud, client, client.owner(Client.newEmail()));
    }

    /** Another member of the same organization. */
    Desk join(String role) {
        return new Desk(cloud, client, client.join(organization, role));
    }

    String apiKey() {
        return call("POST", "/functions/v1/generate-api-key", Json.object().put("name", "csv"))
                .ok()
                .path("api_key")
                .asText();
    }

    Answer call(String method, String path, JsonNode body, String... headers) {
        return client.as(token, method, path, body, headers);
    }

    Answer post(String function, JsonNode body, String... headers) {
        return call("POST", "/functions/v1/" + function, body, headers);
    }

    Answer importCsv(String function, String csv) {
        return post(function, Json.object().put("csvData", csv).put("organizationId", organization));
    }

    /** A body of any type. */
    HttpResponse<String> send(String path, String contentType, byte[] body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("content-type", contentType, "authorization", "Bearer " + token));
        return raw("POST", cloud.url() + path, body, all.toArray(String[]::new));
    }

    static HttpResponse<String> raw(String method, String url, byte[] body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Puts a file where the link of a new job says. */
    static HttpResponse<String> upload(JsonNode created, byte[] file) {
        List<String> headers = new ArrayList<>();
        created.at("/upload/headers").properties().forEach(header -> {
            if (!header.getKey().equals("content-length")) {
                headers.add(header.getKey());
                headers.add(header.getValue().asText());
            }
        });
        return raw("PUT", created.at("/upload/url").asText(), file, headers.toArray(String[]::new));
    }

    /** A job with its file in place, started. */
    String begin(String kind, String csv, ObjectNode options) {
        byte[] file = csv.getBytes(StandardCharsets.UTF_8);
        ObjectNode order = options.deepCopy().put("kind", kind).put("file_size", file.length);
        Answer created = post("import-jobs", order);
        if (created.status() != 201 || upload(created.body(), file).statusCode() != 200) {
            throw new AssertionError("No job: " + created.raw().body());
        }
        String job = created.body().path("job_id").asText();
        if (post("import-jobs/" + job + "/start", Json.object()).status() != 202) {
            throw new AssertionError("Not started: " + job);
        }
        return job;
    }

    JsonNode job(String id) {
        return call("GET", "/functions/v1/import-jobs/" + id, null).ok();
    }

    void idle() {
        HttpResponse<String> idle = raw("GET", cloud.url() + "/_sandbox/idle?timeout_ms=600000", new byte[0]);
        if (idle.statusCode() != 200) {
            throw new AssertionError("Not idle: " + idle.body());
        }
    }

    HttpResponse<String> export(String query) {
        return raw(
                "GET",
                cloud.url() + "/functions/v1/export-csv?" + query,
                new byte[0],
                "authorization",
                "Bearer " + token);
    }

    JsonNode insert(String table, ObjectNode row) {
        return call("POST", "/rest/v1/" + table, row, "prefer", "return=representation")
                .body()
                .path(0);
    }

    /** By creation. */
    List<Row> all(String table) {
        return store().readAll(store().table(table), organization, new AccessPath.Whole()).stream()
                .sorted(Comparator.comparing(Row::id))
                .toList();
    }

    private Store store() {
        return cloud.kernel().store();
    }
}
