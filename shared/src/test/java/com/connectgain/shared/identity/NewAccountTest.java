package com.connectgain.shared.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewAccountTest {

    private static NewAccount account(String metadata) {
        return new NewAccount("jane@example.com", "hash", Json.readObject(metadata), false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"organization_name\": \" Acme \"} | Acme",
                "{\"organizationName\": \"Acme\"} | Acme",
                "{\"org\": \"Acme\"} | Acme",
                "{\"organization_name\": \"\", \"first_name\": \"Jane\"} | Jane's Organization",
                "{\"organization_name\": 5} | jane's Organization",
                "{} | jane's Organization"
            })
    void organizationIsNamedByTheSignUpOrAfterItsOwner(String metadata, String name) {
        assertThat(account(metadata).organizationName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"first_name\": \"Jane\", \"last_name\": \"Doe\"} | Jane | Doe",
                "{\"firstName\": \"Jane\", \"lastName\": \"Doe\"} | Jane | Doe",
                "{\"full_name\": \"Jane van Doe\"} | Jane | van Doe",
                "{\"name\": \"Jane\"} | Jane |"
            })
    void namesAreReadUnderTheirSeveralKeys(String metadata, String first, String last) {
        Members.Person person = account(metadata).person();

        assertThat(person.firstName()).isEqualTo(first);
        assertThat(person.lastName()).isEqualTo(last);
    }

    @Test
    void secretsLeaveTheMetadata() {
        ObjectNode metadata = Json.object()
                .put("appgain_api_key", "secret")
                .put("password", "secret")
                .put("theme", "dark");

        assertThat(NewAccount.publicMetadata(metadata)).isEqualTo(Json.object().put("theme", "dark"));
    }

    @Test
    void metadataTooLargeForATokenIsRefused() {
        assertThatThrownBy(() -> NewAccount.checkMetadata(Json.object().put("blob", "x".repeat(4096))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("data must not be larger");
    }
}
