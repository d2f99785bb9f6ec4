package com.connectgain.infra.bench;

import com.connectgain.functions.data.rpc.UnreadCounts;
import com.connectgain.infra.local.DataFolder;
import com.connectgain.infra.local.cloud.DynamoServer;
import com.connectgain.infra.local.cloud.TableProvisioning;
import com.connectgain.infra.local.template.Template;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.catalog.StandardCatalog;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.AwsClients;
import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.run.DataApi;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.store.Meter;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What requests of the data API cost in organizations of growing size: in process, on the embedded DynamoDB. */
final class DataCosts {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
    private static final int LONG_SIZE = 1_000_000;
    /** Cost must not grow with the organization: the largest may take a fifth more than the smallest. */
    private static final double FLAT = 1.2;

    static final String INBOX =
            "select=*,contact:contacts!conversations_contact_id_fkey(id,first_name,last_name,phones,tags),"
                    + "channel_account:channel_accounts!conversations_channel_account_id_fkey(id,name,type),"
                    + "assignee:profiles!conversations_assignee_id_fkey(id,first_name,last_name)"
                    + "&order=last_message_at.desc&limit=50";

    private static final String UNREAD_COUNTS = "rpc/get_conversation_unread_counts";

    /** A request, and what its cost is held to: flatness, or nothing. */
    private record Question(String title, String table, String query, String prefer, boolean flat) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question("contact by id", "contacts", "id=eq.{contact}", "", true),
            new Question("contact_id=eq.", "conversations", "contact_id=eq.{contact}", "", true),
            new Question(
                    "conversation_id=eq., newest 50",
                    "messages",
                    "conversation_id=eq.{conversation}&order=created_at.desc&limit=50",
                    "",
                    true),
            new Question("phones=cs.{+..}", "contacts", "phones=cs.{{phone}}", "", true),
            new Question("inbox list with three embeds", "conversations", INBOX, "", true),
            new Question("inbox list, status=eq.OPEN", "conversations", INBOX + "&status=eq.OPEN", "", true),
            new Question("unread counts", UNREAD_COUNTS, "", "", true),
            new Question("newest 20 contacts", "contacts", "order=created_at.desc&limit=20", "", true),
            new Question("first_name=ilike.*john*", "contacts", "first_name=ilike.*john*", "", false),
            new Question(
                    "first_name=ilike.*john*, newest 20",
                    "contacts",
                    "first_name=ilike.*john*&order=created_at.desc&limit=20",
                    "",
                    false),
            new Question("count=exact", "contacts", "limit=1", "count=exact", false));

    /** What one request took in an organization of {@code size} contacts. */
    record Cost(String title, int size, long calls, long sequential, double readUnits, double milliseconds) {}

    /**
     * @param loading seconds that the data took to load
     * @param problems goals that were missed
     */
    record Findings(List<Cost> costs, double loading, List<String> problems) {}

    private final Store store;
    private final Tables tables;
    private final AwsClients aws;
    private final DataApi api;

    private DataCosts(Template template, String endpoint) {
        Map<String, String> environment = new HashMap<>(template.environment());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", endpoint);
        environment.putAll(Credentials.ENVIRONMENT);
        Settings settings = new Settings(environment);
        aws = Credentials.clients(environment);
        tables = new Tables(
                settings.require("CORE_TABLE"),
                settings.require("MESSAGES_TABLE"),
                settings.require("LOGS_TABLE"),
                settings.require("OPS_TABLE"));
        store = new Store(aws::dynamo, tables, StandardCatalog.load(), Clock.systemUTC());
        Records records = new Records(store, Map.of(), UnaryOperator.identity(), "");
        api = new DataApi(store, records, Clock.systemUTC(), 1_000, Optional.empty());
    }

    static Findings on(Template template) throws Exception {
        try (DynamoServer server = new DynamoServer(DataFolder.memory())) {
            DataCosts costs = new DataCosts(template, server.endpoint().toString());
            TableProvisioning provisioning = new TableProvisioning(costs.aws.dynamo());
            template.tables().forEach(provisioning::provide);
            List<Integer> sizes = new ArrayList<>(SIZES);
            if (Boolean.getBoolean("bench.long")) {
                sizes.add(LONG_SIZE);
            }
            return costs.measure(sizes);
        }
    }

    private Findings measure(List<Integer> sizes) throws Exception {
        long started = System.nanoTime();
        List<DataSet> sets = new ArrayList<>();
        for (int size : sizes) {
            DataSet set = new DataSet(store, tables, aws.dynamo(), size);
            set.load();
            sets.add(set);
        }
        double loading = (System.nanoTime() - started) / 1e9;
        List<Cost> costs = new ArrayList<>();
        for (Question question : QUESTIONS) {
            // Not counted: the first of its kind pays for the warming of this process.
            ask(question, sets.getFirst());
            for (DataSet set : sets) {
                costs.add(ask(question, set));
            }
        }
        costs.addAll(SearchCosts.of(store, sets));
        return new Findings(costs, loading, problems(costs));
    }

    static Caller owner(DataSet set) {
        return new Caller(
                Credential.USER,
                set.organization,
                set.member(),
                null,
                null,
                "owner",
                Role.OWNER,
                Set.of(Permission.values()));
    }

    private Cost ask(Question question, DataSet set) throws Exception {
        Meter meter = new Meter();
        long started = System.nanoTime();
        Response response = meter.measure(() -> answer(question, set));
        double milliseconds = (System.nanoTime() - started) / 1e6;
        if (response.status() > 206 || new String(response.body(), StandardCharsets.UTF_8).equals("[]")) {
            throw new IllegalStateException(question.title() + " answered " + response.status());
        }
        return new Cost(
                question.title(),
                set.contacts(),
                meter.calls(),
                meter.sequentialCalls(),
                meter.readUnits(),
                milliseconds);
    }

    private Response answer(Question question, DataSet set) {
        Caller owner = owner(set);
        if (question.table().equals(UNREAD_COUNTS)) {
            return Response.ok(new UnreadCounts(store).call(owner, Json.object()));
        }
        String query = question.query()
                .replace("{contact}", set.contactIds.get(5))
                .replace("{conversation}", set.conversationIds.getFirst())
                .replace("{phone}", DataSet.phone(7).replace("+", "%2B"));
        ApiRequest request = ApiRequest.read(
                Dialect.STRICT, "GET", question.table(), query, Map.of("prefer", question.prefer()), new byte[0]);
        return api.answer(request, owner);
    }

    private static List<String> problems(List<Cost> costs) {
        List<String> problems = new ArrayList<>();
        for (Question question : QUESTIONS) {
            List<Cost> own = costs.stream()
                    .filter(cost -> cost.title().equals(question.title()))
                    .toList();
            Cost first = own.getFirst();
            Cost last = own.getLast();
            boolean grew = last.calls() > FLAT * first.calls() || last.readUnits() > FLAT * first.readUnits();
            if (question.flat() && grew) {
                problems.add(question.title() + ": costs more in a larger organization");
            }
        }
        for (Cost cost : costs) {
            boolean search = cost.title().equals("first_name=ilike.*john*") && cost.size() == 100_000;
            if (search && (cost.readUnits() > 2_000 || cost.sequential() > 12)) {
                problems.add(cost.title() + ": more than 2,000 read units or 12 calls in sequence");
            }
        }
        problems.addAll(SearchCosts.problems(costs));
        return problems;
    }
}
