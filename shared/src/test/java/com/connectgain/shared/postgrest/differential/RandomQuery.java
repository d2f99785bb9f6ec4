package com.connectgain.shared.postgrest.differential;

import static com.connectgain.shared.postgrest.differential.Sample.pick;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random query string over {@link Sample}'s tables; now and then with a mistake in it. */
final class RandomQuery {

    private static final String[] COMPARISONS = {"eq", "neq", "gt", "gte", "lt", "lte"};
    private static final String[] COLUMNS = {
        "id",
        "owner_id",
        "title",
        "note",
        "code",
        "qty",
        "big",
        "price",
        "raw",
        "active",
        "due",
        "seen_at",
        "made_at",
        "tags",
        "nums",
        "data",
        "data->a",
        "data->>a",
        "data->a->b->>c",
        "data->>n",
        "data->0",
        "data->>-1",
        "data->n",
        "tags->>0"
    };
    private static final String[] PATTERNS = {
        "*a*", "a*", "*b", "j_hn", "J*N", "*%*", "x\\%y", "x\\_y", "*\\\\*", "_", "__", "*ö*", "ß", "*😀*", "*", "",
        "é", "*ahmed*", "%i", "i*", "*\"*"
    };
    private static final String[] REGEXES = {
        "a",
        "^a",
        "b$",
        "^.$",
        "[ab]",
        "j.hn",
        "^(a|b)$",
        "\\d+",
        "[[:alpha:]]+",
        "^[^a]*$",
        "a|b",
        "^$",
        "x.y",
        "ö",
        "\\s",
        "^a.*i$",
        "(a",
        "[a",
        "*a"
    };
    private static final String[] BAD = {"", "x", "1.5x", "{", "abc", "{a", "99999999999999999999", "tru", "2026-13-01"
    };
    private static final String[] SELECTS = {
        "*",
        "id,title",
        "id,t:title",
        "id,qty::text",
        "id,price::int",
        "id,raw::text",
        "id,active::text",
        "id,data->a",
        "id,data->>a",
        "id,x:data->a->b",
        "id,made_at::date",
        "id,made_at::text",
        "id,due::timestamptz",
        "id,tags::text",
        "id,nums->0",
        "id,data::text",
        "id,qty::numeric",
        "id,big::text",
        "id,active::int",
        "id,data->a->0->k",
        "id,price::float8",
        "id,qty::bool",
        "id,seen_at::time",
        "id,code::text",
        "id,title::date",
        "id,nosuch",
        "id,data->>0",
        "id,qty::nosuch",
        "id,active::date"
    };

    private final Random random;
    private final Sample sample;
    private final List<String> parameters = new ArrayList<>();

    RandomQuery(Random random, Sample sample) {
        this.random = random;
        this.sample = sample;
    }

    String next() {
        parameters.clear();
        String embed = embed();
        add("select", pick(random, SELECTS) + embed);
        for (int i = random.nextInt(3); i > 0; i--) {
            String column = column();
            add(column, negation() + operation(column, false));
        }
        if (random.nextInt(2) == 0) {
            add((random.nextInt(5) == 0 ? "not." : "") + (random.nextBoolean() ? "and" : "or"), members(2));
        }
        if (!embed.isEmpty()) {
            if (random.nextBoolean()) {
                add("o.name", negation() + operation("name", false));
            }
            if (random.nextInt(3) == 0) {
                add("o", random.nextBoolean() ? "is.null" : "not.is.null");
            }
        }
        if (random.nextBoolean()) {
            add("order", order(!embed.isEmpty()));
        }
        if (random.nextInt(3) == 0) {
            add("limit", String.valueOf(random.nextInt(20)));
        }
        if (random.nextInt(4) == 0) {
            add("offset", String.valueOf(random.nextInt(30)));
        }
        return String.join("&", parameters);
    }

    private void add(String name, String value) {
        parameters.add(encode(name) + "=" + encode(value));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String embed() {
        return switch (random.nextInt(6)) {
            case 0 -> ",o:owners(id,name)";
            case 1 -> ",o:owners!inner(name)";
            default -> "";
        };
    }

    private String column() {
        return random.nextInt(60) == 0 ? "nosuch" : pick(random, COLUMNS);
    }

    private String negation() {
        return random.nextInt(4) == 0 ? "not." : "";
    }

    private String members(int depth) {
        List<String> members = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            if (depth > 0 && random.nextInt(4) == 0) {
                members.add(negation() + (random.nextBoolean() ? "and" : "or") + members(depth - 1));
            } else {
                String column = column();
                members.add(column + "." + negation() + operation(column, true));
            }
        }
        return "(" + String.join(",", members) + ")";
    }

    private String operation(String column, boolean inLogic) {
        int kind = random.nextInt(20);
        if (kind < 2) {
            return "is."
                    + (random.nextInt(4) == 0
                            ? pick(random, new String[] {"true", "false", "unknown"})
                            : pick(random, new String[] {"null", "not_null"}));
        }
        if (kind < 4) {
            List<String> values = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                values.add("\"" + escape(value(column)) + "\"");
            }
            return "in.(" + String.join(",", values) + ")";
        }
        if (kind == 4) {
            return "isdistinct." + quoted(value(column), inLogic);
        }
        if (kind < 8 && (isText(column) || random.nextInt(10) == 0)) {
            return (random.nextBoolean() ? "like" : "ilike") + "." + quoted(pick(random, PATTERNS), inLogic);
        }
        if (kind == 8 && isText(column)) {
            return (random.nextBoolean() ? "match" : "imatch") + "." + quoted(pick(random, REGEXES), inLogic);
        }
        if (kind == 9) {
            String operator = isText(column) && random.nextBoolean() ? "ilike" : pick(random, COMPARISONS);
            operator = operator.equals("neq") ? "eq" : operator;
            return operator + (random.nextBoolean() ? "(any)." : "(all).") + quoted(array(column), inLogic);
        }
        boolean container = column.equals("tags") || column.equals("nums") || column.startsWith("data");
        if (container && kind < 17 || random.nextInt(40) == 0) {
            String operator = pick(random, new String[] {"cs", "cd", "ov"});
            return operator + "." + quoted(column.startsWith("data") ? document() : array(column), inLogic);
        }
        return pick(random, COMPARISONS) + "." + quoted(value(column), inLogic);
    }

    private static boolean isText(String column) {
        return column.equals("title")
                || column.equals("note")
                || column.equals("code")
                || column.equals("name")
                || column.contains("->>");
    }

    private static String quoted(String value, boolean inLogic) {
        return inLogic ? "\"" + escape(value) + "\"" : value;
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private String document() {
        return random.nextInt(25) == 0 ? pick(random, BAD) : pick(random, Sample.DOCUMENTS);
    }

    private String array(String column) {
        StringBuilder literal = new StringBuilder("{");
        for (int i = random.nextInt(3); i > 0; i--) {
            literal.append(literal.length() == 1 ? "" : ",");
            String element = column.equals("nums")
                    ? String.valueOf(random.nextInt(5))
                    : column.equals("tags") ? pick(random, Sample.TAGS) : value(column);
            boolean bare = random.nextInt(6) == 0
                    && element.chars().allMatch(Character::isLetterOrDigit)
                    && !element.isEmpty();
            literal.append(bare ? element : "\"" + escape(element) + "\"");
        }
        if (random.nextInt(12) == 0) {
            literal.append(literal.length() == 1 ? "NULL" : ",NULL");
        }
        return literal.append(random.nextInt(60) == 0 ? "" : "}").toString();
    }

    private String value(String column) {
        if (random.nextInt(50) == 0) {
            return pick(random, BAD);
        }
        return switch (column) {
            case "id" -> sample.thingIds.get(random.nextInt(sample.thingIds.size()));
            case "owner_id" ->
                sample.ownerIds.get(random.nextInt(sample.ownerIds.size())).toUpperCase();
            case "qty", "big" -> String.valueOf(random.nextInt(21) - 10);
            case "price", "raw" -> pick(random, Sample.DECIMALS);
            case "active" -> pick(random, new String[] {"true", "false", "t", "F", "yes", "off", "1"});
            case "due" -> pick(random, Sample.DAYS);
            case "seen_at", "made_at" ->
                random.nextInt(4) == 0
                        ? pick(random, new String[] {"infinity", "-infinity", "epoch", "2026-01-02", "20260102"})
                        : pick(random, Sample.MOMENTS);
            case "tags", "nums" -> array(column);
            case "data", "data->a", "data->0", "data->n" -> document();
            case "data->>n" -> pick(random, new String[] {"9", "10", "a"});
            case "data->>a", "data->a->b->>c", "data->>-1" ->
                pick(random, new String[] {"1", "x", "deep", "true", "3"});
            default -> pick(random, Sample.WORDS);
        };
    }

    private String order(boolean embedded) {
        List<String> terms = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            String term = embedded && random.nextInt(3) == 0 ? "o(name)" : column();
            terms.add(term
                    + pick(random, new String[] {"", ".asc", ".desc"})
                    + pick(random, new String[] {"", "", ".nullsfirst", ".nullslast"}));
        }
        return String.join(",", terms);
    }
}
