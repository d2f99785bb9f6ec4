package com.connectgain.events.automations;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.StreamSupport;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What members are told, in the three ways there are, and what their preferences keep away. */
@ExtendWith(CloudExtension.class)
class NotificationsTest {

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final Organization organization;

    NotificationsTest(LocalCloud cloud) {
        this.organization = new Organization(cloud);
    }

    private Row assignTo(String member) {
        return organization.insert(
                "tasks", Json.object().put("title", "Call Jane").put("assignee_id", member));
    }

    @Test
    void assigneeIsToldInTheDashboardAndByMail() {
        String email = Client.newEmail();
        Row agent = organization.member("Mia", Json.object().put("email", email));
        Row task = assignTo(agent.id());
        Organization.await(
                "told", () -> organization.notifications("task_assigned").size() == 1);

        Row told = organization.notifications("task_assigned").getFirst();
        assertThat(told.text("user_id")).isEqualTo(agent.id());
        assertThat(told.text("body")).isEqualTo("Call Jane");
        assertThat(told.text("entity_id")).isEqualTo(task.id());
        assertThat(told.is("is_read")).isFalse();
        assertThat(organization.client.mailTo(email, 1).getFirst())
                .contains("A task was assigned to you", "Call Jane", "/tasks/" + task.id());
    }

    @Test
    void kindThatAMemberSwitchedOffIsNotSent() {
        Row agent = organization.member("Mia");
        ObjectNode preferences = Json.object().put("user_id", agent.id());
        preferences.putObject("kinds").put("task_assigned", false);
        organization.insert("notification_preferences", preferences);
        var event = organization.event("task.created", assignTo(agent.id()));
        organization.hearAndWait(event);

        assertThat(organization.notifications("task_assigned")).isEmpty();
    }

    @Test
    void sameEventIsToldOnce() {
        Row agent = organization.member("Mia");
        Row contact = organization.contact("Jane");
        organization.idle();
        ObjectNode data = contact.values().deepCopy().put("assignee_id", agent.id());
        var event = Organization.event(organization.id, "contact.assigned", "contacts", contact.id(), data);
        organization.hearAndWait(event);
        organization.hearAndWait(event);

        assertThat(organization.notifications("contact_assigned")).hasSize(1);
    }

    @Test
    void newMessageIsToldToWhoeverHasTheConversationButNotMailed() {
        String email = Client.newEmail();
        Row agent = organization.member("Mia", Json.object().put("email", email));
        Row conversation = organization.conversation(organization.contact("Jane"), "TELEGRAM");
        inbound(conversation, "Nobody hears this");
        organization.idle();
        organization.change(conversation, values -> values.put("assignee_id", agent.id()));
        organization.idle();
        assertThat(organization.notifications("message_received")).isEmpty();

        inbound(conversation, "Hello there");
        Organization.await(
                "told", () -> organization.notifications("message_received").size() == 1);

        Row told = organization.notifications("message_received").getFirst();
        assertThat(told.text("user_id")).isEqualTo(agent.id());
        assertThat(told.text("title")).isEqualTo("New message from Jane Doe");
        assertThat(told.text("body")).isEqualTo("Hello there");
        assertThat(told.text("link")).isEqualTo("/inbox/" + conversation.id());
        organization.idle();
        assertThat(organization.client.mailTo(email, 1))
                .hasSize(1)
                .first()
                .asString()
                .contains("conversation was");
    }

    private void inbound(Row conversation, String text) {
        organization.insert(
                "messages",
                Json.object()
                        .put("conversation_id", conversation.id())
                        .put("direction", "INBOUND")
                        .put("content", text));
    }

    @Test
    void customerWhoOpensAConversationAgainIsToldOnceAndColleaguesAreNot() {
        Row agent = organization.member("Mia");
        Row conversation = organization.conversation(organization.contact("Jane"), "TELEGRAM");
        organization.change(
                conversation, values -> values.put("assignee_id", agent.id()).put("status", "CLOSED"));
        organization.change(conversation, values -> values.put("status", "OPEN"));
        organization.change(conversation, values -> values.put("status", "CLOSED"));
        organization.idle();
        assertThat(organization.notifications("conversation_reopened")).isEmpty();

        inbound(conversation, "One more thing");
        Organization.await(
                "told",
                () -> organization.notifications("conversation_reopened").size() == 1);
        inbound(conversation, "And another");
        organization.idle();

        assertThat(organization.notifications("conversation_reopened"))
                .extracting(row -> row.text("user_id"))
                .containsExactly(agent.id());
    }

    @Test
    void hostHearsOfWhatGuestsBookMoveAndCancel() {
        Row host = organization.member("Host");
        Row booking = organization.insert(
                "bookings",
                Json.object()
                        .put("title", "Visit")
                        .put("profile_id", host.id())
                        .put("start_date_time", "2099-01-05T10:00:00Z")
                        .put("end_date_time", "2099-01-05T11:00:00Z"));
        organization.idle();
        organization.change(booking, values -> values.put("start_date_time", "2099-01-05T10:15:00+00:00"));
        organization.idle();
        organization.change(booking, values -> values.put("status", "cancelled").put("cancelled_by", "guest"));
        organization.idle();

        for (String kind : new String[] {"booking_created", "booking_rescheduled", "booking_cancelled"}) {
            assertThat(organization.notifications(kind))
                    .as(kind)
                    .extracting(row -> row.text("user_id"))
                    .containsExactly(host.id());
        }
    }

    @Test
    void issueThatBecomesSomebodysIsTold() {
        Row agent = organization.member("Mia");
        Row project = organization.insert(
                "projects", Json.object().put("name", "Support").put("type", "SUPPORT"));
        organization.insert(
                "project_issues",
                Json.object()
                        .put("project_id", project.id())
                        .put("title", "Login")
                        .put("description", "Broken")
                        .put("assignee_id", agent.id()));
        organization.idle();

        assertThat(organization.notifications("issue_assigned"))
                .extracting(row -> row.text("user_id"))
                .containsExactly(agent.id());
    }

    /** A browser that subscribed, and can read what is meant for it. */
    private final class Browser {

        private final KeyPair keys;
        private final byte[] auth = RandomText.bytes(16);
        private final String path = "/push/" + Ids.next();

        private Browser(String member) throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
            organization.insert(
                    "push_subscriptions",
                    Json.object()
                            .put("user_id", member)
                            .put("endpoint", "https://push.example.com" + path)
                            .put("p256dh", URL.encodeToString(raw((ECPublicKey) keys.getPublic())))
                            .put("auth", URL.encodeToString(auth)));
        }

        private JsonNode call() {
            return StreamSupport.stream(organization.calls("push").spliterator(), false)
                    .filter(call -> call.path("path").asText().equals(path))
                    .findFirst()
                    .orElse(Json.nodes().missingNode());
        }

        private static byte[] raw(ECPublicKey key) {
            byte[] point = new byte[65];
            point[0] = 4;
            byte[] x = key.getW().getAffineX().toByteArray();
            byte[] y = key.getW().getAffineY().toByteArray();
            copy(x, point, 33);
            copy(y, point, 65);
            return point;
        }

        private static void copy(byte[] number, byte[] point, int end) {
            int length = Math.min(32, number.length);
            System.arraycopy(number, number.length - length, point, end - length, length);
        }

        /** RFC 8291 from the other side. */
        private JsonNode read() throws Exception {
            byte[] message =
                    Base64.getDecoder().decode(call().at("/body/base64").asText());
            ByteBuffer buffer = ByteBuffer.wrap(message);
            byte[] salt = new byte[16];
            buffer.get(salt);
            assertThat(buffer.getInt()).isEqualTo(4096);
            byte[] sender = new byte[buffer.get()];
            buffer.get(sender);
            byte[] sealed = new byte[buffer.remaining()];
            buffer.get(sealed);
            ECPoint point = new ECPoint(
                    new java.math.BigInteger(1, Arrays.copyOfRange(sender, 1, 33)),
                    new java.math.BigInteger(1, Arrays.copyOfRange(sender, 33, 65)));
            ECPublicKey own = (ECPublicKey) keys.getPublic();
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(keys.getPrivate());
            agreement.doPhase(
                    KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, own.getParams())), true);
            byte[] secret = agreement.generateSecret();
            byte[] info = join("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), raw(own), sender);
            byte[] input = hmac(hmac(auth, secret), join(info, new byte[] {1}));
            byte[] key = hmac(salt, input);
            byte[] content = Arrays.copyOf(hmac(key, ascii("Content-Encoding: aes128gcm\0\1")), 16);
            byte[] nonce = Arrays.copyOf(hmac(key, ascii("Content-Encoding: nonce\0\1")), 12);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(content, "AES"), new GCMParameterSpec(128, nonce));
            byte[] plain = cipher.doFinal(sealed);
            assertThat(plain[plain.length - 1]).isEqualTo((byte) 2);
            return Json.read(new String(plain, 0, plain.length - 1, StandardCharsets.UTF_8));
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        private static byte[] join(byte[]... parts) {
            ByteBuffer all = ByteBuffer.allocate(
                    Arrays.stream(parts).mapToInt(part -> part.length).sum());
            Arrays.stream(parts).forEach(all::put);
            return all.array();
        }

        private static byte[] hmac(byte[] key, byte[] text) throws Exception {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        }
    }

    private Client.Answer send(ObjectNode body) {
        return organization.client.as(organization.session, "POST", "/functions/v1/push-send", body);
    }

    @Test
    void browserReadsWhatWasSentAndKnowsTheSender() throws Exception {
        Browser browser = new Browser(organization.owner);
        String key = organization
                .client
                .as(organization.session, "GET", "/functions/v1/push-send", null)
                .ok()
                .path("public_key")
                .asText();

        JsonNode answer =
                send(Json.object().put("title", "Hello").put("body", "Größe ✓")).ok();

        assertThat(answer.path("sent").asInt()).isEqualTo(1);
        JsonNode read = browser.read();
        assertThat(read.path("title").asText()).isEqualTo("Hello");
        assertThat(read.path("body").asText()).isEqualTo("Größe ✓");
        String authorization = browser.call().at("/headers/authorization").asText();
        assertThat(authorization).endsWith("k=" + key);
        SignedJWT token = SignedJWT.parse(Client.found("t=([^,]+)", authorization));
        byte[] point = Base64.getUrlDecoder().decode(key);
        ECKey sender = new ECKey.Builder(
                        Curve.P_256,
                        Base64URL.encode(Arrays.copyOfRange(point, 1, 33)),
                        Base64URL.encode(Arrays.copyOfRange(point, 33, 65)))
                .build();
        assertThat(token.verify(new ECDSAVerifier(sender))).isTrue();
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("https://push.example.com");
        assertThat(browser.call().at("/headers/content-encoding").asText()).isEqualTo("aes128gcm");
        assertThat(browser.call().at("/headers/ttl").asText()).isNotEmpty();
    }

    @Test
    void notificationReachesTheMembersDevices() throws Exception {
        Row agent = organization.member("Mia");
        Browser browser = new Browser(agent.id());
        assignTo(agent.id());
        Organization.await("pushed", () -> !browser.call().isMissingNode());

        assertThat(browser.read().path("kind").asText()).isEqualTo("task_assigned");
    }

    @Test
    void deviceThatThePushServiceForgotIsForgotten() throws Exception {
        Browser browser = new Browser(organization.owner);
        organization.client.call(
                "POST",
                "/_sandbox/faults",
                Json.object()
                        .put("provider", "push")
                        .put("status", 410)
                        .put("times", 1)
                        .put("path_contains", browser.path));

        assertThat(send(Json.object().put("title", "Hello"))
                        .ok()
                        .path("removed")
                        .asInt())
                .isEqualTo(1);
        assertThat(organization.all("push_subscriptions")).isEmpty();
    }

    @Test
    void pushNeedsATitleAndAMemberOfOnesOwn() {
        Organization other = new Organization(organization.cloud);

        assertThat(send(Json.object()).status()).isEqualTo(400);
        assertThat(send(Json.object().put("title", "x").put("user_id", other.owner))
                        .status())
                .isEqualTo(404);
    }
}
