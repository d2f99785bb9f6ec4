package com.connectgain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything that brings contacts, at once. */
@ExtendWith(CloudExtension.class)
class IngestRacesTest {

    private static final List<String> SPELLINGS =
            List.of("+20 101 717 7777", "201017177777", "+20-101-717-7777", "(+20)101.717.7777", "00201017177777");

    private final Crm crm;

    IngestRacesTest(LocalCloud cloud) {
        this.crm = new Crm(cloud);
    }

    private Answer send(int number) {
        String phone = SPELLINGS.get(number % SPELLINGS.size());
        ObjectNode person = Json.object().put("phone", phone);
        person.putArray("tags").add("t" + number);
        person.putObject("custom_fields").put("f" + number, number);
        ObjectNode body = Json.object();
        return switch (number / 50) {
            case 0 -> crm.post("create-lead", person);
            case 1 -> {
                body.putArray("contacts").add(person);
                yield crm.post("import-contacts-bulk", body);
            }
            case 2 -> {
                body.put("skip_if_exists", true)
                        .putArray("deals")
                        .addObject()
                        .put("title", "Order " + number)
                        .put("contact_phone", phone)
                        .put("create_contact_if_missing", true);
                yield crm.post("create-deals-bulk", body);
            }
            default ->
                crm.post(
                        "insert-message",
                        body.put("phone", phone)
                                .put("content", "m")
                                .put("direction", "incoming")
                                .put("external_id", "m" + number));
        };
    }

    @Test
    void twoHundredCallsAboutOnePersonMakeOneContactAndLoseNothing() {
        // Spread, so that every moment has calls of every kind.
        List<Integer> numbers =
                IntStream.range(0, 200).map(i -> i % 4 * 50 + i / 4).boxed().toList();

        List<Answer> answers = Parallel.map(numbers, 40, this::send);

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.raw().body()).isIn(200, 201);
            assertThat(answer.body().at("/summary/failed").asInt(0))
                    .as(answer.raw().body())
                    .isZero();
        });
        List<Row> contacts = crm.all("contacts");
        assertThat(contacts).hasSize(1);
        Row contact = contacts.getFirst();
        assertThat(contact.get("custom_fields")).hasSize(100);
        List<String> tags = new java.util.ArrayList<>();
        contact.get("tags").forEach(tag -> tags.add(tag.asText()));
        assertThat(tags)
                .containsAll(
                        IntStream.range(0, 100).mapToObj(number -> "t" + number).toList());
        assertThat(crm.all("deals"))
                .hasSize(50)
                .allSatisfy(deal -> assertThat(deal.text("contact_id")).isEqualTo(contact.id()));
        assertThat(crm.all("conversations")).hasSize(1);
        assertThat(crm.all("conversations").getFirst().get("unread_count").asInt())
                .isEqualTo(50);
        assertThat(crm.all("messages")).hasSize(50);
    }

    @Test
    void sameImportTwiceAtOnceMakesEachPersonOnce() {
        ObjectNode body = ImportContactsTest.batch(500);

        List<Answer> answers = Parallel.map(List.of(1, 2), 2, sender -> crm.post("import-contacts-bulk", body));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(
                                answer.ok().at("/summary/successful").asInt())
                        .isEqualTo(500));
        assertThat(crm.all("contacts")).hasSize(500);
        assertThat(crm.all("contacts").stream()
                        .map(contact -> contact.get("phones").path(0).asText())
                        .distinct())
                .hasSize(500);
    }

    @Test
    void sameLeadWithADealFromSeveralSendersIsOneLeadAndOneDeal() {
        ObjectNode body =
                Crm.object("{\"email\": \"x@example.com\", \"deal\": {\"title\": \"Order 1\", \"value\": 5}}");

        List<Answer> answers =
                Parallel.map(IntStream.range(0, 20).boxed().toList(), 10, sender -> crm.post("create-lead", body));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201));
        assertThat(crm.all("contacts")).hasSize(1);
        assertThat(crm.all("deals")).hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> answer.body().at("/data/deal/id").asText())
                        .distinct())
                .hasSize(1);
    }
}
