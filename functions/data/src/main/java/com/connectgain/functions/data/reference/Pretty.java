package com.connectgain.functions.data.reference;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;

/** JSON for people: indented, as the documents write it. */
final class Pretty {

    private static final int ONE_LINE = 80;

    private static final DefaultPrettyPrinter INDENTED = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""))
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    private Pretty() {}

    /** On one line where it fits. */
    static String write(JsonNode json) {
        String line = json.toString();
        if (line.length() <= ONE_LINE) {
            return line;
        }
        return Json.write(json, INDENTED.createInstance());
    }
}
