package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Default;
import com.connectgain.shared.catalog.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One entry of the reference page: a call, or a table with its columns. */
final class PageSections {

    private final Served served;
    private final SampleRows samples;

    PageSections(Served served, SampleRows samples) {
        this.served = served;
        this.samples = samples;
    }

    void operation(Html html, Operation operation) {
        String query = operation.fixedQuery().isEmpty() ? "" : "?" + operation.fixedQuery();
        html.open("details", "class", "entry", "id", Page.anchor(operation.folder() + " " + operation.name()));
        html.open("summary").element("b", operation.method(), "class", "verb " + operation.method());
        html.text(" ").element("code", operation.path() + query).text(" ");
        html.element("span", operation.summary()).close("summary");
        if (!operation.doc().isEmpty()) {
            html.element("p", operation.doc());
        }
        html.element("p", "Send: " + credentials(operation) + ".", "class", "note");
        fields(html, "Parameters", operation.parameters());
        fields(html, "Body", operation.request());
        code(html, "Example", Curl.of(operation));
        if (!operation.response().isMissingNode()) {
            fields(html, "Answer " + operation.status(), operation.response());
            String answer =
                    operation.answer().isTextual() ? operation.answer().asText() : Pretty.write(operation.answer());
            code(html, "", answer);
        } else {
            html.element("p", "Answer: " + operation.status() + " without a body.", "class", "note");
        }
        if (!operation.errors().isEmpty()) {
            html.element("h4", "Errors").open("ul");
            operation
                    .errors()
                    .forEach((status, text) -> html.open("li")
                            .element("code", status.toString())
                            .text(" " + text)
                            .close("li"));
            html.close("ul");
        }
        html.close("details").line();
    }

    private static String credentials(Operation operation) {
        return operation.credentials().stream()
                .map(together -> together.isEmpty()
                        ? "nothing"
                        : together.stream().map(Token::phrase).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", or "));
    }

    /** One line per field; fields inside fields are shown with their path. */
    private static void fields(Html html, String title, JsonNode notation) {
        if (notation.isMissingNode()) {
            return;
        }
        List<String[]> rows = new ArrayList<>();
        collect(rows, "", notation);
        if (rows.isEmpty()) {
            return;
        }
        html.element("h4", title).open("table").open("tbody");
        for (String[] row : rows) {
            html.open("tr").open("td").element("code", row[0]).close("td");
            html.element("td", row[1]).element("td", row[2]).close("tr");
        }
        html.close("tbody").close("table");
    }

    private static void collect(List<String[]> rows, String path, JsonNode notation) {
        if (notation.isTextual()) {
            String[] words = notation.asText().split(" ", 2);
            String type = words[0].startsWith("=") ? words[0].substring(1).replace("|", " | ") : words[0];
            rows.add(new String[] {path, type, words.length > 1 ? words[1] : ""});
        } else if (notation.isArray()) {
            collect(rows, path + "[]", notation.get(0));
        } else {
            notation.properties().forEach(field -> {
                String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                collect(rows, name, field.getValue());
            });
        }
    }

    private static void code(Html html, String title, String text) {
        if (!title.isEmpty()) {
            html.element("h4", title);
        }
        html.open("div", "class", "code");
        html.element("button", "Copy", "type", "button", "class", "copy").element("pre", text);
        html.close("div");
    }

    void table(Html html, Table table) {
        html.open("details", "class", "entry", "id", "table-" + table.name());
        html.open("summary").element("code", table.name()).text(" ");
        html.element("span", table.doc()).close("summary");
        html.element("p", verbs(table.access()) + " /rest/v1/" + table.name(), "class", "note");
        html.element("p", Rules.describe(table.access()), "class", "note");
        html.open("table").open("thead").open("tr");
        List.of("Column", "Type", "Default", "About").forEach(title -> html.element("th", title));
        html.close("tr").close("thead").open("tbody");
        for (Column column : served.columns(table)) {
            html.open("tr").open("td").element("code", column.name() + (column.isRequired() ? "*" : ""));
            html.close("td").element("td", column.type().toString());
            html.element("td", defaultOf(column)).open("td").text(about(column));
            served.target(table, column)
                    .ifPresent(key -> html.text(" ")
                            .element(
                                    "a",
                                    key.target().name() + "."
                                            + key.targetColumns().getFirst(),
                                    "href",
                                    "#table-" + key.target().name()));
            html.close("td").close("tr");
        }
        html.close("tbody").close("table");
        code(html, "Read", Curl.list(table));
        if (Served.allows(table.access().insert())) {
            code(html, "Insert", Curl.insert(table, samples.insert(table)));
        }
        html.close("details").line();
    }

    private static String verbs(Access access) {
        return "GET"
                + (Served.allows(access.insert()) ? " POST" : "")
                + (Served.allows(access.update()) ? " PATCH" : "")
                + (Served.allows(access.delete()) ? " DELETE" : "");
    }

    private static String defaultOf(Column column) {
        return switch (column.defaultValue().orElse(null)) {
            case null -> "";
            case Default.Literal(var value) -> value.isTextual() ? value.asText() : value.toString();
            case Default.Now() -> "now";
            case Default.Today() -> "today";
            case Default.NewId() -> "new id";
            case Default.Serial(long first) -> "the next number from " + first;
            case Default.CurrentUser() -> "the signed-in user";
        };
    }

    private static String about(Column column) {
        List<String> parts = new ArrayList<>();
        if (!column.doc().isEmpty()) {
            parts.add(column.doc());
        }
        if (!column.values().isEmpty()) {
            parts.add("One of " + String.join(", ", column.values()) + ".");
        }
        column.maxLength().ifPresent(length -> parts.add("At most " + length + " characters."));
        if (column.least().isPresent() || column.most().isPresent()) {
            parts.add("Between " + column.least().map(Object::toString).orElse("any") + " and "
                    + column.most().map(Object::toString).orElse("any") + ".");
        }
        if (column.isReadOnly()) {
            parts.add("Set by the server.");
        }
        if (column.isSecret()) {
            parts.add("Masked when read.");
        }
        column.writers().ifPresent(rule -> parts.add("Set by " + Rules.words(rule) + "."));
        return String.join(" ", parts);
    }
}
