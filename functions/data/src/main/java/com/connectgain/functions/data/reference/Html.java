package com.connectgain.functions.data.reference;

/** Writes markup that is also well-formed XML; every text is escaped. */
final class Html {

    private final StringBuilder markup = new StringBuilder();

    /** Attributes are names and values in turn. */
    Html open(String tag, String... attributes) {
        start(tag, attributes);
        markup.append('>');
        return this;
    }

    Html close(String tag) {
        markup.append("</").append(tag).append('>');
        return this;
    }

    Html empty(String tag, String... attributes) {
        start(tag, attributes);
        markup.append("/>");
        return this;
    }

    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** Markup from a resource of ours. */
    Html raw(String trusted) {
        markup.append(trusted);
        return this;
    }

    Html line() {
        markup.append('\n');
        return this;
    }

    private void start(String tag, String... attributes) {
        markup.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            markup.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            markup.append('"');
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '<' -> markup.append("&lt;");
                case '>' -> markup.append("&gt;");
                case '&' -> markup.append("&amp;");
                case '"' -> markup.append("&quot;");
                default -> markup.append(character);
            }
        }
    }

    @Override
    public String toString() {
        return markup.toString();
    }
}
