package com.connectgain.shared.postgrest.request;

import com.connectgain.shared.postgrest.PgrstError;
import java.util.ArrayList;
import java.util.List;

/** {@code and=(a.eq.1,or(b.gt.2,not.and(...)))}. */
final class LogicGrammar {

    private static final String NEGATION = "negation operator (not)";
    private static final String LOGIC = "logic operator (and, or)";
    private static final int DEEPEST = 100;

    private final Scanner in;
    private final Dialect dialect;

    private LogicGrammar(Scanner in, Dialect dialect) {
        this.in = in;
        this.dialect = dialect;
    }

    /**
     * @param key the parameter's name: an embed path, {@code not} perhaps, and {@code and} or {@code or}
     * @param value the parenthesised members
     */
    static Placed<Condition> read(String key, String value, Dialect dialect) {
        List<String> path = new ArrayList<>(TreePath.names(key, "logic path"));
        String operator = path.removeLast();
        boolean negated = path.remove("not");
        String text = (negated ? "not." : "") + operator + value;
        Scanner in = new Scanner("failed to parse logic tree (" + value + ")", text);
        Condition tree = new LogicGrammar(in, dialect).tree(0);
        return new Placed<>(List.copyOf(path), tree);
    }

    private Condition tree(int depth) {
        if (depth > DEEPEST) {
            throw PgrstError.unparsable("\"failed to parse logic tree\"", "too many nested logic operators");
        }
        in.skipSpaces();
        int start = in.at();
        boolean negated = false;
        if (in.peek() == 'n' && in.peek(1) == 'o' && in.peek(2) == 't' && in.peek(3) == '.') {
            in.moveTo(start + 4);
            negated = true;
        }
        int word = in.at();
        Boolean conjunction = operator();
        if (conjunction != null) {
            return group(negated, conjunction, depth);
        }
        if (negated && isLogicAttempt(word)) {
            in.moveTo(word);
            in.expect(LOGIC);
            throw in.failure();
        }
        in.moveTo(start);
        return filter(start);
    }

    /** {@code and} or {@code or} before a parenthesis. */
    private Boolean operator() {
        if (in.peek() == 'a' && in.peek(1) == 'n' && in.peek(2) == 'd' && opensAfter(3)) {
            in.moveTo(in.at() + 3);
            return Boolean.TRUE;
        }
        if (in.peek() == 'o' && in.peek(1) == 'r' && opensAfter(2)) {
            in.moveTo(in.at() + 2);
            return Boolean.FALSE;
        }
        return null;
    }

    private boolean opensAfter(int ahead) {
        int place = ahead;
        while (in.peek(place) == ' ' || in.peek(place) == '\t') {
            place++;
        }
        return in.peek(place) == '(' || place == ahead && (in.peek(place) == ')' || in.peek(place) == '\0');
    }

    private boolean isLogicAttempt(int word) {
        int end = word;
        in.moveTo(word);
        while (Character.isLetter(in.peek())) {
            in.next();
            end++;
        }
        return in.peek() == '(' && end > word;
    }

    private Condition group(boolean negated, boolean conjunction, int depth) {
        in.skipSpaces();
        if (!in.accept('(')) {
            throw in.failure();
        }
        List<Condition> members = new ArrayList<>();
        do {
            members.add(tree(depth + 1));
            in.skipSpaces();
        } while (in.accept(','));
        if (!in.accept(')')) {
            throw in.failure();
        }
        in.skipSpaces();
        return new Condition.Group(negated, conjunction, List.copyOf(members));
    }

    private Condition filter(int start) {
        FieldRef field = FieldGrammar.field(in);
        if (field == null) {
            in.moveTo(start);
            in.expect(NEGATION);
            in.expect(LOGIC);
            throw in.failure();
        }
        if (!FieldGrammar.delimiter(in)) {
            throw in.failure();
        }
        return OperationGrammar.member(in, field, dialect);
    }
}
