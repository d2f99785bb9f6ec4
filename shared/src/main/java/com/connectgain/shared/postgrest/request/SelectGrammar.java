package com.connectgain.shared.postgrest.request;

import com.connectgain.shared.postgrest.PgrstError;
import java.util.ArrayList;
import java.util.List;

/** {@code select=alias:column->path::cast,relation!hint!inner(...),...spread(...)}. */
final class SelectGrammar {

    private static final int DEEPEST = 20;
    private static final List<String> AGGREGATES = List.of("sum", "avg", "count", "max", "min");

    private final Scanner in;

    private SelectGrammar(Scanner in) {
        this.in = in;
    }

    static List<SelectItem> read(String text) {
        Scanner in = new Scanner("failed to parse select parameter (" + text + ")", text);
        if (text.isBlank()) {
            return List.of();
        }
        List<SelectItem> items = new SelectGrammar(in).items(0);
        // PostgREST stops reading at a parenthesis that closes nothing, and lets the rest be.
        if (!in.isAtEnd() && in.peek() != ')') {
            in.refuse("\",\"");
            in.expect(Scanner.END);
            throw in.failure();
        }
        return items;
    }

    private List<SelectItem> items(int depth) {
        if (depth > DEEPEST) {
            throw PgrstError.unparsable("\"failed to parse select parameter\"", "too many nested relations");
        }
        List<SelectItem> items = new ArrayList<>();
        if (in.peek() == ')') {
            return items;
        }
        do {
            items.add(item(depth));
        } while (in.accept(','));
        return List.copyOf(items);
    }

    private SelectItem item(int depth) {
        in.skipSpaces();
        if (in.accept("...")) {
            return relation(null, requiredName(), true, depth);
        }
        int start = in.at();
        if (in.peek() == '*') {
            in.next();
            in.skipSpaces();
            ends();
            return new SelectItem.Everything();
        }
        String alias = null;
        String name = FieldGrammar.name(in);
        if (name == null) {
            in.expect("\"*\"");
            in.expect("\"count()\"");
            throw in.failure();
        }
        if (in.peek() == ':' && in.peek(1) != ':') {
            in.next();
            alias = name;
            name = requiredName();
        }
        if ((in.peek() == '(' || in.peek() == '!') && !name.equals("count")) {
            Scanner.Attempt attempt = in.attempt();
            SelectItem relation = relation(alias, name, false, depth);
            if (relation != null) {
                return relation;
            }
            in.takeBack(attempt);
        }
        if (name.equals("count") && in.peek() == '(' && in.peek(1) == ')') {
            return aggregate("count");
        }
        in.skipSpaces();
        return field(alias, new FieldRef(name, FieldGrammar.path(in)), start);
    }

    private String requiredName() {
        String name = FieldGrammar.name(in);
        if (name == null) {
            throw in.failure();
        }
        return name;
    }

    /** Null when hints follow the name but no parenthesis: then it was no relation. */
    private SelectItem relation(String alias, String target, boolean spread, int depth) {
        String hint = null;
        boolean inner = false;
        boolean joined = false;
        int bang = in.at();
        for (int i = 0; i < 2 && in.peek() == '!'; i++) {
            in.next();
            String word = requiredName();
            boolean join = word.equals("inner") || word.equals("left");
            if (join && !joined) {
                joined = true;
                inner = word.equals("inner");
            } else if (hint == null) {
                hint = word;
            }
        }
        if (in.peek() != '(') {
            if (spread || in.at() == bang) {
                in.accept('(');
                throw in.failure();
            }
            return null;
        }
        in.next();
        in.skipSpaces();
        List<SelectItem> items = items(depth + 1);
        in.skipSpaces();
        if (!in.accept(')')) {
            throw in.failure();
        }
        in.skipSpaces();
        return new SelectItem.Relation(target, alias, hint, inner, spread, items);
    }

    private SelectItem field(String alias, FieldRef field, int start) {
        String cast = null;
        if (in.peek() == ':' && in.peek(1) == ':') {
            in.moveTo(in.at() + 2);
            cast = FieldGrammar.plainIdentifier(in);
        } else {
            in.expect("\"::\"");
        }
        if (in.peek() == '.') {
            in.next();
            for (String function : AGGREGATES) {
                if (in.accept(function)) {
                    return aggregate(function);
                }
            }
            throw in.failure();
        }
        in.expect("\".\"");
        in.skipSpaces();
        ends();
        if (in.at() == start) {
            throw in.failure();
        }
        return new SelectItem.Field(field, alias, cast);
    }

    private SelectItem aggregate(String function) {
        if (!in.accept("()")) {
            throw in.failure();
        }
        if (in.peek() == ':' && in.peek(1) == ':') {
            in.moveTo(in.at() + 2);
            FieldGrammar.plainIdentifier(in);
        }
        in.skipSpaces();
        ends();
        return new SelectItem.Aggregate(function);
    }

    private void ends() {
        if (!in.isAtEnd() && in.peek() != ',' && in.peek() != ')') {
            in.refuse("\")\"");
            in.expect("\",\"");
            in.expect(Scanner.END);
            throw in.failure();
        }
    }
}
