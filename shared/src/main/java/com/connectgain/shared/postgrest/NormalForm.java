package com.connectgain.shared.postgrest;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Normalised;
import com.connectgain.shared.people.Emails;
import com.connectgain.shared.people.Phones;
import com.connectgain.shared.sql.CaseFolding;
import java.util.Map;
import java.util.Optional;

/** The stored form of a text, for columns that have one: enumerations, phone numbers, addresses. */
public final class NormalForm {

    private NormalForm() {}

    public static boolean applies(Column column) {
        return column.normalised() != Normalised.AS_SENT || !column.values().isEmpty();
    }

    /** The stored form, or nothing when the text is not a value of this column. */
    public static Optional<String> of(Column column, String text) {
        Optional<String> form = switch (column.normalised()) {
            case AS_SENT -> Optional.of(text);
            case PHONE -> Phones.normalise(text);
            case EMAIL -> Emails.normalise(text);
            case LOWER_CASE -> Optional.of(CaseFolding.lower(text));
            case TRIMMED -> Optional.of(text.strip());
        };
        return column.values().isEmpty() ? form : form.flatMap(value -> member(column, value));
    }

    private static Optional<String> member(Column column, String text) {
        for (String value : column.values()) {
            if (value.equalsIgnoreCase(text)) {
                return Optional.of(value);
            }
        }
        return column.aliases().entrySet().stream()
                .filter(alias -> alias.getKey().equalsIgnoreCase(text))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
