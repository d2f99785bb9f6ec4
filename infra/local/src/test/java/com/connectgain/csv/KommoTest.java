package com.connectgain.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kommo's export of leads. */
@ExtendWith(CloudExtension.class)
class KommoTest {

    private static final String FUNCTION = "import-kommo-leads";
    private static final String EXPORT = """
        ID,Lead title,Main contact,Work phone (contact),Work email (contact),Company,"Sale, $",Stage,Responsible user,Tags,Note 1,Note 2,UTM
        1001,Big deal,John Doe,+201000000001,john@example.com,Acme,"1,500.00",New,Jane Doe,"hot,vip",First call,Second call,google
        1002,Small deal,Mary Ann Lee,+201000000002,mary@example.com,Acme,200,Closed - won,Somebody Else,,,,
        1003,Another,John Doe,+201000000001,john@example.com,Acme,50,Unheard of,,,First call,,
        1004,Broken,Nobody,12,,,,,,,,,
        """;

    private final Desk desk;

    KommoTest(LocalCloud cloud) {
        this.desk = Desk.open(cloud);
    }

    private static Row titled(List<Row> deals, String title) {
        return deals.stream()
                .filter(row -> row.text("title").equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void leadsBecomeContactsDealsCompaniesAndNotes() {
        JsonNode answer = desk.importCsv(FUNCTION, EXPORT).ok();

        assertThat((Object) answer.path("counts")).isEqualTo(Json.read("""
            {"companies": 1, "contacts": 2, "deals": 3, "notes": 3, "merged": 0, "errors": 1}
            """));
        assertThat(answer.path("imported").asInt()).isEqualTo(3);
        assertThat((Object) answer.path("errors"))
                .isEqualTo(Json.read("[{\"row\": 4, \"error\": \"Invalid phone number: 12\"}]"));
        List<Row> deals = desk.all("deals");
        Row big = titled(deals, "Big deal");
        assertThat(big.get("value").decimalValue()).isEqualByComparingTo("1500");
        assertThat(big.text("owner_id")).isEqualTo(desk.user);
        assertThat((Object) big.get("tags")).isEqualTo(Json.read("[\"hot\",\"vip\"]"));
        assertThat(big.text("external_id")).isEqualTo("1001");
        assertThat(big.get("custom_fields").path("UTM").asText()).isEqualTo("google");
        assertThat(titled(deals, "Small deal").text("status")).isEqualTo("WON");
        assertThat(titled(deals, "Small deal")
                        .get("custom_fields")
                        .path("kommo_responsible")
                        .asText())
                .isEqualTo("Somebody Else");
        assertThat(titled(deals, "Another")
                        .get("custom_fields")
                        .path("kommo_stage")
                        .asText())
                .isEqualTo("Unheard of");
        assertThat(big.text("contact_id")).isEqualTo(titled(deals, "Another").text("contact_id"));
        assertThat(desk.all("notes"))
                .extracting(note -> note.text("content"))
                .containsExactlyInAnyOrder("First call", "Second call", "First call");
    }

    @Test
    void secondImportMakesNothingTwice() {
        desk.importCsv(FUNCTION, EXPORT).ok();
        JsonNode again = desk.importCsv(FUNCTION, EXPORT).ok();

        assertThat(again.path("imported").asInt()).isZero();
        assertThat(again.path("skipped").asInt()).isEqualTo(3);
        assertThat(desk.all("deals")).hasSize(3);
        assertThat(desk.all("contacts")).hasSize(2);
        assertThat(desk.all("companies")).hasSize(1);
        assertThat(desk.all("notes")).hasSize(3);
    }

    @Test
    void overwritingChangesWhatIsThere() {
        desk.importCsv(FUNCTION, EXPORT).ok();
        ObjectNode body = Json.object()
                .put("csvData", "ID,Lead title,Name,Email,Price\n1001,Bigger deal,Johnny Doe,john@example.com,9000\n")
                .put("overwrite", true);
        JsonNode answer = desk.post(FUNCTION, body).ok();

        assertThat(answer.path("merged").asInt()).isEqualTo(1);
        assertThat(titled(desk.all("deals"), "Bigger deal").get("value").decimalValue())
                .isEqualByComparingTo("9000");
        assertThat(desk.all("contacts"))
                .extracting(row -> row.text("first_name"))
                .contains("Johnny");
        assertThat(desk.all("deals")).hasSize(3);
    }

    @Test
    void leadsWithoutAnIdAreKnownByContactAndTitle() {
        String csv = "Deal,Name,Phone\nHouse,Ann Lee,+201000000009\n";
        desk.importCsv(FUNCTION, csv).ok();
        assertThat(desk.importCsv(FUNCTION, csv).ok().path("skipped").asInt()).isEqualTo(1);
        assertThat(desk.all("deals")).hasSize(1);
    }
}
