package com.connectgain.shared.identity;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.people.Phones;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What somebody signs up with. {@code metadata} is what they sent as {@code data}; it goes into every access token, so
 * it is small and holds no secret.
 *
 * @param passwordHash null for somebody who comes by a link and has no password yet
 */
public record NewAccount(String email, String passwordHash, ObjectNode metadata, boolean confirmed) {

    private static final int METADATA_BYTES = 4096;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TITLE = 200;
    private static final List<String> ORGANIZATION =
            List.of("organization_name", "organizationName", "organization", "org_name", "org", "company_name");
    private static final String APPGAIN_KEY = "appgain_api_key";

    /** Text of {@code data} that is too long for a token is refused rather than cut. */
    public static void checkMetadata(ObjectNode metadata) {
        if (Json.write(metadata).getBytes(StandardCharsets.UTF_8).length > METADATA_BYTES) {
            throw AuthProblems.validation("data must not be larger than " + METADATA_BYTES + " bytes");
        }
    }

    /** Metadata without what must never be in a token: the original kept a copy of the Appgain key there. */
    public static ObjectNode publicMetadata(ObjectNode metadata) {
        ObjectNode clean = metadata.deepCopy();
        clean.remove(List.of(APPGAIN_KEY, "appgainApiKey", "password"));
        return clean;
    }

    Optional<String> appgainKey() {
        return text(APPGAIN_KEY).or(() -> text("appgainApiKey"));
    }

    Members.Person person() {
        Optional<String> full = text("full_name").or(() -> text("name"));
        String first = text("first_name")
                .or(() -> text("firstName"))
                .or(() -> full.map(name -> name.split("\\s+", 2)[0]))
                .orElse(null);
        String last = text("last_name")
                .or(() -> text("lastName"))
                .or(() -> full.map(name -> name.split("\\s+", 2))
                        .filter(parts -> parts.length > 1)
                        .map(parts -> parts[1]))
                .orElse(null);
        return new Members.Person(
                cut(first, LONGEST_NAME),
                cut(last, LONGEST_NAME),
                text("phone").flatMap(Phones::normalise).orElse(null));
    }

    String organizationName() {
        for (String key : ORGANIZATION) {
            Optional<String> name = text(key);
            if (name.isPresent()) {
                return cut(name.get(), LONGEST_TITLE);
            }
        }
        String owner = Optional.ofNullable(person().firstName()).orElse(email.substring(0, email.indexOf('@')));
        return cut(owner, LONGEST_NAME) + "'s Organization";
    }

    String timezone() {
        return text("timezone").filter(NewAccount::isZone).orElse("UTC");
    }

    private static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(metadata.path(key).textValue())
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static String cut(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }
}
