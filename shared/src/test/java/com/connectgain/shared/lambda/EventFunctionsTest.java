package com.connectgain.shared.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventFunctionsTest {

    private final Kernel kernel = new Kernel(new Settings(Map.of("STAGE", "local")), Clock.systemUTC());
    private final List<String> handled = new ArrayList<>();

    @Test
    void failedMessagesAloneComeAgain() throws IOException {
        QueueFunction function = new QueueFunction(kernel) {
            @Override
            protected void handle(Message message) {
                if (message.body().path("bad").asBoolean()) {
                    throw new IllegalStateException("bad");
                }
                handled.add(message.id() + ":" + message.receiveCount());
            }
        };
        ObjectNode event = Json.object();
        event.putArray("Records")
                .add(message("m1", "{}", 1))
                .add(message("m2", "{\"bad\":true}", 1))
                .add(message("m3", "not json", 1))
                .add(message("m4", "{}", 3));

        JsonNode answer = invoke(function, event);

        assertThat(handled).containsExactly("m1:1", "m4:3");
        assertThat(answer.path("batchItemFailures").findValuesAsText("itemIdentifier"))
                .containsExactly("m2", "m3");
    }

    @Test
    void streamStopsAtTheFirstFailureAndNamesItsSequence() throws IOException {
        StreamFunction function = new StreamFunction(kernel) {
            @Override
            protected Work begin() {
                return change -> {
                    if (change.eventId().equals("e2")) {
                        throw new IllegalStateException("bad");
                    }
                    handled.add(change.eventId());
                };
            }
        };
        ObjectNode event = Json.object();
        event.putArray("Records")
                .add(stored("e1", "101"))
                .add(stored("e2", "102"))
                .add(stored("e3", "103"));

        JsonNode answer = invoke(function, event);

        assertThat(handled).containsExactly("e1");
        assertThat(answer.toString()).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"102\"}]}");
    }

    @Test
    void streamBatchThatCannotBeFinishedComesAgainAsAWhole() throws IOException {
        StreamFunction function = new StreamFunction(kernel) {
            @Override
            protected Work begin() {
                return new Work() {
                    @Override
                    public void add(RowChange change) {
                        handled.add(change.eventId());
                    }

                    @Override
                    public void finish() {
                        throw new IllegalStateException("the queue is down");
                    }
                };
            }
        };
        ObjectNode event = Json.object();
        event.putArray("Records").add(stored("e1", "101")).add(stored("e2", "102"));

        JsonNode answer = invoke(function, event);

        assertThat(handled).containsExactly("e1", "e2");
        assertThat(answer.toString()).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"101\"}]}");
    }

    @Test
    void rowChangeNamesItsCauses() {
        ObjectNode stored = stored("e1", "101");
        stored.withObject("/dynamodb/NewImage").putObject("cause").put("S", "rule-1,rule-2");

        assertThat(RowChange.read(stored).causes()).containsExactly("rule-1", "rule-2");
        assertThat(RowChange.read(stored("e2", "102")).causes()).isEmpty();
    }

    @Test
    void rowChangeHasBothImages() {
        ObjectNode stored = stored("e1", "101");
        stored.putObject("userIdentity").put("principalId", "dynamodb.amazonaws.com");

        RowChange change = RowChange.read(stored);

        assertThat(change.table()).isEqualTo("deals");
        assertThat(change.tenant()).isEqualTo("org");
        assertThat(change.version()).isEqualTo(2);
        assertThat(change.expired()).isTrue();
        assertThat(change.before().orElseThrow()).hasToString("{\"stage\":\"new\"}");
        assertThat(change.after().orElseThrow()).hasToString("{\"stage\":\"won\"}");
        assertThat(change.at()).isEqualTo(Instant.parse("2026-03-01T12:00:00.500Z"));
    }

    @Test
    void deletedRowIsDescribedByItsOldImage() {
        ObjectNode stored = stored("e1", "101");
        ((ObjectNode) stored.path("dynamodb")).remove("NewImage");

        RowChange change = RowChange.read(stored);

        assertThat(change.after()).isEmpty();
        assertThat(change.table()).isEqualTo("deals");
        assertThat(change.version()).isEqualTo(1);
    }

    @Test
    void objectKeysAreDecoded() throws IOException {
        ObjectFunction function = new ObjectFunction(kernel) {
            @Override
            protected void handle(StoredObject object) {
                handled.add(object.bucket() + "/" + object.key() + " " + object.size());
            }
        };

        invoke(function, objectEvent("calls/my+call+%C3%BC.mp3"));

        assertThat(handled).containsExactly("media/calls/my call ü.mp3 5");
    }

    @Test
    void failedObjectEventFailsTheInvocation() {
        ObjectFunction function = new ObjectFunction(kernel) {
            @Override
            protected void handle(StoredObject object) {
                throw new IllegalStateException("bad");
            }
        };

        assertThatThrownBy(() -> invoke(function, objectEvent("a"))).hasMessage("bad");
    }

    private static ObjectNode objectEvent(String key) {
        ObjectNode event = Json.object();
        ObjectNode s3 = event.putArray("Records")
                .addObject()
                .put("eventName", "ObjectCreated:Put")
                .putObject("s3");
        s3.putObject("bucket").put("name", "media");
        s3.putObject("object").put("key", key).put("size", 5).put("eTag", "e");
        return event;
    }

    private static ObjectNode message(String id, String body, int count) {
        ObjectNode message = Json.object().put("messageId", id).put("body", body);
        message.putObject("attributes").put("ApproximateReceiveCount", Integer.toString(count));
        return message;
    }

    private static ObjectNode stored(String id, String sequence) {
        ObjectNode stored = Json.object().put("eventID", id).put("eventName", "MODIFY");
        ObjectNode change = stored.putObject("dynamodb")
                .put("SequenceNumber", sequence)
                .put("ApproximateCreationDateTime", 1772366400.5);
        image(change.putObject("OldImage"), "{\"stage\":\"new\"}", 1);
        image(change.putObject("NewImage"), "{\"stage\":\"won\"}", 2);
        return stored;
    }

    private static void image(ObjectNode image, String doc, int version) {
        image.putObject("tbl").put("S", "deals");
        image.putObject("org").put("S", "org");
        image.putObject("doc").put("S", doc);
        image.putObject("ver").put("N", Integer.toString(version));
    }

    private static JsonNode invoke(RequestStreamHandler function, ObjectNode event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(Json.bytes(event)), output, null);
        return Json.parse(output.toByteArray());
    }
}
