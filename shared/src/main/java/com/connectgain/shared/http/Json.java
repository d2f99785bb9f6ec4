package com.connectgain.shared.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** The one JSON vocabulary: Jackson trees, decimals kept exactly as they were written. */
public final class Json {

    private static final int MAX_DEPTH = 200;

    private static final JsonFactory TEXT = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final JsonNodeFactory NODES = new WritableNumbers();

    /** A few signs name a number of any length; one that Jackson would not write is refused as it is read. */
    private static final class WritableNumbers extends JsonNodeFactory {

        private static final int MOST_DIGITS = 9_999;

        @Override
        public ValueNode numberNode(BigDecimal number) {
            if (number != null && Math.abs((long) number.scale()) > MOST_DIGITS) {
                throw new ArithmeticException("a number of more than " + MOST_DIGITS + " digits");
            }
            return super.numberNode(number);
        }
    }

    private Json() {}

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    public static JsonNodeFactory nodes() {
        return NODES;
    }

    /** Parses text that a client sent; anything that is not one JSON document is the client's fault. */
    public static JsonNode parse(byte[] text) throws JsonProcessingException {
        try (JsonParser parser = TEXT.createParser(text)) {
            return Trees.read(parser, NODES);
        } catch (JsonProcessingException malformed) {
            throw malformed;
        } catch (ArithmeticException | NumberFormatException beyond) {
            throw new JsonParseException(null, "Number out of range", beyond);
        } catch (IOException notText) {
            // Bytes that look like UTF-32 but are none fail so, outside of Jackson's own exceptions.
            throw new JsonParseException(null, "The text is not valid UTF-8", notText);
        }
    }

    public static JsonNode read(InputStream text) throws IOException {
        try (JsonParser parser = TEXT.createParser(text)) {
            return Trees.read(parser, NODES);
        }
    }

    /** Reads text that we wrote ourselves. */
    public static JsonNode read(String text) {
        try (JsonParser parser = TEXT.createParser(text)) {
            return Trees.read(parser, NODES);
        } catch (IOException corrupt) {
            throw new UncheckedIOException(corrupt);
        }
    }

    public static ObjectNode readObject(String text) {
        return (ObjectNode) read(text);
    }

    public static String write(JsonNode node) {
        return write(node, null);
    }

    /** @param layout nothing for text without any */
    public static String write(JsonNode node, PrettyPrinter layout) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = TEXT.createGenerator(text)) {
            generator.setPrettyPrinter(layout);
            Trees.write(node, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    public static byte[] bytes(JsonNode node) {
        ByteArrayBuilder text = new ByteArrayBuilder();
        try (JsonGenerator generator = TEXT.createGenerator(text)) {
            Trees.write(node, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toByteArray();
    }
}
