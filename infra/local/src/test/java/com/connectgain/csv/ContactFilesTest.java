package com.connectgain.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files as people have them, one rule each. */
@ExtendWith(CloudExtension.class)
class ContactFilesTest {

    private final LocalCloud cloud;

    ContactFilesTest(LocalCloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void everyFileIsReadByItsRule() {
        everyCase("contacts.txt", "import-contacts", "contacts");
    }

    @Test
    void everyFileOfCompaniesIsReadByItsRule() {
        everyCase("companies.txt", "import-companies", "companies");
    }

    /** One organization for each: what one case leaves behind would decide the next. */
    private void everyCase(String resource, String function, String table) {
        SoftAssertions softly = new SoftAssertions();
        List<CsvCase> cases = CsvCase.read(resource);
        assertThat(cases).hasSizeGreaterThan(5);
        for (CsvCase one : cases) {
            Desk desk = Desk.open(cloud);
            JsonNode answer = desk.importCsv(function, one.csv()).body();
            softly.assertThat(answer.path("imported").asInt())
                    .as(one + ": imported " + answer)
                    .isEqualTo(one.imported());
            softly.assertThat(answer.path("skipped").asInt())
                    .as(one + ": skipped")
                    .isEqualTo(one.skipped());
            softly.assertThat(answer.path("merged").asInt())
                    .as(one + ": merged")
                    .isEqualTo(one.merged());
            softly.assertThat((Object) answer.path("errors"))
                    .as(one + ": errors")
                    .isEqualTo(one.errors());
            List<Row> rows = desk.all(table);
            softly.assertThat(rows).as(one + ": rows").hasSize(one.rows().size());
            for (int i = 0; i < Math.min(rows.size(), one.rows().size()); i++) {
                Row row = rows.get(i);
                one.rows()
                        .get(i)
                        .properties()
                        .forEach(column -> softly.assertThat((Object) row.get(column.getKey()))
                                .as(one + ": " + column.getKey())
                                .isEqualTo(column.getValue()));
            }
        }
        softly.assertAll();
    }
}
