package com.connectgain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(CloudExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class SearchCompaniesTest {

    private static final String FUNCTION = "search-companies";

    private final Crm crm;

    SearchCompaniesTest(LocalCloud cloud) {
        this.crm = new Crm(cloud);
    }

    @BeforeAll
    void companies() {
        crm.create("companies", """
            {"name": "Acme Inc", "domain": "acme.com", "website": "https://shop.acme.com", "email": "contact@acme.com",
             "phone": "+1234567890", "city": "New York", "country": "US", "industry": "Technology",
             "description": "Makes anvils"}
            """);
        crm.create("companies", "{\"name\": \"Caf\\u00e9 Z\\u00fcrich\", \"country\": \"CH\", \"city\": \"Z\\u00fcrich\"}");
        crm.create("companies", "{\"name\": \"Nowhere Ltd\"}");
    }

    private static List<String> names(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.path("companies").forEach(company -> names.add(company.path("name").asText()));
        return names;
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        acme,            -,               Acme Inc
        ACME.COM,        -,               Acme Inc
        shop.acme,       -,               Acme Inc
        contact@acme,    -,               Acme Inc
        234567890,       -,               Acme Inc
        +1 (234) 567-890, -,              Acme Inc
        new york,        -,               Acme Inc
        technolog,       -,               Acme Inc
        anvils,          -,               Acme Inc
        cafe zurich,     -,               Café Zürich
        -,               US,              Acme Inc
        -,               us,              ''
        acme,            CH,              ''
        -,               __no_country__,  Nowhere Ltd
        nowhere,         __no_country__,  Nowhere Ltd
        acme,            __no_country__,  ''
        nothing,         -,               ''
        -,               -,               Nowhere Ltd;Café Zürich;Acme Inc
        """)
    void companyIsFound(String term, String country, String expected) {
        ObjectNode body = Json.object().put("searchTerm", term).put("country", country);

        JsonNode answer = crm.post(FUNCTION, body).ok();

        assertThat(String.join(";", names(answer))).isEqualTo(expected);
        assertThat(answer.path("count").asInt()).isEqualTo(answer.path("companies").size());
    }

    @Test
    void secondPageGoesOnBehindTheFirst() {
        JsonNode first =
                crm.post(FUNCTION, "{\"limit\": 2}").ok();
        JsonNode second = crm.post(FUNCTION, "{\"limit\": 2, \"offset\": 2}").ok();

        assertThat(names(first)).containsExactly("Nowhere Ltd", "Café Zürich");
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(names(second)).containsExactly("Acme Inc");
        assertThat(second.path("has_more").asBoolean()).isFalse();
    }
}
