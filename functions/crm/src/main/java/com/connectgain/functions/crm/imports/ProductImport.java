package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.ingest.Attempt;
import com.connectgain.functions.crm.ingest.Batch;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.records.FirstWriter;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Products: known by their SKU, those without one by their name. */
final class ProductImport implements RowImport {

    private static final String SKU_CONSTRAINT = "products_sku_key";
    private static final int NAME = 200;
    private static final int SKU = 100;
    private static final int URL = 2048;
    private static final int DESCRIPTION = 5000;

    private final Store store;
    private final Records records;
    private final FirstWriter first;

    ProductImport(Kernel kernel) {
        this.store = kernel.store();
        this.records = kernel.records();
        this.first = new FirstWriter(store, records);
    }

    private record Line(long row, ObjectNode values) {

        boolean hasSku() {
            return values.has("sku");
        }
    }

    @Override
    public List<Attempt<Outcome>> write(Stretch stretch, List<SourceRow> rows) {
        List<Attempt<Line>> lines = rows.stream()
                .map(row -> Attempt.of(() -> new Line(row.number(), read(row))))
                .toList();
        NamedRows named = new NamedRows(store, first, "products", null);
        named.prepare(
                stretch.writing().tenant(),
                lines.stream()
                        .flatMap(line -> line.found().stream())
                        .filter(line -> !line.hasSku())
                        .map(Line::values)
                        .toList());
        return new Batch(stretch.patience())
                .write(
                        lines,
                        line -> line.hasSku()
                                ? List.of("sku#" + line.values().path("sku").asText())
                                : named.keys(line.values()),
                        group -> named,
                        (line, known) -> place(stretch, line, known));
    }

    private static ObjectNode read(SourceRow row) {
        ObjectNode values = Json.object();
        values.put("name", row.text("name", NAME).orElseThrow(() -> Problem.required("name")));
        row.text("sku", SKU).ifPresent(sku -> values.put("sku", sku));
        row.text("description", DESCRIPTION).ifPresent(text -> values.put("description", text));
        row.text("image_url", URL).ifPresent(url -> values.put("image_url", url));
        BigDecimal price = row.amount("price").orElse(BigDecimal.ZERO);
        if (price.signum() < 0) {
            throw Problem.badRequest("price must be at least 0");
        }
        values.put("price", price);
        row.text("currency").ifPresent(currency -> values.put("currency", currency(currency)));
        row.flag("is_active").ifPresent(active -> values.put("is_active", active));
        values.set("custom_fields", row.customFields());
        return values;
    }

    private static String currency(String text) {
        if (!text.matches("[A-Za-z]{3}")) {
            throw Problem.badRequest("currency must be a 3-letter code");
        }
        return text.toUpperCase(Locale.ROOT);
    }

    private Outcome place(Stretch stretch, Line line, NamedRows named) {
        String own = stretch.ids().of("products", line.row());
        ObjectNode wanted = line.values().deepCopy().put("id", own);
        Row product = line.hasSku() ? bySku(stretch, wanted) : named.findOrMake(stretch.writing(), wanted);
        if (product.id().equals(own)) {
            return new Outcome(Fate.NEW, Map.of("products", 1));
        }
        if (!stretch.options().merge()) {
            return Outcome.of(Fate.SKIPPED);
        }
        records.update(
                stretch.writing(),
                List.of(product),
                values -> merged(values, line.values())
                        .put("updated_at", stretch.writing().timestamp()),
                row -> true);
        return Outcome.of(Fate.MERGED);
    }

    private static ObjectNode merged(ObjectNode product, ObjectNode incoming) {
        ObjectNode after = product.deepCopy();
        ObjectNode fields = after.withObjectProperty("custom_fields");
        fields.setAll((ObjectNode) incoming.path("custom_fields"));
        after.setAll(incoming);
        after.set("custom_fields", fields);
        return after;
    }

    /** The table itself lets a SKU be there once. */
    private Row bySku(Stretch stretch, ObjectNode wanted) {
        while (true) {
            Optional<Row> found =
                    store.findUnique(store.table("products"), stretch.writing().tenant(), SKU_CONSTRAINT, wanted);
            if (found.isPresent()) {
                return found.get();
            }
            if (records.tryInsert(stretch.writing(), "products", wanted, List.of())
                    instanceof Records.Inserted.Done(var rows)) {
                return rows.getFirst();
            }
        }
    }
}
