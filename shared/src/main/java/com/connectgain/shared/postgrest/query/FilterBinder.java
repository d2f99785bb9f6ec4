package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.request.Condition;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.request.FieldRef;
import com.connectgain.shared.postgrest.request.Operation;
import com.connectgain.shared.postgrest.request.Operation.IsWhat;
import com.connectgain.shared.postgrest.request.Operation.Operator;
import com.connectgain.shared.postgrest.request.Operation.Quantifier;
import com.connectgain.shared.sql.ArrayText;
import com.connectgain.shared.sql.LikePattern;
import com.connectgain.shared.sql.Literals;
import com.connectgain.shared.sql.RegexPattern;
import com.connectgain.shared.sql.SqlError;
import com.connectgain.shared.sql.TextSearch;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Binds one filter: finds its field, checks that PostgreSQL has the operator for the type, reads the operand. */
final class FilterBinder {

    private static final Set<String> LANGUAGES = Set.of(
            "simple",
            "arabic",
            "armenian",
            "basque",
            "catalan",
            "danish",
            "dutch",
            "english",
            "finnish",
            "french",
            "german",
            "greek",
            "hindi",
            "hungarian",
            "indonesian",
            "irish",
            "italian",
            "lithuanian",
            "nepali",
            "norwegian",
            "portuguese",
            "romanian",
            "russian",
            "serbian",
            "spanish",
            "swedish",
            "tamil",
            "turkish",
            "yiddish");
    private static final String UNKNOWN_TYPE = "unknown";

    private final ColumnLookup columns;
    private final Dialect dialect;
    private final Instant now;

    FilterBinder(ColumnLookup columns, Dialect dialect, Instant now) {
        this.columns = columns;
        this.dialect = dialect;
        this.now = now;
    }

    /** Whether the filter asks for a related row (true), for none (false), or for something else (null). */
    static Boolean asksForPresence(Condition.Filter filter) {
        if (filter.operation() instanceof Operation.Is(IsWhat what)) {
            if (what == IsWhat.NULL) {
                return filter.negated();
            }
            if (what == IsWhat.NOT_NULL) {
                return !filter.negated();
            }
        }
        return null;
    }

    /** The filter without its negation. */
    Predicate bind(Condition.Filter filter) {
        Operand left = columns.operand(filter.field());
        return switch (filter.operation()) {
            case Operation.Is(var what) -> is(left, what);
            case Operation.In(var values) -> membership(left, values);
            case Operation.IsDistinct(var value) -> distinct(left, value);
            case Operation.Search search -> search(left, search);
            case Operation.Apply apply when apply.quantifier() != null -> quantified(left, apply);
            case Operation.Apply apply -> {
                Predicate columnsCompared = filter.inLogic() ? columnComparison(left, apply) : null;
                yield columnsCompared != null ? columnsCompared : apply(left, apply.operator(), apply.value());
            }
        };
    }

    private static Predicate is(Operand left, IsWhat what) {
        boolean needsBoolean = what != IsWhat.NULL && what != IsWhat.NOT_NULL;
        if (needsBoolean && (left.type().kind() != Kind.BOOLEAN || left.type().array())) {
            throw SqlError.wrongArgument("IS " + what.name(), left.type());
        }
        return new Predicate.Is(left, what);
    }

    private Predicate distinct(Operand left, String value) {
        requireComparable(left, Operator.EQ);
        if (isForeignToUuid(left, value)) {
            return Predicate.ALWAYS;
        }
        return new Predicate.Distinct(left, literal(left, value));
    }

    private Predicate membership(Operand left, List<String> values) {
        requireComparable(left, Operator.EQ);
        if (left.type().array()) {
            throw Problem.of(
                    400,
                    "42704",
                    "could not find array type for data type " + left.type().sqlName());
        }
        List<JsonNode> wanted = new ArrayList<>(values.size());
        for (String value : values) {
            if (!isForeignToUuid(left, value)) {
                wanted.add(literal(left, value));
            }
        }
        boolean noneLeft = wanted.isEmpty() && !values.isEmpty();
        return noneLeft ? new Predicate.UnlessNull(left, false) : new Predicate.Membership(left, List.copyOf(wanted));
    }

    private Predicate quantified(Operand left, Operation.Apply apply) {
        Operator operator = apply.operator();
        if (operator.isComparison()) {
            requireComparable(left, operator);
            if (left.type().array()) {
                throw Problem.of(
                        400,
                        "42704",
                        "could not find array type for data type " + left.type().sqlName());
            }
        } else {
            requireText(left, operator);
        }
        List<Predicate> members = new ArrayList<>();
        for (String value : ArrayText.elements(stars(operator, apply.value()))) {
            members.add(value == null ? new Predicate.Unknown() : apply(left, operator, value));
        }
        return apply.quantifier() == Quantifier.ANY
                ? new Predicate.Or(List.copyOf(members))
                : new Predicate.And(List.copyOf(members));
    }

    private Predicate apply(Operand left, Operator operator, String value) {
        return switch (operator) {
            case EQ, NEQ, GT, GTE, LT, LTE -> comparison(left, operator, value);
            case LIKE, ILIKE -> {
                requireText(left, operator);
                yield new Predicate.Like(left, LikePattern.of(stars(operator, value), operator == Operator.ILIKE));
            }
            case MATCH, IMATCH -> {
                requireText(left, operator);
                yield new Predicate.Regex(left, RegexPattern.of(value, operator == Operator.IMATCH));
            }
            case CS, CD, OV -> containment(left, operator, value);
            case SL, SR, NXR, NXL, ADJ -> throw noOperator(left, operator);
        };
    }

    private static String stars(Operator operator, String value) {
        return operator == Operator.LIKE || operator == Operator.ILIKE ? value.replace('*', '%') : value;
    }

    private Predicate comparison(Operand left, Operator operator, String value) {
        requireComparable(left, operator);
        if (isForeignToUuid(left, value)) {
            return new Predicate.UnlessNull(left, operator == Operator.NEQ);
        }
        boolean orders = operator != Operator.EQ && operator != Operator.NEQ;
        if (dialect == Dialect.PROXY
                && orders
                && !left.isColumn()
                && left.type().isText()) {
            return new Predicate.LooseComparison(left, operator, value, number(value));
        }
        return new Predicate.Comparison(left, operator, literal(left, value));
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /**
     * The documented {@code or=(last_read_at.gte.last_message_at)}: a value that names a column of the same type. Where
     * PostgreSQL could read the value as a literal, which is only so for texts, PostgREST's reading wins under
     * {@code /rest/v1}.
     */
    private Predicate columnComparison(Operand left, Operation.Apply apply) {
        if (!apply.operator().isComparison() || !left.isColumn() || !columns.has(apply.value())) {
            return null;
        }
        Column other = columns.column(apply.value());
        boolean same = other.type().kind() == left.type().kind()
                && other.type().array() == left.type().array();
        if (!same || left.type().isText() && dialect == Dialect.STRICT) {
            return null;
        }
        return new Predicate.ColumnComparison(left, apply.operator(), columns.operand(FieldRef.column(other.name())));
    }

    private Predicate containment(Operand left, Operator operator, String value) {
        Type type = left.type();
        if (type.array()) {
            ArrayNode elements = (ArrayNode) Literals.read(bare(type), LooseArray.literal(value, dialect), now);
            return new Predicate.ArrayTest(left, operator, FilterForm.elements(left, elements));
        }
        if (type.kind() == Kind.JSONB && operator != Operator.OV) {
            return new Predicate.DocumentTest(left, operator, Literals.read(type, value, now));
        }
        if (operator == Operator.CD) {
            throw SqlError.ambiguousOperator(type, operator.sql());
        }
        throw noOperator(left, operator);
    }

    private Predicate search(Operand left, Operation.Search search) {
        Type type = left.type();
        String language = search.language();
        if (!type.isText() && !type.isJson()) {
            throw SqlError.noFunction("to_tsvector(" + (language == null ? "" : "unknown, ") + type.sqlName() + ")");
        }
        if (language != null && !LANGUAGES.contains(language.toLowerCase(Locale.ROOT))) {
            throw Problem.of(400, "42704", "text search configuration \"" + language + "\" does not exist");
        }
        return new Predicate.Search(left, TextSearch.of(search.syntax(), search.value()));
    }

    private static void requireComparable(Operand left, Operator operator) {
        if (left.type().kind() == Kind.JSON) {
            throw noOperator(left, operator);
        }
    }

    private static void requireText(Operand left, Operator operator) {
        if (!left.type().isText()) {
            throw noOperator(left, operator);
        }
    }

    private static Problem noOperator(Operand left, Operator operator) {
        return SqlError.noOperator(left.type(), operator.sql(), UNKNOWN_TYPE);
    }

    /** In the proxy's dialect a text that is no uuid is simply the id of nothing. */
    private boolean isForeignToUuid(Operand left, String value) {
        if (dialect == Dialect.STRICT || left.type().array() || left.type().kind() != Kind.UUID) {
            return false;
        }
        try {
            Literals.read(left.type(), value, now);
            return false;
        } catch (Problem noUuid) {
            return true;
        }
    }

    private JsonNode literal(Operand left, String value) {
        return FilterForm.value(left, Literals.read(bare(left.type()), value, now));
    }

    /** A literal is not cut to the column's length or rounded to its scale. */
    private static Type bare(Type type) {
        return type.precision() == null ? type : new Type(type.kind(), type.array(), null, null);
    }
}
