package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Problem;

/** PostgreSQL's errors, with the texts and codes that clients of the original match on. */
public final class SqlError {

    public static final String NO_OPERATOR_HINT =
            "No operator matches the given name and argument types. You might need to add explicit type casts.";
    private static final String NO_FUNCTION_HINT =
            "No function matches the given name and argument types. You might need to add explicit type casts.";

    private SqlError() {}

    public static Problem invalidSyntax(Type type, String text) {
        return invalidSyntax(type.sqlName(), text);
    }

    static Problem invalidSyntax(String typeName, String text) {
        return Problem.of(400, "22P02", "invalid input syntax for type " + typeName + ": \"" + text + "\"");
    }

    static Problem outOfRange(String typeName, String text) {
        return Problem.of(400, "22003", "value \"" + text + "\" is out of range for type " + typeName);
    }

    static Problem overflow(String typeName) {
        return Problem.of(400, "22003", typeName + " out of range");
    }

    static Problem numericOverflow(int precision, int scale) {
        int digits = precision - scale;
        return Problem.of(400, "22003", "numeric field overflow")
                .withDetails("A field with precision " + precision + ", scale " + scale
                        + " must round to an absolute value less than " + (digits > 0 ? "10^" + digits : "1") + ".");
    }

    static Problem invalidDateTime(String typeName, String text) {
        return Problem.of(400, "22007", "invalid input syntax for type " + typeName + ": \"" + text + "\"");
    }

    static Problem dateTimeOutOfRange(String text) {
        return Problem.of(400, "22008", "date/time field value out of range: \"" + text + "\"");
    }

    static Problem zoneOutOfRange(String text) {
        return Problem.of(400, "22009", "time zone displacement out of range: \"" + text + "\"");
    }

    static Problem malformedArray(String text, String details) {
        return Problem.of(400, "22P02", "malformed array literal: \"" + text + "\"")
                .withDetails(details);
    }

    static Problem invalidJson(String details) {
        return Problem.of(400, "22P02", "invalid input syntax for type json").withDetails(details);
    }

    public static Problem tooLong(int length) {
        return Problem.of(400, "22001", "value too long for type character varying(" + length + ")");
    }

    static Problem invalidRegex(String reason) {
        return Problem.of(400, "2201B", "invalid regular expression: " + reason);
    }

    static Problem nullCharacter() {
        return Problem.of(400, "22021", "invalid byte sequence for encoding \"UTF8\": 0x00");
    }

    static Problem nullEscape() {
        return Problem.of(400, "22P05", "unsupported Unicode escape sequence")
                .withDetails("\\u0000 cannot be converted to text.");
    }

    /** An operator that PostgreSQL does not have for these operands; PostgREST answers 404. */
    public static Problem noOperator(Type left, String operator, String right) {
        return noOperator(left.sqlName(), operator, right);
    }

    static Problem noOperator(String left, String operator, String right) {
        return Problem.of(404, "42883", "operator does not exist: " + left + " " + operator + " " + right)
                .withHint(NO_OPERATOR_HINT);
    }

    /** {@code <@} could be about ranges of nearly every type, and PostgreSQL cannot tell which. */
    public static Problem ambiguousOperator(Type left, String operator) {
        return Problem.of(400, "42725", "operator is not unique: " + left.sqlName() + " " + operator + " unknown")
                .withHint("Could not choose a best candidate operator. You might need to add explicit type casts.");
    }

    public static Problem noFunction(String call) {
        return Problem.of(404, "42883", "function " + call + " does not exist").withHint(NO_FUNCTION_HINT);
    }

    public static Problem wrongArgument(String construct, Type type) {
        return Problem.of(
                400, "42804", "argument of " + construct + " must be type boolean, not type " + type.sqlName());
    }

    static Problem noType(String name) {
        return Problem.of(400, "42704", "type \"" + name + "\" does not exist");
    }

    static Problem cannotCast(Type from, Type to) {
        return Problem.of(400, "42846", "cannot cast type " + from.sqlName() + " to " + to.sqlName());
    }
}
