package com.connectgain.shared.sql;

import com.connectgain.shared.sql.TextSearch.Node;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code to_tsquery}'s operators: {@code !} binds closest, then {@code <->}, {@code &} and {@code |}. */
final class TextSearchQuery {

    private static final int MAX_DEPTH = 100;

    private final String query;
    private int at;
    private int depth;

    TextSearchQuery(String query) {
        this.query = query;
    }

    Node read() {
        skipSpaces();
        if (at == query.length()) {
            return null;
        }
        Node node = disjunction();
        if (at < query.length()) {
            throw TextSearch.syntaxError(query);
        }
        return node;
    }

    private Node disjunction() {
        List<Node> members = new ArrayList<>();
        do {
            members.add(conjunction());
        } while (accept("|"));
        return TextSearch.joined(members, false);
    }

    private Node conjunction() {
        List<Node> members = new ArrayList<>();
        do {
            members.add(sequence());
        } while (accept("&"));
        return TextSearch.joined(members, true);
    }

    private Node sequence() {
        Node first = negation();
        if (!accept("<->")) {
            return first;
        }
        List<Node.Word> words = new ArrayList<>(wordsOf(first));
        do {
            words.addAll(wordsOf(negation()));
        } while (accept("<->"));
        return new Node.Phrase(words);
    }

    private List<Node.Word> wordsOf(Node node) {
        return switch (node) {
            case Node.Word word -> List.of(word);
            case Node.Phrase(var words) -> words;
            default -> throw TextSearch.syntaxError(query);
        };
    }

    private Node negation() {
        if (++depth > MAX_DEPTH) {
            throw TextSearch.syntaxError(query);
        }
        try {
            return accept("!") ? new Node.Not(negation()) : operand();
        } finally {
            depth--;
        }
    }

    private Node operand() {
        if (accept("(")) {
            Node node = disjunction();
            if (!accept(")")) {
                throw TextSearch.syntaxError(query);
            }
            return node;
        }
        StringBuilder text = new StringBuilder();
        if (accept("'")) {
            int end = query.indexOf('\'', at);
            if (end < 0) {
                throw TextSearch.syntaxError(query);
            }
            text.append(query, at, end);
            at = end + 1;
        } else {
            while (at < query.length() && isWordCharacter(query.charAt(at))) {
                text.append(query.charAt(at++));
            }
        }
        boolean prefix = weights();
        List<String> words = TextSearch.words(text.toString());
        if (words.isEmpty()) {
            throw TextSearch.syntaxError(query);
        }
        skipSpaces();
        return words.size() == 1 ? new Node.Word(words.getFirst(), prefix) : TextSearch.phrase(words);
    }

    private static boolean isWordCharacter(char c) {
        return !Character.isWhitespace(c) && "|&!()<:'".indexOf(c) < 0;
    }

    /** {@code :*} asks for a prefix, {@code :A} for a weight; words here have none. */
    private boolean weights() {
        boolean prefix = false;
        if (at < query.length() && query.charAt(at) == ':') {
            at++;
            while (at < query.length() && "*ABCDabcd".indexOf(query.charAt(at)) >= 0) {
                prefix |= query.charAt(at++) == '*';
            }
        }
        return prefix;
    }

    private boolean accept(String operator) {
        skipSpaces();
        if (!query.startsWith(operator, at)) {
            return false;
        }
        at += operator.length();
        if (!operator.equals("'")) {
            skipSpaces();
        }
        return true;
    }

    private void skipSpaces() {
        while (at < query.length() && Character.isWhitespace(query.charAt(at))) {
            at++;
        }
    }
}
