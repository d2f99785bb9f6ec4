package com.connectgain.shared.postgrest.request;

import java.util.ArrayList;
import java.util.List;

/** {@code order=a.desc.nullslast,relation(b).asc}. */
final class OrderGrammar {

    private final Scanner in;

    private OrderGrammar(Scanner in) {
        this.in = in;
    }

    static List<OrderTerm> read(String text) {
        OrderGrammar grammar = new OrderGrammar(new Scanner("failed to parse order (" + text + ")", text));
        List<OrderTerm> terms = new ArrayList<>();
        do {
            terms.add(grammar.term());
        } while (!grammar.in.isAtEnd() && grammar.in.accept(','));
        return List.copyOf(terms);
    }

    private OrderTerm term() {
        String relation = null;
        FieldRef field = required();
        if (in.peek() == '(' && !field.hasPath()) {
            Scanner.Attempt attempt = in.attempt();
            in.next();
            FieldRef inner = FieldGrammar.field(in);
            if (inner != null && in.peek() == ')') {
                in.next();
                relation = field.column();
                field = inner;
            } else {
                in.takeBack(attempt);
            }
        }
        boolean descending = false;
        Boolean nullsFirst = null;
        if (in.peek() == '.') {
            int dot = in.at();
            in.next();
            int word = in.at();
            if (in.accept("asc") || in.accept("desc")) {
                descending = in.from(word).equals("desc");
                if (in.peek() == '.') {
                    in.next();
                    nullsFirst = nulls();
                } else {
                    in.failAt(in.at(), in.at(), false, "delimiter (.)");
                }
            } else {
                nullsFirst = nulls();
            }
            if (in.at() == dot) {
                throw in.failure();
            }
        } else {
            in.expect("delimiter (.)");
        }
        in.skipSpaces();
        if (!in.isAtEnd() && in.peek() != ',') {
            in.refuse("\",\"");
            in.expect(Scanner.END);
            throw in.failure();
        }
        return new OrderTerm(relation, field, descending, nullsFirst);
    }

    private FieldRef required() {
        FieldRef field = FieldGrammar.field(in);
        if (field == null) {
            throw in.failure();
        }
        return field;
    }

    private Boolean nulls() {
        if (in.accept("nullsfirst")) {
            return Boolean.TRUE;
        }
        if (in.accept("nullslast")) {
            return Boolean.FALSE;
        }
        throw in.failure();
    }
}
