package com.connectgain.shared.sql;

import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Full text search over simple lexemes: words of letters and digits, in lower case. Deliberately without a dictionary:
 * no stemming and no stop words, whatever configuration is named, so {@code cats} does not find {@code cat}.
 */
public final class TextSearch {

    /** The functions that read a query. */
    public enum Syntax {
        /** {@code to_tsquery}: operators and, or, not, followed-by, prefix. */
        OPERATORS,
        /** {@code plainto_tsquery}: all words. */
        PLAIN,
        /** {@code phraseto_tsquery}: the words in a row. */
        PHRASE,
        /** {@code websearch_to_tsquery}: quotes, {@code or}, minus. */
        WEB
    }

    sealed interface Node {
        record Word(String text, boolean prefix) implements Node {}

        record Phrase(List<Word> words) implements Node {}

        record And(List<Node> members) implements Node {}

        record Or(List<Node> members) implements Node {}

        record Not(Node node) implements Node {}
    }

    private final Node root;

    TextSearch(Node root) {
        this.root = root;
    }

    public static TextSearch of(Syntax syntax, String query) {
        return new TextSearch(
                switch (syntax) {
                    case OPERATORS -> new TextSearchQuery(query).read();
                    case PLAIN -> all(words(query));
                    case PHRASE -> phrase(words(query));
                    case WEB -> web(query);
                });
    }

    static Problem syntaxError(String query) {
        return Problem.of(400, "42601", "syntax error in tsquery: \"" + query + "\"");
    }

    public boolean matches(String text) {
        return root != null && matches(root, words(text));
    }

    /** The strings anywhere in a document, as {@code to_tsvector(jsonb)} reads them. */
    public boolean matches(JsonNode document) {
        StringBuilder all = new StringBuilder();
        collect(document, all);
        return matches(all.toString());
    }

    private static void collect(JsonNode node, StringBuilder all) {
        if (node.isTextual()) {
            all.append(node.textValue()).append(' ');
        } else {
            node.forEach(child -> collect(child, all));
        }
    }

    private static boolean matches(Node node, List<String> words) {
        return switch (node) {
            case Node.Word word -> words.stream().anyMatch(candidate -> matches(word, candidate));
            case Node.Phrase(var phrase) -> hasPhrase(phrase, words);
            case Node.And(var members) -> members.stream().allMatch(member -> matches(member, words));
            case Node.Or(var members) -> members.stream().anyMatch(member -> matches(member, words));
            case Node.Not(var inner) -> !matches(inner, words);
        };
    }

    private static boolean matches(Node.Word word, String candidate) {
        return word.prefix() ? candidate.startsWith(word.text()) : candidate.equals(word.text());
    }

    private static boolean hasPhrase(List<Node.Word> phrase, List<String> words) {
        for (int start = 0; start + phrase.size() <= words.size(); start++) {
            int matched = 0;
            while (matched < phrase.size() && matches(phrase.get(matched), words.get(start + matched))) {
                matched++;
            }
            if (matched == phrase.size()) {
                return true;
            }
        }
        return false;
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= text.length(); ) {
            int point = i < text.length() ? text.codePointAt(i) : ' ';
            if (Character.isLetterOrDigit(point) || Character.getType(point) == Character.NON_SPACING_MARK) {
                word.appendCodePoint(Character.toLowerCase(point));
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            i += Character.charCount(point);
        }
        return words;
    }

    static Node all(List<String> words) {
        return joined(
                words.stream().map(word -> (Node) new Node.Word(word, false)).toList(), true);
    }

    /** One node of several; null for none. */
    static Node joined(List<Node> nodes, boolean conjunction) {
        return switch (nodes.size()) {
            case 0 -> null;
            case 1 -> nodes.getFirst();
            default -> conjunction ? new Node.And(List.copyOf(nodes)) : new Node.Or(List.copyOf(nodes));
        };
    }

    static Node phrase(List<String> words) {
        if (words.size() < 2) {
            return all(words);
        }
        return new Node.Phrase(
                words.stream().map(word -> new Node.Word(word, false)).toList());
    }

    private static Node web(String query) {
        List<Node> alternatives = new ArrayList<>();
        List<Node> together = new ArrayList<>();
        for (String token : webTokens(query)) {
            if (token.equalsIgnoreCase("or") && !together.isEmpty()) {
                alternatives.add(joined(together, true));
                together.clear();
                continue;
            }
            boolean negated = token.startsWith("-");
            Node next = phrase(words(negated ? token.substring(1) : token));
            if (next != null) {
                together.add(negated ? new Node.Not(next) : next);
            }
        }
        if (!together.isEmpty()) {
            alternatives.add(joined(together, true));
        }
        return joined(alternatives, false);
    }

    /** Blank-separated, except within double quotes. */
    private static List<String> webTokens(String query) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        boolean quoted = false;
        for (char c : query.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            }
            if (!quoted && (Character.isWhitespace(c) || c == '"' && token.length() > 0 && token.charAt(0) != '-')) {
                tokens.add(token.toString());
                token.setLength(0);
            } else {
                token.append(c == '"' ? ' ' : c);
            }
        }
        tokens.add(token.toString());
        tokens.removeIf(String::isBlank);
        return tokens;
    }
}
