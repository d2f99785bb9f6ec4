package com.connectgain.auth;

import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.crypto.Passwords;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Invitations;
import com.connectgain.shared.identity.Members;
import com.connectgain.shared.identity.NewAccount;
import com.connectgain.shared.identity.Sessions;
import com.connectgain.shared.identity.SignedIn;
import com.connectgain.shared.identity.User;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of the cloud: it knows the address and the anon key, and reads its mail in the sandbox. */
public final class Client {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    public static final String PASSWORD = "correct horse 1";
    private static final String PASSWORD_HASH = Passwords.hash(PASSWORD);

    private final LocalCloud cloud;

    public Client(LocalCloud cloud) {
        this.cloud = cloud;
    }

    /** An answer; the body is missing where it is not JSON. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        public String header(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }

        /** The answer to a call that must have worked. */
        public JsonNode ok() {
            if (status != 200) {
                throw new AssertionError("Expected 200, got " + status + ": " + raw.body());
            }
            return body;
        }
    }

    public Answer call(String method, String path, JsonNode body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(cloud.url() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body)))
                .header("content-type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            boolean json =
                    response.headers().firstValue("content-type").orElse("").contains("json");
            return new Answer(
                    response.statusCode(),
                    json ? Json.read(response.body()) : Json.nodes().missingNode(),
                    response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** With the anon key, as every call of a browser has it. */
    public Answer anon(String method, String path, JsonNode body, String... headers) {
        return call(
                method, path, body, with(headers, "apikey", cloud.connection().anonKey()));
    }

    public Answer as(String accessToken, String method, String path, JsonNode body, String... headers) {
        return anon(method, path, body, with(headers, "authorization", "Bearer " + accessToken));
    }

    private static String[] with(String[] headers, String name, String value) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(name);
        all.add(value);
        return all.toArray(String[]::new);
    }

    public static String newEmail() {
        return "p" + UUID.randomUUID().toString().replace("-", "") + "@example.com";
    }

    public static ObjectNode credentials(String email) {
        return Json.object().put("email", email).put("password", PASSWORD);
    }

    /** Signs up, follows the link of the mail, and answers a session. */
    public JsonNode register(String email) {
        ObjectNode body = credentials(email);
        body.set("data", person(email));
        anon("POST", "/auth/v1/signup", body).ok();
        call("GET", path(linkIn(mailTo(email, 1).getLast())), null);
        return signIn(email).ok();
    }

    private static ObjectNode person(String email) {
        return Json.object()
                .put("first_name", "Jane")
                .put("last_name", "Doe")
                .put("organization_name", "Org of " + email);
    }

    public Answer signIn(String email) {
        return anon("POST", "/auth/v1/token?grant_type=password", credentials(email));
    }

    /** A session of the owner of a new organization, as if registered: for tests of what comes after. */
    public JsonNode owner(String email) {
        Identity identity = Identity.of(cloud.kernel());
        User owner = identity.accounts()
                .open(new NewAccount(email, PASSWORD_HASH, person(email), true))
                .orElseThrow()
                .user();
        return session(identity, owner);
    }

    /** A session of somebody new in an organization, as if invited by its owner. */
    public JsonNode join(String organization, String role) {
        Identity identity = Identity.of(cloud.kernel());
        Invitations invitations = identity.invitations();
        String email = newEmail();
        Invitations.Sent sent = invitations.send(organization, email, Role.valueOf(role), Json.object(), null);
        invitations.accept(new Invitations.Acceptance(
                sent.token(), email, PASSWORD, new Members.Person("Ali", "Agent", null), "test"));
        return session(identity, identity.users().findByEmail(email).orElseThrow());
    }

    private static JsonNode session(Identity identity, User user) {
        SignedIn signedIn = identity.sessions().start(user, Sessions.Client.WEB, Sessions.Method.PASSWORD);
        ObjectNode session = Json.object().put("access_token", signedIn.accessToken());
        session.putObject("user")
                .put("id", user.id())
                .put("email", user.row().text("email"))
                .putObject("app_metadata")
                .put("organization_id", user.row().text("active_organization_id"));
        return session;
    }

    /** The texts of the mails to an address, once there are at least {@code count}. */
    public List<String> mailTo(String email, int count) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<String> texts = new ArrayList<>();
            for (JsonNode sent :
                    call("GET", "/_sandbox/calls?provider=ses", null).body()) {
                if (sent.path("body").path("Destination").toString().contains(email)) {
                    texts.add(sent.path("body")
                            .at("/Content/Simple/Body/Text/Data")
                            .asText());
                }
            }
            if (texts.size() >= count) {
                return texts;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("No mail number " + count + " to " + email + " within " + PATIENCE);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public static String linkIn(String mail) {
        return found("(https?://\\S+)", mail);
    }

    public static String codeIn(String mail) {
        return found("code: ([0-9]{6})", mail);
    }

    public static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("Nothing like " + pattern);
        }
        return matcher.group(1);
    }

    public static String path(String url) {
        URI uri = URI.create(url);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    public static String accessToken(JsonNode session) {
        return session.path("access_token").asText();
    }

    /** A value of the fragment that a link of a mail leads to. */
    public static String fragment(Answer redirect, String name) {
        return found("[#&]" + name + "=([^&]*)", redirect.header("location"));
    }
}
