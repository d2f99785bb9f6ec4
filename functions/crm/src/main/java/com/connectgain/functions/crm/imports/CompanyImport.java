package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.ingest.Attempt;
import com.connectgain.functions.crm.ingest.Batch;
import com.connectgain.functions.crm.ingest.Merge;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.records.FirstWriter;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Companies: found by domain, then by name, or made. */
final class CompanyImport implements RowImport {

    private static final int NAME = 200;
    private static final int TEXT = 500;
    private static final int URL = 2048;
    private static final int DESCRIPTION = 5000;
    private static final int TAG = 50;
    private static final int SOURCE = 50;
    private static final BigDecimal MOST_EMPLOYEES = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final List<String> PLAIN = List.of(
            "industry",
            "street",
            "city",
            "state",
            "postal_code",
            "country",
            "twitter_handle",
            "lifecycle_stage",
            "lead_status",
            "notes");
    private static final List<String> URLS = List.of("website", "linkedin_url", "facebook_url", "logo_url");

    private final Store store;
    private final Records records;
    private final FirstWriter first;

    CompanyImport(Kernel kernel) {
        this.store = kernel.store();
        this.records = kernel.records();
        this.first = new FirstWriter(store, records);
    }

    private record Line(long row, ObjectNode values) {}

    @Override
    public List<Attempt<Outcome>> write(Stretch stretch, List<SourceRow> rows) {
        Members members = new Members(store, stretch.writing().tenant());
        List<Attempt<Line>> lines = rows.stream()
                .map(row -> Attempt.of(() -> new Line(row.number(), read(row, stretch.options(), members))))
                .toList();
        NamedRows companies = new NamedRows(store, first, "companies", "domain");
        companies.prepare(
                stretch.writing().tenant(),
                lines.stream()
                        .flatMap(line -> line.found().stream())
                        .map(Line::values)
                        .toList());
        return new Batch(stretch.patience())
                .write(
                        lines,
                        line -> companies.keys(line.values()),
                        group -> companies,
                        (line, known) -> place(stretch, line, known));
    }

    private static ObjectNode read(SourceRow row, Options options, Members members) {
        ObjectNode values = Json.object();
        values.put("name", row.text("name", NAME).orElseThrow(() -> Problem.required("name")));
        row.text("domain", TEXT).map(CompanyImport::domain).ifPresent(domain -> values.put("domain", domain));
        PLAIN.forEach(column -> row.text(column, TEXT).ifPresent(text -> values.put(column, text)));
        URLS.forEach(column -> row.text(column, URL).ifPresent(text -> values.put(column, text)));
        row.text("description", DESCRIPTION).ifPresent(text -> values.put("description", text));
        values.put("source", row.text("source", SOURCE).orElse("import"));
        values.set("phones", Input.array(row.split("phones", People::phone)));
        values.set("emails", Input.array(row.split("emails", People::email)));
        row.amount("annual_revenue").ifPresent(amount -> values.put("annual_revenue", amount));
        row.amount("employee_count").ifPresent(count -> values.put("employee_count", whole(count)));
        ObjectNode custom = row.customFields();
        row.text("owner", TEXT)
                .ifPresent(owner -> members.find(owner)
                        .ifPresentOrElse(id -> values.put("owner_id", id), () -> custom.put("owner", owner)));
        Set<String> tags = new LinkedHashSet<>(row.tags("tags", TAG));
        tags.addAll(options.tags());
        values.set("tags", Input.array(tags));
        values.set("custom_fields", custom);
        return values;
    }

    /** {@code https://www.acme.com/about} is the domain acme.com. */
    private static String domain(String text) {
        String bare = text.toLowerCase(Locale.ROOT)
                .replaceFirst("^[a-z]+://", "")
                .replaceFirst("^www\\.", "")
                .replaceFirst("[/?#:].*$", "");
        return bare.isEmpty() ? text.toLowerCase(Locale.ROOT) : bare;
    }

    private static int whole(BigDecimal count) {
        if (count.signum() < 0 || count.stripTrailingZeros().scale() > 0 || count.compareTo(MOST_EMPLOYEES) > 0) {
            throw Problem.badRequest("employee_count must be a whole number of at least 0");
        }
        return count.intValue();
    }

    private Outcome place(Stretch stretch, Line line, NamedRows known) {
        String own = stretch.ids().of("companies", line.row());
        Row company =
                known.findOrMake(stretch.writing(), line.values().deepCopy().put("id", own));
        if (company.id().equals(own)) {
            return new Outcome(Fate.NEW, Map.of("companies", 1));
        }
        if (!stretch.options().merge()) {
            return Outcome.of(Fate.SKIPPED);
        }
        Optional<Row> merged = records
                .update(
                        stretch.writing(),
                        List.of(company),
                        values -> Merge.of(values, line.values())
                                .put("updated_at", stretch.writing().timestamp()),
                        row -> true)
                .stream()
                .findFirst();
        merged.ifPresent(known::replace);
        return Outcome.of(Fate.MERGED);
    }
}
