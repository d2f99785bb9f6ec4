package com.connectgain.shared.postgrest.request;

import com.connectgain.shared.postgrest.request.Operation.IsWhat;
import com.connectgain.shared.postgrest.request.Operation.Operator;
import com.connectgain.shared.postgrest.request.Operation.Quantifier;
import com.connectgain.shared.sql.TextSearch.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code not.eq(any).value}: the operator and its operand, as a whole parameter or within a logic tree. */
final class OperationGrammar {

    private static final String OPERATOR = "operator (eq, gt, ...)";
    private static final String IS_VALUE = "isVal: (null, not_null, true, false, unknown)";
    private static final Map<String, Operator> OPERATORS = new HashMap<>();
    private static final Map<String, Operator> LONG_NAMES =
            Map.of("contains", Operator.CS, "containedBy", Operator.CD, "overlaps", Operator.OV);
    private static final Map<String, Syntax> SEARCHES =
            Map.of("fts", Syntax.OPERATORS, "plfts", Syntax.PLAIN, "phfts", Syntax.PHRASE, "wfts", Syntax.WEB);

    static {
        for (Operator operator : Operator.values()) {
            OPERATORS.put(operator.word(), operator);
        }
    }

    private final Scanner in;
    private final Dialect dialect;
    private final boolean inLogic;

    private OperationGrammar(Scanner in, Dialect dialect, boolean inLogic) {
        this.in = in;
        this.dialect = dialect;
        this.inLogic = inLogic;
    }

    /** A whole parameter's value as a filter on {@code field}. */
    static Condition.Filter parameter(FieldRef field, String value, Dialect dialect) {
        if (dialect == Dialect.PROXY && !startsWithOperator(value)) {
            return new Condition.Filter(field, false, new Operation.Apply(Operator.EQ, null, value), false);
        }
        Scanner in = new Scanner("failed to parse filter (" + value + ")", value);
        return new OperationGrammar(in, dialect, false).filter(field);
    }

    /** A filter within a logic tree: the value ends at a comma or a closing parenthesis. */
    static Condition.Filter member(Scanner in, FieldRef field, Dialect dialect) {
        return new OperationGrammar(in, dialect, true).filter(field);
    }

    private Condition.Filter filter(FieldRef field) {
        boolean negated = in.accept("not") && FieldGrammar.delimiter(in);
        return new Condition.Filter(field, negated, operation(), inLogic);
    }

    /** Whether a value of the proxy's dialect begins with an operator, and so is more than a bare value. */
    private static boolean startsWithOperator(String value) {
        int start = value.startsWith("not.") ? 4 : 0;
        int end = start;
        while (end < value.length() && isLetter(value.charAt(end))) {
            end++;
        }
        if (end == start || end == value.length()) {
            return false;
        }
        String word = value.substring(start, end);
        char after = value.charAt(end);
        boolean known = OPERATORS.containsKey(word)
                || LONG_NAMES.containsKey(word)
                || SEARCHES.containsKey(word)
                || word.equals("in")
                || word.equals("is")
                || word.equals("isdistinct");
        return known && (after == '.' || after == '(');
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private Operation operation() {
        int start = in.at();
        while (isLetter(in.peek())) {
            in.next();
        }
        String word = in.from(start);
        char after = in.peek();
        if (after == '.') {
            switch (word) {
                case "in":
                    in.next();
                    return new Operation.In(list());
                case "is":
                    in.next();
                    return new Operation.Is(isWhat());
                case "isdistinct":
                    in.next();
                    return new Operation.IsDistinct(value());
                default:
                    break;
            }
        }
        Operator operator = OPERATORS.get(word);
        if (operator == null && dialect == Dialect.PROXY) {
            operator = LONG_NAMES.get(word);
        }
        if (operator != null && (after == '.' || after == '(' && operator.isQuantifiable())) {
            Quantifier quantifier = after == '(' ? quantifier() : null;
            in.next();
            return new Operation.Apply(operator, quantifier, value());
        }
        Syntax syntax = SEARCHES.get(word);
        if (syntax != null && (after == '.' || after == '(')) {
            String language = after == '(' ? language() : null;
            in.next();
            return new Operation.Search(syntax, language, value());
        }
        throw notAnOperator(start);
    }

    private Quantifier quantifier() {
        for (Quantifier quantifier : Quantifier.values()) {
            String written = "(" + quantifier.name().toLowerCase(Locale.ROOT) + ")";
            if (in.sees(written)) {
                in.moveTo(in.at() + written.length());
                if (in.peek() != '.') {
                    throw unexpectedOperator(in.at());
                }
                return quantifier;
            }
        }
        throw unexpectedOperator(in.at() + 1);
    }

    private String language() {
        in.next();
        int name = in.at();
        while (Character.isLetterOrDigit(in.peek()) || in.peek() == '_' || in.peek() == ' ' || in.peek() == '$') {
            in.next();
        }
        if (in.at() == name || in.peek() != ')' || in.peek(1) != '.') {
            throw unexpectedOperator(in.at());
        }
        String language = in.from(name).strip();
        in.next();
        return language;
    }

    private RuntimeException unexpectedOperator(int place) {
        in.failAt(place, place, false, OPERATOR);
        return in.failure();
    }

    /** Points at the first character that no operator has there. */
    private RuntimeException notAnOperator(int start) {
        in.moveTo(start);
        int longest = 0;
        for (String word : OPERATORS.keySet()) {
            longest = Math.max(longest, prefixLength(word));
        }
        for (String word : SEARCHES.keySet()) {
            longest = Math.max(longest, prefixLength(word));
        }
        for (String word : List.of("in", "is", "isdistinct")) {
            longest = Math.max(longest, prefixLength(word));
        }
        int place = start + longest;
        in.failAt(place, place, false, OPERATOR);
        return in.failure();
    }

    private int prefixLength(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (in.peek(i) != word.charAt(i)) {
                return 0;
            }
        }
        return word.length();
    }

    private IsWhat isWhat() {
        int start = in.at();
        int furthest = start;
        IsWhat best = null;
        int bestEnd = start;
        for (IsWhat what : IsWhat.values()) {
            String word = what.name();
            int matched = 0;
            while (matched < word.length() && Character.toUpperCase(in.peek(matched)) == word.charAt(matched)) {
                matched++;
            }
            if (matched == word.length()) {
                best = what;
                bestEnd = start + matched;
            }
            furthest = Math.max(furthest, start + matched);
        }
        boolean ends = best != null && (inLogic || bestEnd == start + in.rest().length());
        if (!ends) {
            in.failAt(furthest, furthest, false, IS_VALUE);
            throw in.failure();
        }
        in.moveTo(bestEnd);
        return best;
    }

    private String value() {
        if (!inLogic) {
            String rest = in.rest();
            in.moveTo(in.at() + rest.length());
            return rest;
        }
        int start = in.at();
        if (in.peek() == '"') {
            String quoted = quotedToEnd();
            if (quoted != null) {
                return quoted;
            }
            in.moveTo(start);
        }
        if (in.peek() == '{') {
            while (!in.isAtEnd() && in.peek() != '}' && (in.at() == start || in.peek() != '{')) {
                in.next();
            }
            if (in.peek() == '}') {
                in.next();
                return in.from(start);
            }
            in.moveTo(start);
        }
        return bare();
    }

    /** A quoted value that is the whole value; otherwise null, and the quotes were part of a bare one. */
    private String quotedToEnd() {
        int probe = in.at() + 1;
        StringBuilder value = new StringBuilder();
        in.moveTo(probe);
        while (!in.isAtEnd()) {
            char c = in.next();
            if (c == '"') {
                return in.isAtEnd() || in.peek() == ',' || in.peek() == ')' ? value.toString() : null;
            }
            if (c == '\\' && !in.isAtEnd()) {
                c = in.next();
            }
            value.append(c);
        }
        return null;
    }

    private String bare() {
        int start = in.at();
        while (!in.isAtEnd() && in.peek() != ',' && in.peek() != ')') {
            in.next();
        }
        return in.from(start);
    }

    private List<String> list() {
        in.skipSpaces();
        if (dialect == Dialect.PROXY && !inLogic && in.peek() != '(') {
            return bareList();
        }
        if (!in.accept('(')) {
            throw in.failure();
        }
        in.skipSpaces();
        List<String> values = new ArrayList<>();
        do {
            values.add(element());
        } while (in.accept(','));
        if (!in.accept(')')) {
            throw in.failure();
        }
        in.skipSpaces();
        return values.size() == 1 && values.getFirst().isEmpty() ? List.of() : List.copyOf(values);
    }

    private List<String> bareList() {
        List<String> values = new ArrayList<>();
        do {
            in.skipSpaces();
            values.add(element().strip());
        } while (in.accept(','));
        return List.copyOf(values);
    }

    private String element() {
        int start = in.at();
        if (in.peek() == '"') {
            String quoted = quotedToEnd();
            if (quoted != null) {
                return quoted;
            }
            in.moveTo(start);
        }
        return bare();
    }
}
