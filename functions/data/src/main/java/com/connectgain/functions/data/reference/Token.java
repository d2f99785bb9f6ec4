package com.connectgain.functions.data.reference;

import java.util.Arrays;
import java.util.List;

/** One thing a caller sends to say who is calling. */
enum Token {
    ANON("anon", "projectKey", "apikey", "", "anon_key", "the project's anon key"),
    KEY("key", "apiKey", "X-API-Key", "", "api_key", "an API key"),
    USER("user", "userToken", "Authorization", "Bearer ", "jwt", "a user's token"),
    SERVICE("service", "serviceRole", "Authorization", "Bearer ", "service_role_key", "the service-role key");

    private final String word;
    private final String scheme;
    private final String header;
    private final String prefix;
    private final String variable;
    private final String phrase;

    Token(String word, String scheme, String header, String prefix, String variable, String phrase) {
        this.word = word;
        this.scheme = scheme;
        this.header = header;
        this.prefix = prefix;
        this.variable = variable;
        this.phrase = phrase;
    }

    /** {@code anon+user}: both are sent; {@code none}: nothing is. */
    static List<Token> together(String words) {
        if (words.equals("none")) {
            return List.of();
        }
        return Arrays.stream(words.split("\\+")).map(Token::named).toList();
    }

    private static Token named(String word) {
        return Arrays.stream(values())
                .filter(token -> token.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown credential " + word));
    }

    /** The name of the security scheme. */
    String scheme() {
        return scheme;
    }

    String header() {
        return header;
    }

    /** What stands before the token in the header. */
    String prefix() {
        return prefix;
    }

    /** The name that Postman variables and shell variables have for the token. */
    String variable() {
        return variable;
    }

    String phrase() {
        return phrase;
    }
}
