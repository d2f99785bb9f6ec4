package com.connectgain.data;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.DateTimes;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;

/**
 * A random query over the tables of {@link SeededInbox}.
 *
 * @param total whether the order tells every two rows apart
 * @param orderColumns the columns of an order that does not
 * @param cut whether rows are left out by a limit or offset
 */
record RandomInboxQuery(String table, String text, boolean total, List<String> orderColumns, boolean cut) {

    static RandomInboxQuery next(Random random, SeededInbox inbox) {
        String table = pick(random, "contacts", "contacts", "conversations", "conversations", "messages");
        List<String> parameters = new ArrayList<>();
        parameters.add("select=*" + embed(random, table, parameters));
        for (int i = random.nextInt(4); i > 0; i--) {
            String condition = condition(random, inbox, table);
            parameters.add(random.nextInt(6) == 0 ? condition.replaceFirst("=", "=not.") : condition);
        }
        if (random.nextInt(3) == 0) {
            parameters.add(
                    "or=" + encode("(" + member(random, inbox, table) + "," + member(random, inbox, table) + ")"));
        }
        List<String> columns = new ArrayList<>();
        List<String> order = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            String column = orderColumn(random, table);
            if (!columns.contains(column)) {
                columns.add(column);
                order.add(
                        column + pick(random, "", ".asc", ".desc") + pick(random, "", "", ".nullsfirst", ".nullslast"));
            }
        }
        boolean total = !order.isEmpty() && random.nextInt(3) > 0;
        if (total) {
            order.add("id" + pick(random, "", ".desc"));
        }
        if (!order.isEmpty()) {
            parameters.add("order=" + String.join(",", order));
        }
        boolean cut = false;
        if (random.nextInt(3) > 0) {
            parameters.add("limit=" + random.nextInt(60));
            cut = true;
        }
        if (random.nextInt(4) == 0) {
            parameters.add("offset=" + random.nextInt(80));
            cut = true;
        }
        return new RandomInboxQuery(table, String.join("&", parameters), total, List.copyOf(columns), cut);
    }

    /** What must be equal of two answers: all rows, or, where ties may be cut, the values that rows are ordered by. */
    Object sorted(JsonNode rows) {
        List<JsonNode> all = StreamSupport.stream(rows.spliterator(), false).toList();
        if (!cut) {
            return all.stream()
                    .sorted(Comparator.comparing(row -> row.path("id").asText()))
                    .toList();
        }
        return all.stream()
                .map(row -> orderColumns.stream().map(row::path).toList())
                .toList();
    }

    private static String embed(Random random, String table, List<String> parameters) {
        String inner = random.nextInt(3) == 0 ? "!inner" : "";
        return switch (table + random.nextInt(4)) {
            case "contacts0" -> ",company:companies" + inner + "(id,name)";
            case "contacts1" -> {
                parameters.add("conversations.order=created_at.desc,id");
                yield ",conversations" + inner + "(id,status)";
            }
            case "conversations0" -> {
                if (random.nextBoolean()) {
                    parameters.add("contact.full_name_search=ilike.*" + pick(random, "john", "L1", "e") + "*");
                }
                yield ",contact:contacts" + inner + "(id,first_name)";
            }
            case "conversations1" -> {
                if (random.nextBoolean()) {
                    parameters.add("channel_account.type=eq." + pick(random, "TELEGRAM", "SMS"));
                }
                yield ",channel_account:channel_accounts!conversations_channel_account_id_fkey" + inner + "(id,type)";
            }
            case "conversations2" -> {
                parameters.add("messages.order=created_at.desc,id");
                yield ",messages" + inner + "(id,content)";
            }
            case "messages0" -> ",conversation:conversations" + inner + "(id,status)";
            default -> "";
        };
    }

    private static String member(Random random, SeededInbox inbox, String table) {
        String condition = raw(random, inbox, table);
        int equals = condition.indexOf('=');
        return condition.substring(0, equals) + "." + condition.substring(equals + 1);
    }

    private static String condition(Random random, SeededInbox inbox, String table) {
        String condition = raw(random, inbox, table);
        int equals = condition.indexOf('=');
        return condition.substring(0, equals + 1) + encode(condition.substring(equals + 1));
    }

    private static String raw(Random random, SeededInbox inbox, String table) {
        String moment = DateTimes.print(SeededInbox.START.plusMillis(random.nextInt(SeededInbox.CONTACTS) * 500L));
        String comparison = pick(random, "gt", "gte", "lt", "lte", "eq", "neq");
        int number = random.nextInt(SeededInbox.CONTACTS);
        String common = switch (random.nextInt(9)) {
            case 0 -> "created_at=" + comparison + "." + moment;
            case 1 -> "created_at=" + pick(random, "gt.-infinity", "lt.infinity", "lt.12026-01-01", "gt.0044-03-15 BC");
            case 2 -> "id=eq." + inbox.id(table, number);
            case 3 -> "id=in.(" + inbox.id(table, number) + "," + inbox.id(table, (number + 5) % 300) + ")";
            default -> null;
        };
        if (common != null) {
            return common;
        }
        return switch (table) {
            case "contacts" ->
                switch (random.nextInt(11)) {
                    case 0 -> "phones=cs.{" + pick(random, "+shared", "+2010" + number) + "}";
                    case 1 -> "tags=" + pick(random, "cs.{vip}", "cs.{vip,new}", "ov.{new,cold}", "cs.{}", "eq.{vip}");
                    case 2 -> "first_name=" + pick(random, "ilike.*JOHN*", "like.John*", "ilike.*ø*", "ilike.*n*");
                    case 3 -> "full_name_search=ilike.*" + pick(random, "n L", "l3", "李") + "*";
                    case 4 -> "company_id=eq." + inbox.id("companies", number % 12);
                    case 5 -> "company_id=in.(" + inbox.id("companies", 1) + "," + inbox.id("companies", 2) + ")";
                    case 6 -> "lead_status=" + pick(random, "eq.NEW", "neq.NEW", "is.null", "in.(NEW,WON)");
                    case 7 -> "country=" + pick(random, "eq.EG", "is.null", "isdistinct.EG");
                    case 8 -> "last_survey_rating=" + comparison + "." + (1 + random.nextInt(5));
                    case 9 -> "emails=cs.{c" + number + "@example.com}";
                    default -> "company_id=is.null";
                };
            case "conversations" ->
                switch (random.nextInt(9)) {
                    case 0 -> "contact_id=eq." + inbox.id("contacts", number);
                    case 1 -> "status=" + pick(random, "eq.OPEN", "in.(OPEN,PENDING)", "neq.CLOSED", "eq.CLOSED");
                    case 2 -> "last_message_at=" + comparison + "." + moment;
                    case 3 -> "last_message_at=" + pick(random, "is.null", "not.is.null");
                    case 4 -> "is_important=" + pick(random, "is.true", "eq.true", "eq.false");
                    case 5 -> "subject=ilike.*" + pick(random, "order 1", "9", "zzz") + "*";
                    case 6 -> "channel_account_id=eq." + inbox.id("channel_accounts", number % 4);
                    case 7 -> "assignee_id=" + pick(random, "is.null", "eq." + inbox.id("profiles", number % 3));
                    default -> "unread_count=" + comparison + ".1";
                };
            default ->
                switch (random.nextInt(5)) {
                    case 0 -> "conversation_id=eq." + inbox.id("conversations", 0);
                    case 1 -> "conversation_id=eq." + inbox.id("conversations", number);
                    case 2 -> "direction=" + pick(random, "eq.INBOUND", "neq.INBOUND");
                    case 3 -> "content=ilike.*" + pick(random, "text 1", "9", "t") + "*";
                    default -> "status=" + pick(random, "eq.SENT", "in.(SENT,READ)");
                };
        };
    }

    private static String orderColumn(Random random, String table) {
        return switch (table) {
            case "contacts" ->
                pick(random, "created_at", "created_at", "first_name", "last_survey_rating", "company_id");
            case "conversations" ->
                pick(random, "created_at", "last_message_at", "last_message_at", "status", "subject");
            default -> pick(random, "created_at", "created_at", "content", "status");
        };
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return Json.write(Json.nodes().textNode(table + "?" + text));
    }
}
