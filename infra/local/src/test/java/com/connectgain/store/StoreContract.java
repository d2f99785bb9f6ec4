package com.connectgain.store;

import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Operations;
import com.connectgain.shared.store.Outcome;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.Tables;
import com.connectgain.shared.store.Tally;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the store promises, on whatever DynamoDB it runs. */
abstract class StoreContract {

    private static final Table ORGANIZATIONS =
            Table.named("organizations").isTenant().columns(text("name")).build();
    private static final Table PEOPLE = Table.named("people")
            .columns(
                    text("name").searched(),
                    texts("phones").posted().searched(),
                    uuid("company_id").indexed(),
                    text("code"),
                    text("token"),
                    timestamp("seen_at"))
            .unique("code")
            .uniqueEverywhere("token")
            .activity("seen_at")
            .due("seen_at", row -> row.path("code").asText().startsWith("due"))
            .build();
    private static final Table LINES = Table.named("lines")
            .placed(Placement.MESSAGES)
            .partitionedBy("thread_id")
            .columns(uuid("thread_id"), text("content"))
            .build();

    private final String tenant = Ids.next();
    private Store store;

    abstract DynamoDbClient dynamo();

    abstract Tables tables();

    @BeforeEach
    void open() {
        Catalog catalog = Catalog.of(List.of(ORGANIZATIONS, PEOPLE, LINES));
        store = new Store(this::dynamo, tables(), catalog, Clock.systemUTC());
    }

    private ObjectNode person(String name, int day) {
        String moment = "2026-01-%02dT00:00:00+00:00".formatted(day);
        return Json.object()
                .put("id", Ids.next())
                .put("organization_id", tenant)
                .put("created_at", moment)
                .put("updated_at", moment)
                .put("name", name);
    }

    private Row inserted(ObjectNode values) {
        return store.insert(Row.fresh(PEOPLE, values)).row();
    }

    private List<String> names(Slice slice) {
        List<String> names = new ArrayList<>();
        String cursor = null;
        do {
            Page page = store.read(PEOPLE, tenant, slice.startingAfter(cursor));
            page.rows().forEach(row -> names.add(row.text("name")));
            cursor = page.next();
        } while (cursor != null);
        return names;
    }

    @Test
    void rowsAreFoundOnEveryPathPageByPageInBothDirections() {
        String company = Ids.next();
        for (int day = 1; day <= 5; day++) {
            ObjectNode row = person("p" + day, day).put("seen_at", "2026-02-%02dT00:00:00+00:00".formatted(9 - day));
            row.putArray("phones").add("+2010" + day).add("+shared");
            if (day % 2 == 1) {
                row.put("company_id", company);
            }
            inserted(row);
        }
        inserted(person("unseen", 6));

        assertThat(names(Slice.of(new AccessPath.Whole(), 2))).containsExactly("p1", "p2", "p3", "p4", "p5", "unseen");
        assertThat(names(Slice.of(new AccessPath.Created(), 2).newestFirst()))
                .containsExactly("unseen", "p5", "p4", "p3", "p2", "p1");
        assertThat(names(Slice.of(new AccessPath.Active(), 4))).containsExactly("p5", "p4", "p3", "p2", "p1", "unseen");
        assertThat(names(Slice.of(new AccessPath.Equal("company_id", company), 2)))
                .containsExactly("p1", "p3", "p5");
        assertThat(names(Slice.of(new AccessPath.Posted("phones", "+shared"), 2)))
                .hasSize(5);
        assertThat(names(Slice.of(new AccessPath.Posted("phones", "+20103"), 2)))
                .containsExactly("p3");
        assertThat(names(Slice.of(new AccessPath.Created(), 9).between("2026-01-02", "2026-01-04")))
                .containsExactly("p2", "p3");
    }

    @Test
    void anotherTenantFindsNothing() {
        Row row = inserted(person("mine", 1));

        assertThat(store.find(PEOPLE, Ids.next(), row.id())).isEmpty();
        assertThat(store.read(PEOPLE, Ids.next(), Slice.of(new AccessPath.Whole(), 9))
                        .rows())
                .isEmpty();
    }

    @Test
    void freeTextIsFoundInAnyScriptAndCase() {
        inserted(person("محمد Øster", 1));
        inserted(person("Somebody", 2));

        assertThat(store.findAll(PEOPLE, store.search(PEOPLE, tenant, text -> text.contains("øst"))))
                .extracting(row -> row.text("name"))
                .containsExactly("محمد Øster");
    }

    @Test
    void textTooLongForASearchRowIsStillACandidate() {
        inserted(person("x".repeat(9_000) + "needle", 1));

        assertThat(store.search(PEOPLE, tenant, text -> text.contains("needle")))
                .hasSize(1);
    }

    @Test
    void uniqueValueBelongsToOneRowUntilItIsGivenUp() {
        Row first = inserted(person("first", 1).put("code", "A"));

        Outcome second = store.insert(Row.fresh(PEOPLE, person("second", 2).put("code", "A")));

        assertThat(second)
                .isInstanceOfSatisfying(
                        Outcome.Taken.class, taken -> assertThat(taken.holder()).isEqualTo(first.key()));
        Row renamed = store.update(first, Json.object().put("code", "B")).row();
        assertThat(store.insert(Row.fresh(PEOPLE, person("second", 2).put("code", "A")))
                        .isWritten())
                .isTrue();
        assertThat(store.delete(renamed).isWritten()).isTrue();
        assertThat(store.findUnique(
                        PEOPLE, tenant, "people_code_key", Json.object().put("code", "B")))
                .isEmpty();
    }

    @Test
    void valueThatIsUniqueEverywhereLeadsToItsTenant() {
        String token = Ids.next();
        Row row = inserted(person("holder", 1).put("token", token));

        assertThat(store.findUnique(
                        PEOPLE, Ids.next(), "people_token_key", Json.object().put("token", token)))
                .get()
                .extracting(Row::organization, Row::id)
                .containsExactly(tenant, row.id());
    }

    @Test
    void fiftyRacingInsertsOfOneUniqueValueGiveOneRow() {
        List<Outcome> outcomes = Parallel.map(
                Collections.nCopies(50, 1),
                25,
                ignored -> store.insert(Row.fresh(PEOPLE, person("racer", 1).put("code", "RACE"))));

        assertThat(outcomes.stream().filter(Outcome::isWritten)).hasSize(1);
        assertThat(names(Slice.of(new AccessPath.Whole(), 99))).containsExactly("racer");
    }

    @Test
    void thirtyRacingChangesOfOneRowAllCount() {
        Row row = inserted(person("", 1));

        Parallel.map(
                Collections.nCopies(30, 1),
                15,
                ignored -> store.change(
                        PEOPLE,
                        tenant,
                        row.id(),
                        values -> values.put("name", values.path("name").asText() + "x")));

        assertThat(store.find(PEOPLE, tenant, row.id()).orElseThrow().text("name"))
                .hasSize(30);
    }

    @Test
    void changeOfARowThatWasChangedMeanwhileIsStale() {
        Row read = inserted(person("a", 1));
        store.update(read, Json.object().put("name", "b"));

        assertThat(store.update(read, Json.object().put("name", "c"))).isInstanceOf(Outcome.Stale.class);
        assertThat(store.delete(read)).isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void transactionThatIsRefusedLeavesNothingBehind() {
        Row held = inserted(person("held", 1).put("code", "H"));
        ObjectNode innocent = person("innocent", 2);

        Outcome outcome = store.write(List.of(
                new Change.Insert(Row.fresh(PEOPLE, innocent)),
                new Change.Insert(Row.fresh(PEOPLE, person("clash", 3).put("code", "H")))));

        assertThat(outcome).isInstanceOf(Outcome.Taken.class);
        assertThat(store.find(PEOPLE, tenant, innocent.path("id").asText())).isEmpty();
        assertThat(store.find(PEOPLE, tenant, held.id())).isPresent();
    }

    @Test
    void rowWithMoreEntriesThanATransactionHoldsIsWhole() {
        ObjectNode row = person("many", 1);
        for (int i = 0; i < 150; i++) {
            row.withArray("phones").add("+20" + i);
        }
        Row written = inserted(row);

        assertThat(names(Slice.of(new AccessPath.Posted("phones", "+20149"), 9)))
                .containsExactly("many");
        store.delete(written);
        assertThat(names(Slice.of(new AccessPath.Posted("phones", "+20149"), 9)))
                .isEmpty();
    }

    @Test
    void partitionedRowIsFoundByItsIdAndItsThread() {
        String thread = Ids.next();
        ObjectNode line = person("", 1).put("thread_id", thread).put("content", "hello");
        line.remove("name");
        store.insert(Row.fresh(LINES, line));

        assertThat(store.find(LINES, tenant, line.path("id").asText())
                        .orElseThrow()
                        .text("content"))
                .isEqualTo("hello");
        assertThat(store.read(LINES, tenant, Slice.of(new AccessPath.Partition(thread), 9))
                        .rows())
                .hasSize(1);
    }

    @Test
    void writtenRowNamesItsCausesUntilItIsWrittenWithoutAny() {
        Row row = inserted(person("a", 1));
        Change change = new Change.Update(row, row.changed(Json.object().put("name", "b")));

        Row caused = store.write(List.of(change), List.of(), List.of("first", "second"))
                .row();

        assertThat(cause(caused)).isEqualTo("first,second");
        assertThat(caused.values().has("cause")).isFalse();
        Row again = store.update(caused, Json.object().put("name", "c")).row();
        assertThat(cause(again)).isNull();
    }

    private String cause(Row row) {
        return dynamo().getItem(get -> get.tableName(tables().core())
                        .key(Map.of(
                                "pk", AttributeValue.fromS(row.key().partition()),
                                "sk", AttributeValue.fromS(row.key().sort()))))
                .item()
                .getOrDefault("cause", AttributeValue.builder().build())
                .s();
    }

    @Test
    void dueRowsAreThoseWhoseTimeHasComeAndWhoseConditionHolds() {
        Row due = inserted(person("due", 1).put("code", "due" + tenant).put("seen_at", "2020-01-01T00:00:00+00:00"));
        inserted(person("other", 2).put("code", "not" + tenant).put("seen_at", "2020-01-01T00:00:00+00:00"));
        inserted(person("later", 3).put("code", "due2" + tenant).put("seen_at", "2099-01-01T00:00:00+00:00"));

        assertThat(store.due(PEOPLE, "2020-01-01T00:00:00+00:00", 1000).stream()
                        .filter(row -> row.organization().equals(tenant)))
                .extracting(Row::id)
                .containsExactly(due.id());
    }

    @Test
    void countIsMadeWithItsRowOrNotAtAll() {
        Instant expires = Instant.now().plusSeconds(600);
        String key = "tally#" + tenant;
        Row row = inserted(person("Counted", 1));

        Parallel.map(
                Collections.nCopies(20, 1),
                20,
                ignored -> store.writeCounting(
                                List.of(new Change.Insert(Row.fresh(PEOPLE, person("One of many", 2)))),
                                List.of(Tally.of(key, "rows", expires)))
                        .isWritten());
        Row now = store.update(row, Json.object().put("name", "Changed")).row();
        Outcome stale = store.writeCounting(
                List.of(new Change.Update(row, row.changed(Json.object().put("name", "Stale")))),
                List.of(Tally.of(key, "rows", expires)));

        assertThat(stale).isInstanceOf(Outcome.Stale.class);
        assertThat(store.operations().tallies(List.of(key, "nothing#" + tenant)))
                .isEqualTo(Map.of(key, Map.of("rows", 20L)));
        store.writeCounting(
                List.of(new Change.Update(now, now.changed(Json.object().put("name", "Moved")))),
                List.of(new Tally(key, Map.of("rows", -20L, "others", 3L), expires)));
        assertThat(store.operations().tallies(List.of(key))).isEqualTo(Map.of(key, Map.of("others", 3L)));
    }

    @Test
    void valueIsReplacedByOneOfThoseWhoSawIt() {
        Operations operations = store.operations();
        Instant expires = Instant.now().plusSeconds(600);
        String key = "value#" + tenant;
        ObjectNode first = Json.object().put("by", "nobody");
        assertThat(operations.replace(key, null, first, expires)).isTrue();
        assertThat(operations.replace(key, null, first, expires)).isFalse();

        List<Boolean> replaced = Parallel.map(
                List.of(1, 2, 3, 4, 5, 6, 7, 8),
                8,
                who -> operations.replace(key, first, Json.object().put("by", "writer " + who), expires));

        assertThat(replaced).containsOnlyOnce(true);
        assertThat(operations.find(key).orElseThrow().path("by").asText())
                .isEqualTo("writer " + (replaced.indexOf(true) + 1));
    }

    @Test
    void capIsNeverPassedAndClaimIsWonOnce() {
        Operations operations = store.operations();
        Instant expires = Instant.now().plusSeconds(600);

        List<OptionalLong> counts = Parallel.map(
                Collections.nCopies(70, 1), 30, ignored -> operations.countBelow("cap#" + tenant, 50, expires));

        assertThat(counts.stream().filter(OptionalLong::isPresent)).hasSize(50);
        operations.uncount("cap#" + tenant);
        assertThat(operations.countBelow("cap#" + tenant, 50, expires)).hasValue(50);
        assertThat(operations.countBelow("cap#" + tenant, 50, expires)).isEmpty();
        operations.uncount("nothing#" + tenant);
        assertThat(operations.countBelow("nothing#" + tenant, 50, expires)).hasValue(1);
        assertThat(operations.claim("claim#" + tenant, expires)).isTrue();
        assertThat(operations.claim("claim#" + tenant, expires)).isFalse();
        operations.release("claim#" + tenant);
        assertThat(operations.claim("claim#" + tenant, expires)).isTrue();
    }
}
