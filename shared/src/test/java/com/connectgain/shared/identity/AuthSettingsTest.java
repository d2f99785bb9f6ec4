package com.connectgain.shared.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.kernel.Settings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthSettingsTest {

    private static final AuthSettings SETTINGS = AuthSettings.of(new Settings(Map.of(
            "APP_URL", "https://app.example.com/",
            "REDIRECT_ALLOW_LIST", "https://partner.example.com/cg/*, https://beta.example.com",
            "STAGE", "prod")));

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/reset-password, true",
        "https://app.example.com, true",
        "https://APP.example.com/x, true",
        "http://app.example.com/x, false",
        "https://app.example.com:8443/x, false",
        "https://app.example.com.evil.example/x, false",
        "https://app.example.com@evil.example/x, false",
        "https://user@app.example.com/x, false",
        "https://beta.example.com/any/where, true",
        "https://partner.example.com/cg/back, true",
        "https://partner.example.com/cg, true",
        "https://partner.example.com/cgx, false",
        "https://partner.example.com/cg/../admin, false",
        "http://localhost:3000/x, false",
        "/relative, false",
        "javascript:alert(1), false",
        "'https://app.example.com/a b', false"
    })
    void linksLeadToKnownOriginsOnly(String wanted, boolean allowed) {
        assertThat(SETTINGS.redirect(wanted, "otherwise")).isEqualTo(allowed ? wanted : "otherwise");
    }
}
