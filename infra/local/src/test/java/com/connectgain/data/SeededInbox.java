package com.connectgain.data;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An organization with contacts, conversations and messages that are always the same but for their ids. */
final class SeededInbox {

    static final int CONTACTS = 300;
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String[] NAMES = {"John", "Johnny", "Maria", "Ahmed", "Zoë", "Øystein", "李", "Ann", "Bo"};
    private static final String[] STATES = {"OPEN", "OPEN", "OPEN", "PENDING", "RESOLVED", "CLOSED"};
    private static final int AT_ONCE = 16;

    final String organization = Ids.next();
    final String user = Ids.next();
    final Map<String, List<ObjectNode>> rows = new LinkedHashMap<>();
    private final Store store;
    private final Random random;

    SeededInbox(Store store, Random random) {
        this.store = store;
        this.random = random;
        plant("profiles", 3, this::profile);
        plant("companies", 12, this::company);
        plant("channel_accounts", 4, this::channel);
        plant("contacts", CONTACTS, this::contact);
        plant("conversations", CONTACTS, this::conversation);
        plant("messages", CONTACTS, this::message);
    }

    private interface Maker {
        void fill(ObjectNode row, int number);
    }

    private void plant(String name, int count, Maker maker) {
        Table table = store.table(name);
        List<ObjectNode> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Several rows of one second, and of one moment: orders have ties.
            String moment = DateTimes.print(START.plusMillis(random.nextInt(count) * 500L));
            ObjectNode row = Json.object()
                    .put("id", Ids.next())
                    .put("organization_id", organization)
                    .put("created_at", moment)
                    .put("updated_at", moment);
            maker.fill(row, i);
            made.add(Row.fresh(table, row).values());
        }
        Parallel.map(made, AT_ONCE, row -> {
            if (!store.insert(Row.fresh(table, row)).isWritten()) {
                throw new AssertionError(name + " was not planted");
            }
            return row;
        });
        rows.put(name, made);
    }

    String id(String table, int number) {
        return rows.get(table).get(number).path("id").asText();
    }

    private String any(String table) {
        return id(table, random.nextInt(rows.get(table).size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String moment() {
        return DateTimes.print(START.plusMillis(random.nextInt(CONTACTS) * 500L));
    }

    private void profile(ObjectNode row, int number) {
        row.put("email", "member" + number + "@example.com").put("first_name", "Member" + number);
    }

    private void company(ObjectNode row, int number) {
        row.put("name", "Company " + number);
    }

    private void channel(ObjectNode row, int number) {
        row.put("name", "Channel " + number)
                .put("type", number % 2 == 0 ? "TELEGRAM" : "SMS")
                .put("is_active", number != 3)
                .putObject("settings");
    }

    private void contact(ObjectNode row, int number) {
        String first = NAMES[random.nextInt(NAMES.length)];
        row.put("first_name", chance(5) ? null : first).put("last_name", chance(30) ? null : "L" + random.nextInt(40));
        row.put("lead_status", chance(20) ? null : chance(50) ? "NEW" : "WON");
        row.put("country", chance(50) ? null : "EG");
        row.put("company_id", chance(40) ? null : any("companies"));
        row.put("last_survey_rating", chance(50) ? null : Integer.valueOf(1 + random.nextInt(5)));
        row.putArray("phones").add("+2010" + number);
        if (chance(20)) {
            row.withArray("phones").add("+shared");
        }
        row.putArray("emails").add("c" + number + "@example.com");
        row.putArray("tags");
        for (String tag : List.of("vip", "new", "cold")) {
            if (chance(30)) {
                row.withArray("tags").add(tag);
            }
        }
    }

    private void conversation(ObjectNode row, int number) {
        row.put("contact_id", id("contacts", number % (CONTACTS - 20)));
        row.put("channel_account_id", id("channel_accounts", number < CONTACTS - 20 ? random.nextInt(3) : 3));
        row.put("assignee_id", chance(50) ? null : any("profiles"));
        row.put("status", STATES[random.nextInt(STATES.length)]).put("is_important", chance(10));
        row.put("last_message_at", chance(25) ? null : moment());
        row.put("subject", chance(60) ? null : "Order " + random.nextInt(50));
        row.put("priority", chance(60) ? null : chance(50) ? "LOW" : "HIGH");
        row.putObject("metadata");
        row.putArray("tags");
        row.put("unread_count", random.nextInt(4));
    }

    private void message(ObjectNode row, int number) {
        // One long conversation, and many short ones.
        row.put("conversation_id", number < 120 ? id("conversations", 0) : any("conversations"));
        row.put("direction", chance(50) ? "INBOUND" : "OUTBOUND").put("status", chance(50) ? "SENT" : "READ");
        row.put("content", "Text " + random.nextInt(30)).put("message_type", "text");
        row.putObject("metadata");
    }
}
