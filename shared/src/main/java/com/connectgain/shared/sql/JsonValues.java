package com.connectgain.shared.sql;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** jsonb: canonical form, paths, order and containment. */
public final class JsonValues {

    /** jsonb keeps keys by length, then by bytes. */
    private static final Comparator<String> KEY_ORDER = (left, right) -> {
        int lengths = Integer.compare(utf8Length(left), utf8Length(right));
        return lengths != 0 ? lengths : TextOrder.compare(left, right);
    };

    private JsonValues() {}

    private static int utf8Length(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }

    /** The node as jsonb stores it: keys in order, numbers without exponents. The same node when it already is. */
    public static JsonNode canonical(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return canonical(object);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = null;
            for (int i = 0; i < array.size(); i++) {
                JsonNode element = array.get(i);
                JsonNode form = canonical(element);
                if (form != element) {
                    copy = copy == null ? array.deepCopy() : copy;
                    copy.set(i, form);
                }
            }
            return copy == null ? array : copy;
        }
        if (node.isBigDecimal() && node.decimalValue().scale() < 0) {
            return Json.nodes().numberNode(node.decimalValue().setScale(0));
        }
        if (node.isTextual() && node.textValue().indexOf('\0') >= 0) {
            throw SqlError.nullEscape();
        }
        return node.isMissingNode() ? Json.nodes().nullNode() : node;
    }

    private static JsonNode canonical(ObjectNode object) {
        boolean same = true;
        String previous = null;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            same &= previous == null || KEY_ORDER.compare(previous, member.getKey()) < 0;
            same &= canonical(member.getValue()) == member.getValue();
            previous = member.getKey();
        }
        if (same) {
            return object;
        }
        List<String> keys = new ArrayList<>(object.size());
        object.fieldNames().forEachRemaining(keys::add);
        keys.sort(KEY_ORDER);
        ObjectNode sorted = Json.object();
        for (String key : keys) {
            if (key.indexOf('\0') >= 0) {
                throw SqlError.nullEscape();
            }
            sorted.set(key, canonical(object.get(key)));
        }
        return sorted;
    }

    /** {@code ->}: SQL's NULL, here null, when there is nothing at that key; a JSON null is a value. */
    public static JsonNode member(JsonNode document, String key) {
        return document.isObject() ? document.get(key) : null;
    }

    /** {@code ->} with a number; negative ones count from the end. To jsonb a scalar is an array of itself. */
    public static JsonNode element(JsonNode document, int index) {
        if (document.isValueNode() && (index == 0 || index == -1)) {
            return document;
        }
        if (!document.isArray()) {
            return null;
        }
        int place = index < 0 ? document.size() + index : index;
        return place < 0 || place >= document.size() ? null : document.get(place);
    }

    /** {@code ->>} of what {@code ->} found: bare strings, everything else as jsonb prints it. */
    public static JsonNode text(JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isTextual() ? value : Json.nodes().textNode(JsonPrinter.print(value));
    }

    /** jsonb's btree order. */
    static int compare(JsonNode left, JsonNode right) {
        return compare(left, right, true);
    }

    private static int compare(JsonNode left, JsonNode right, boolean root) {
        int leftKind = kind(left);
        int rightKind = kind(right);
        if (root && (leftKind == ARRAY || rightKind == ARRAY) && leftKind != OBJECT && rightKind != OBJECT) {
            return compareAtRoot(left, right, leftKind, rightKind);
        }
        if (leftKind != rightKind) {
            return Integer.compare(leftKind, rightKind);
        }
        return switch (leftKind) {
            case NULL -> 0;
            case STRING -> TextOrder.compare(left.textValue(), right.textValue());
            case NUMBER -> NumberText.compare(left, right);
            case BOOLEAN -> Boolean.compare(left.booleanValue(), right.booleanValue());
            case ARRAY -> compareArrays(left, right);
            default -> compareObjects(left, right);
        };
    }

    /** A scalar at the root is kept as an array of one: it is greater than an empty array and less than any other. */
    private static int compareAtRoot(JsonNode left, JsonNode right, int leftKind, int rightKind) {
        if (leftKind == ARRAY && rightKind == ARRAY) {
            return compareArrays(left, right);
        }
        return leftKind == ARRAY ? (left.isEmpty() ? -1 : 1) : (right.isEmpty() ? 1 : -1);
    }

    private static final int NULL = 0;
    private static final int STRING = 1;
    private static final int NUMBER = 2;
    private static final int BOOLEAN = 3;
    private static final int ARRAY = 4;
    private static final int OBJECT = 5;

    private static int kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> STRING;
            case NUMBER -> NUMBER;
            case BOOLEAN -> BOOLEAN;
            case ARRAY -> ARRAY;
            case OBJECT -> OBJECT;
            default -> NULL;
        };
    }

    private static int compareArrays(JsonNode left, JsonNode right) {
        int sizes = Integer.compare(left.size(), right.size());
        for (int i = 0; sizes == 0 && i < left.size(); i++) {
            int elements = compare(left.get(i), right.get(i), false);
            if (elements != 0) {
                return elements;
            }
        }
        return sizes;
    }

    private static int compareObjects(JsonNode left, JsonNode right) {
        if (left.size() != right.size()) {
            return Integer.compare(left.size(), right.size());
        }
        Iterator<Map.Entry<String, JsonNode>> leftMembers =
                canonical(left).properties().iterator();
        Iterator<Map.Entry<String, JsonNode>> rightMembers =
                canonical(right).properties().iterator();
        while (leftMembers.hasNext()) {
            Map.Entry<String, JsonNode> leftMember = leftMembers.next();
            Map.Entry<String, JsonNode> rightMember = rightMembers.next();
            int keys = TextOrder.compare(leftMember.getKey(), rightMember.getKey());
            if (keys != 0) {
                return keys;
            }
            int values = compare(leftMember.getValue(), rightMember.getValue(), false);
            if (values != 0) {
                return values;
            }
        }
        return 0;
    }

    /** {@code whole @> part}. An array at the root also contains a bare scalar. */
    public static boolean contains(JsonNode whole, JsonNode part) {
        if (whole.isArray() && part.isValueNode()) {
            return hasElement(whole, part);
        }
        return containsValue(whole, part);
    }

    private static boolean containsValue(JsonNode whole, JsonNode part) {
        if (part.isObject()) {
            if (!whole.isObject()) {
                return false;
            }
            for (Map.Entry<String, JsonNode> member : part.properties()) {
                JsonNode value = whole.get(member.getKey());
                if (value == null || !containsValue(value, member.getValue())) {
                    return false;
                }
            }
            return true;
        }
        if (part.isArray()) {
            if (!whole.isArray()) {
                return false;
            }
            for (JsonNode element : part) {
                if (!hasElement(whole, element)) {
                    return false;
                }
            }
            return true;
        }
        return whole.isValueNode() && compare(whole, part, false) == 0;
    }

    private static boolean hasElement(JsonNode array, JsonNode wanted) {
        for (JsonNode element : array) {
            if (containsValue(element, wanted)) {
                return true;
            }
        }
        return false;
    }
}
