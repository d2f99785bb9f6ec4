package com.connectgain.functions.events.automations;

import com.connectgain.shared.crypto.Vault;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.text.Variables;
import com.connectgain.shared.time.Zones;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An event and what belongs to it: the contact, deal, conversation, and so on, each read at most once until
 * {@link #refresh}. Everything is read as a row of the event's organization, so a foreign id finds nothing.
 */
public final class Situation implements Variables {

    private final Kernel kernel;
    private final Event event;
    private final Map<String, Optional<Row>> read = new HashMap<>();

    public Situation(Kernel kernel, Event event) {
        this.kernel = kernel;
        this.event = event;
    }

    public Event event() {
        return event;
    }

    public String organizationId() {
        return event.organization();
    }

    public Store store() {
        return kernel.store();
    }

    public Kernel kernel() {
        return kernel;
    }

    /** Forgets the rows: an action may have changed them. */
    public void refresh() {
        read.clear();
    }

    /** As the automations of the event's chain and {@code automation} write. */
    public Writing writing(String automation) {
        return new Writing(
                        kernel.store(),
                        event.organization(),
                        null,
                        kernel.clock().instant())
                .causedBy(chain(automation));
    }

    List<String> chain(String automation) {
        List<String> chain = new java.util.ArrayList<>(event.causes());
        chain.add(automation);
        return chain;
    }

    public Optional<Row> find(String table, String id) {
        return id == null || id.isBlank()
                ? Optional.empty()
                : read.computeIfAbsent(table + "#" + id, key -> kernel.store().find(table, event.organization(), id));
    }

    /** The row the event is about, as it is now. */
    public Optional<Row> entity() {
        return event.table().isEmpty() || event.table().equals("messages")
                ? Optional.empty()
                : find(event.table(), event.entity());
    }

    public Optional<Row> contact() {
        return own("contacts")
                .or(() -> find("contacts", first(event.data(), "contact_id", "customer_contact_id")))
                .or(() -> deal().flatMap(deal -> find("contacts", deal.text("contact_id"))))
                .or(() -> conversation().flatMap(open -> find("contacts", open.text("contact_id"))));
    }

    public Optional<Row> deal() {
        return own("deals").or(() -> find("deals", data("deal_id")));
    }

    public Optional<Row> conversation() {
        return own("conversations").or(() -> find("conversations", data("conversation_id")));
    }

    public Optional<Row> task() {
        return own("tasks").or(() -> find("tasks", data("task_id")));
    }

    public Optional<Row> company() {
        return own("companies")
                .or(() -> find("companies", data("company_id")))
                .or(() -> contact().flatMap(contact -> find("companies", contact.text("company_id"))))
                .or(() -> deal().flatMap(deal -> find("companies", deal.text("company_id"))));
    }

    public Optional<Row> channel() {
        return find("channel_accounts", data("channel_account_id"))
                .or(() -> conversation().flatMap(open -> find("channel_accounts", open.text("channel_account_id"))));
    }

    /** Whose business it is: the assignee or owner of the event's row, else of its conversation, deal or contact. */
    public Optional<Row> assignee() {
        return find("profiles", first(event.data(), "assignee_id", "owner_id"))
                .or(() -> conversation().flatMap(row -> find("profiles", row.text("assignee_id"))))
                .or(() -> deal().flatMap(row -> find("profiles", row.text("owner_id"))))
                .or(() -> contact().flatMap(row -> find("profiles", row.text("assignee_id"))));
    }

    public Optional<Row> organization() {
        return find("organizations", event.organization());
    }

    public ZoneId zone() {
        return Zones.of(organization());
    }

    private Optional<Row> own(String table) {
        return event.table().equals(table) ? find(table, event.entity()) : Optional.empty();
    }

    String data(String name) {
        return first(event.data(), name);
    }

    private static String first(ObjectNode values, String... names) {
        for (String name : names) {
            if (values.hasNonNull(name)) {
                return values.path(name).asText();
            }
        }
        return null;
    }

    @Override
    public Optional<Instant> now() {
        return Optional.of(kernel.clock().instant());
    }

    @Override
    public JsonNode get(String name) {
        JsonNode root = root(name);
        return root.isMissingNode() ? bare(name) : root;
    }

    private JsonNode root(String name) {
        return switch (name) {
            case "event", "trigger" -> eventNode();
            case "contact" -> seen("contacts", this::contact);
            case "deal" -> seen("deals", this::deal);
            case "conversation" -> seen("conversations", this::conversation);
            case "company" -> seen("companies", this::company);
            case "task" -> seen("tasks", this::task);
            case "channel" -> seen("channel_accounts", this::channel);
            case "assignee", "owner", "agent" ->
                assignee().<JsonNode>map(Views::member).orElse(Json.object());
            case "organization" ->
                organization().<JsonNode>map(Views::organization).orElse(Json.object());
            case "message" -> event.table().equals("messages") ? Views.message(event.data()) : Json.object();
            case "booking" -> seen("bookings", () -> own("bookings").or(() -> find("bookings", data("booking_id"))));
            case "call" ->
                seen("call_records", () -> own("call_records").or(() -> find("call_records", data("call_record_id"))));
            default -> Json.nodes().missingNode();
        };
    }

    /** The row as it is; as the event tells it when the row is gone. */
    private JsonNode seen(String table, Supplier<Optional<Row>> found) {
        return found.get().map(Views::of).orElseGet(() -> event.table().equals(table) ? event.data() : Json.object());
    }

    private ObjectNode eventNode() {
        ObjectNode node = Json.object()
                .put("id", event.id())
                .put("type", event.type())
                .put("timestamp", event.at().toString());
        node.set("data", event.data());
        return node;
    }

    /**
     * A name without a root: what the event tells first, then what the rows around it have, custom fields last. A bare
     * {@code stage} is for people to read, so it is the stage's name; {@code deal.stage} is what the deal has.
     */
    private JsonNode bare(String name) {
        return name.equals("stage") ? Stages.name(this, told(name)) : told(name);
    }

    private JsonNode told(String name) {
        if (event.data().has(name)) {
            return event.data().path(name);
        }
        JsonNode known = Json.nodes().missingNode();
        for (String root : List.of("message", "contact", "deal", "conversation", "call", "booking", "task")) {
            JsonNode row = root(root);
            JsonNode value =
                    row.has(name) ? row.path(name) : row.path("custom_fields").path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                return value;
            }
            known = value.isMissingNode() ? known : value;
        }
        return switch (name) {
            case "company_name" -> root("company").path("name");
            case "channel_type" -> root("conversation").path("channel_type");
            case "channel_name" -> root("channel").path("name");
            default -> known;
        };
    }

    /** The same situation for a request to somebody else's system: the organization's credentials are known as well. */
    public Secretive withSecrets() {
        return new Secretive(this, kernel);
    }

    /** Whether a stored text is a credential, which no template may show. */
    static boolean isCredential(JsonNode value) {
        return value.isTextual() && Vault.isSealed(value.textValue());
    }
}
