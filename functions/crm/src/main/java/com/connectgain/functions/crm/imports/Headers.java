package com.connectgain.functions.crm.imports;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Once;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The headers that are known for a kind of file, {@code headers.json}, in any case and spelling. */
final class Headers {

    private static final Once<Map<ImportKind, Headers>> ALL = Once.of(Headers::load);

    private static final Pattern BLANKS = Pattern.compile("[\\s_\\-\\u00A0]+");

    /** Kommo: {@code Work phone (contact)} and {@code Sale, $}. */
    private static final Pattern SUFFIX =
            Pattern.compile("\\s*(\\(contact\\)|\\(lead\\)|\\(deal\\)|, ?\\p{Sc}|:|\\*)$");

    private final Map<String, String> fields = new HashMap<>();
    private final Set<String> names;

    private Headers(JsonNode declared) {
        declared.properties().forEach(field -> {
            fields.put(plain(field.getKey()), field.getKey());
            field.getValue().forEach(header -> fields.put(plain(header.asText()), field.getKey()));
        });
        names = Set.copyOf(fields.values());
    }

    static Headers of(ImportKind kind) {
        return ALL.get().get(kind);
    }

    private static Map<ImportKind, Headers> load() {
        try (InputStream file = Headers.class.getResourceAsStream("/imports/headers.json")) {
            JsonNode declared = Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            Map<ImportKind, Headers> all = new EnumMap<>(ImportKind.class);
            for (ImportKind kind : ImportKind.values()) {
                all.put(kind, new Headers(declared.path(kind.name())));
            }
            return all;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    Optional<String> field(String header) {
        return Optional.ofNullable(fields.get(plain(header)));
    }

    /** The field that a mapping names: by its own name, or by any header it is known under. */
    Optional<String> mapped(String name) {
        return names.contains(name) ? Optional.of(name) : field(name);
    }

    private static String plain(String header) {
        String text = BLANKS.matcher(header.strip().toLowerCase(Locale.ROOT)).replaceAll(" ");
        return SUFFIX.matcher(text).replaceAll("").strip();
    }
}
