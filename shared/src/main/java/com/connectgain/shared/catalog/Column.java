package com.connectgain.shared.catalog;

import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One column. Written as a sentence: {@code text("status").oneOf("OPEN", "CLOSED").defaultTo("OPEN").required()}. The
 * fluent methods are for declarations only: once the column is part of a {@link Table} it does not change.
 */
public final class Column {

    /** What happens to the row when the row it refers to is deleted. */
    public enum OnDelete {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        /** The row keeps the value, which then refers to nothing: history outlives what it tells of. */
        KEEP
    }

    /** What a JSON document must be; with a shape, a document sent as JSON text is read as the document. */
    public enum Shape {
        ANY,
        OBJECT,
        ARRAY
    }

    /** The value a column takes when a writer leaves it out. */
    public sealed interface Default {
        record Literal(JsonNode value) implements Default {}

        record Now() implements Default {}

        record Today() implements Default {}

        record NewId() implements Default {}

        /** The next number of the column's own sequence, which begins with {@code first}. */
        record Serial(long first) implements Default {}

        /** The signed-in user, as {@code auth.uid()} gave in the original. */
        record CurrentUser() implements Default {}
    }

    /** How a text, or each element of a text array, is brought into its stored form. */
    public enum Normalised {
        AS_SENT,
        PHONE,
        EMAIL,
        LOWER_CASE,
        TRIMMED
    }

    private final String name;
    private final Type type;
    private String doc = "";
    private boolean required;
    private Default defaultValue;
    private Shape shape = Shape.ANY;
    private List<String> values = List.of();
    private Map<String, String> aliases = Map.of();
    private boolean notBlank;
    private BigDecimal least;
    private BigDecimal most;
    private Integer maxLength;
    private Integer maxElementLength;
    private Integer maxBytes;
    private Normalised normalised = Normalised.AS_SENT;
    private UnaryOperator<String> meaning = UnaryOperator.identity();
    private String referencedTable;
    private String referencedColumn = "id";
    private OnDelete onDelete = OnDelete.NO_ACTION;
    private String constraint;
    private boolean indexed;
    private boolean posted;
    private boolean searched;
    private boolean secret;
    private boolean shownOnce;
    private boolean hidden;
    private boolean readOnly;
    private Rule writers;
    private Predicate<String> secretKey;
    private Function<ObjectNode, JsonNode> derivation;

    private Column(String name, Type type) {
        this.name = name;
        this.type = type;
    }

    public static Column of(String name, Type type) {
        return new Column(name, type);
    }

    public static Column uuid(String name) {
        return of(name, Type.of(Kind.UUID));
    }

    public static Column uuids(String name) {
        return of(name, Type.arrayOf(Kind.UUID));
    }

    public static Column text(String name) {
        return of(name, Type.of(Kind.TEXT));
    }

    public static Column texts(String name) {
        return of(name, Type.arrayOf(Kind.TEXT));
    }

    public static Column integer(String name) {
        return of(name, Type.of(Kind.INTEGER));
    }

    public static Column integers(String name) {
        return of(name, Type.arrayOf(Kind.INTEGER));
    }

    public static Column bigint(String name) {
        return of(name, Type.of(Kind.BIGINT));
    }

    public static Column numeric(String name) {
        return of(name, Type.of(Kind.NUMERIC));
    }

    public static Column numeric(String name, int precision, int scale) {
        return of(name, new Type(Kind.NUMERIC, false, precision, scale));
    }

    public static Column bool(String name) {
        return of(name, Type.of(Kind.BOOLEAN));
    }

    public static Column date(String name) {
        return of(name, Type.of(Kind.DATE));
    }

    public static Column time(String name) {
        return of(name, Type.of(Kind.TIME));
    }

    /** A timestamp with time zone; there are no others. */
    public static Column timestamp(String name) {
        return of(name, Type.of(Kind.TIMESTAMPTZ));
    }

    public static Column json(String name) {
        return of(name, Type.of(Kind.JSONB));
    }

    public static Column jsonObject(String name) {
        return json(name).shaped(Shape.OBJECT);
    }

    public static Column jsonArray(String name) {
        return json(name).shaped(Shape.ARRAY);
    }

    private Column shaped(Shape required) {
        shape = required;
        return this;
    }

    /** One line for the reference pages, where the name does not say it all. */
    public Column doc(String text) {
        doc = text;
        return this;
    }

    /** NOT NULL. */
    public Column required() {
        required = true;
        return this;
    }

    public Column defaultTo(String value) {
        defaultValue = new Default.Literal(
                type.isText() || type.kind() == Kind.TIME ? Json.nodes().textNode(value) : Json.read(value));
        return this;
    }

    public Column defaultTo(long value) {
        defaultValue = new Default.Literal(Json.nodes().numberNode(value));
        return this;
    }

    public Column defaultTo(boolean value) {
        defaultValue = new Default.Literal(Json.nodes().booleanNode(value));
        return this;
    }

    public Column defaultTo(Default value) {
        defaultValue = value;
        return this;
    }

    public Column defaultNow() {
        return defaultTo(new Default.Now());
    }

    public Column defaultNewId() {
        return defaultTo(new Default.NewId());
    }

    public Column defaultCurrentUser() {
        return defaultTo(new Default.CurrentUser());
    }

    /** An enumeration: stored in the case given here, written and compared in any case. */
    public Column oneOf(String... allowed) {
        values = List.of(allowed);
        return this;
    }

    /** A second name of a value, taken on writes and in filters, never stored: MESSENGER for FB_MESSENGER. */
    public Column alias(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(aliases);
        more.put(name, value);
        aliases = Map.copyOf(more);
        return this;
    }

    /** Not empty and not only blanks, where it is not null. */
    public Column notBlank() {
        notBlank = true;
        return this;
    }

    public Column between(long low, long high) {
        least = BigDecimal.valueOf(low);
        most = BigDecimal.valueOf(high);
        return this;
    }

    public Column atLeast(long low) {
        least = BigDecimal.valueOf(low);
        return this;
    }

    /** The longest text, in characters. */
    public Column max(int characters) {
        maxLength = characters;
        return this;
    }

    /** The longest element of an array, in characters. */
    public Column eachMax(int characters) {
        maxElementLength = characters;
        return this;
    }

    /** The largest JSON document, in UTF-8 bytes. */
    public Column maxBytes(int bytes) {
        maxBytes = bytes;
        return this;
    }

    public Column normalised(Normalised form) {
        normalised = form;
        return this;
    }

    /** A foreign key to {@code table.id}. Indexed, unless {@link #unindexed()} follows. */
    public Column references(String table) {
        referencedTable = table;
        indexed = true;
        return this;
    }

    public Column referencing(String table, String column) {
        referencedColumn = column;
        return references(table);
    }

    public Column onDelete(OnDelete action) {
        onDelete = action;
        return this;
    }

    /** A constraint name other than {@code <table>_<column>_fkey}. */
    public Column constraint(String constraintName) {
        constraint = constraintName;
        return this;
    }

    /** Equality on this column has its own access path. */
    public Column indexed() {
        indexed = true;
        return this;
    }

    public Column unindexed() {
        indexed = false;
        return this;
    }

    /** Each element of the array gets a posting item: {@code cs}, {@code ov} and equality of one element are lookups. */
    public Column posted() {
        posted = true;
        return this;
    }

    /** An element is found under what {@code meaning} makes of it as well, though it is stored as it is. */
    public Column posted(UnaryOperator<String> meaning) {
        this.meaning = meaning;
        return posted();
    }

    /** Part of the row's folded search text. */
    public Column searched() {
        searched = true;
        return this;
    }

    /** Encrypted at rest, masked on every read. */
    public Column secret() {
        secret = true;
        return this;
    }

    /** A secret that the answer to the write that sets it shows in the clear, and no other: one that others need. */
    public Column shownOnce() {
        shownOnce = true;
        return secret();
    }

    /** Secret members of a JSON document, at any depth: encrypted at rest, masked on every read. */
    public Column secretKeys(String... keys) {
        secretKey = Set.of(keys)::contains;
        return this;
    }

    /** As {@link #secretKeys}, where clients choose the names: what is called like a secret is one. */
    public Column secretKeysLike(Pattern names) {
        secretKey = names.asMatchPredicate();
        return this;
    }

    /** Never leaves the server: hashes, tokens. */
    public Column hidden() {
        hidden = true;
        return this;
    }

    /** Set by the server alone: what a client sends for it is refused. */
    public Column readOnly() {
        readOnly = true;
        return this;
    }

    /** Who may set this column, next to the rule of the table; other writers are refused when they name it. */
    public Column writableBy(Rule rule) {
        writers = rule;
        return this;
    }

    /** Computed from the other columns at every write. */
    public Column derived(Function<ObjectNode, JsonNode> from) {
        derivation = from;
        return readOnly();
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    public String doc() {
        return doc;
    }

    public boolean isRequired() {
        return required;
    }

    public Optional<Default> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    public List<String> values() {
        return values;
    }

    public Map<String, String> aliases() {
        return aliases;
    }

    public Shape shape() {
        return shape;
    }

    public boolean isNotBlank() {
        return notBlank;
    }

    public Optional<BigDecimal> least() {
        return Optional.ofNullable(least);
    }

    public Optional<BigDecimal> most() {
        return Optional.ofNullable(most);
    }

    public Optional<Integer> maxLength() {
        return Optional.ofNullable(maxLength);
    }

    public Optional<Integer> maxElementLength() {
        return Optional.ofNullable(maxElementLength);
    }

    public Optional<Integer> maxBytes() {
        return Optional.ofNullable(maxBytes);
    }

    public Normalised normalised() {
        return normalised;
    }

    /** The foreign key of this column in {@code table}. */
    Optional<Table.Reference> reference(String table) {
        if (referencedTable == null) {
            return Optional.empty();
        }
        String constraintName = constraint != null ? constraint : table + "_" + name + "_fkey";
        return Optional.of(new Table.Reference(
                constraintName, List.of(name), referencedTable, List.of(referencedColumn), onDelete));
    }

    public boolean isIndexed() {
        return indexed;
    }

    public boolean isPosted() {
        return posted;
    }

    /** The values under which an element of the array is found. */
    public List<String> postings(String element) {
        String meant = meaning.apply(element);
        return meant.equals(element) ? List.of(element) : List.of(element, meant);
    }

    public boolean isSearched() {
        return searched;
    }

    public boolean isSecret() {
        return secret;
    }

    public boolean isShownOnce() {
        return shownOnce;
    }

    public boolean hasSecretKeys() {
        return secretKey != null;
    }

    public boolean isSecretKey(String name) {
        return secretKey != null && secretKey.test(name);
    }

    public boolean isHidden() {
        return hidden;
    }

    public boolean isReadOnly() {
        return readOnly;
    }

    public Optional<Rule> writers() {
        return Optional.ofNullable(writers);
    }

    public Optional<Function<ObjectNode, JsonNode>> derivation() {
        return Optional.ofNullable(derivation);
    }
}
