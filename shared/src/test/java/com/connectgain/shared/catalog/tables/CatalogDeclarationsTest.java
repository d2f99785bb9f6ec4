package com.connectgain.shared.catalog.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Catalog.ForeignKey;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.OnDelete;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import com.connectgain.shared.catalog.Table.Scope;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogDeclarationsTest {

    private static final List<Table> ALL = Stream.of(AccountTables.tables(), CrmTables.tables(), InboxTables.tables())
            .flatMap(List::stream)
            .toList();

    /** Tables of other domains that these refer to. */
    private static final Set<String> ELSEWHERE = Set.of();

    private static final Catalog CATALOG = Catalog.of(ALL);

    static List<Table> all() {
        return ALL;
    }

    @Test
    void everyReferenceResolves() {
        Set<String> unknown = new TreeSet<>();
        for (Table table : ALL) {
            table.references().stream()
                    .map(Table.Reference::table)
                    .filter(target -> CATALOG.find(target).isEmpty())
                    .forEach(unknown::add);
        }
        assertThat(unknown).isEqualTo(ELSEWHERE);
    }

    @ParameterizedTest
    @MethodSource("all")
    void referencesNameColumnsThatExist(Table table) {
        for (ForeignKey key : CATALOG.foreignKeysOf(table)) {
            assertThat(table.columnNames()).containsAll(key.columns());
            assertThat(key.target().columnNames()).containsAll(key.targetColumns());
        }
    }

    @Test
    void constraintNamesAreUnique() {
        List<String> names = new ArrayList<>();
        for (Table table : ALL) {
            table.references().forEach(reference -> names.add(reference.constraint()));
            table.uniques().forEach(unique -> names.add(unique.name()));
        }
        assertThat(names).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatADeletionHasToFindIsIndexed(Table table) {
        for (Column column : table.columns()) {
            boolean found = column.isIndexed()
                    || column.name().equals("organization_id")
                    || table.partition().filter(column.name()::equals).isPresent();
            CATALOG.foreignKeysOf(table).stream()
                    .filter(key -> key.columns().equals(List.of(column.name())) && !found)
                    .forEach(key ->
                            assertThat(key.onDelete()).as(key.constraint()).isEqualTo(OnDelete.KEEP));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aCascadeThatClearsAColumnFindsItOptional(Table table) {
        for (ForeignKey key : CATALOG.foreignKeysOf(table)) {
            if (key.onDelete() == OnDelete.SET_NULL) {
                assertThat(table.column(key.columns().getFirst()).orElseThrow().isRequired())
                        .as(key.constraint())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void namedColumnsExist(Table table) {
        table.partition().ifPresent(column -> assertThat(table.columnNames()).contains(column));
        table.activity().ifPresent(column -> assertThat(table.columnNames()).contains(column));
        table.expiry().ifPresent(column -> assertThat(table.columnNames()).contains(column));
        table.due().ifPresent(due -> assertThat(table.columnNames()).contains(due.column()));
        table.uniques().forEach(unique -> assertThat(table.columnNames()).containsAll(unique.columns()));
        Stream.of(
                        table.access().read(),
                        table.access().update(),
                        table.access().insert(),
                        table.access().delete())
                .flatMap(CatalogDeclarationsTest::ownColumns)
                .forEach(column -> assertThat(table.columnNames()).contains(column));
        assertThat(table.primaryKey()).containsExactly("id");
        assertThat(table.doc()).isNotBlank();
    }

    private static Stream<String> ownColumns(Rule rule) {
        return switch (rule) {
            case Rule.Own(var column) -> Stream.of(column);
            case Rule.AnyOf(var rules) -> rules.stream().flatMap(CatalogDeclarationsTest::ownColumns);
            case Rule.AllOf(var rules) -> rules.stream().flatMap(CatalogDeclarationsTest::ownColumns);
            default -> Stream.empty();
        };
    }

    @ParameterizedTest
    @MethodSource("all")
    void defaultsAndAliasesAreAllowedValues(Table table) {
        for (Column column : table.columns()) {
            assertThat(column.values())
                    .as(column.name())
                    .containsAll(column.aliases().values());
            if (!column.values().isEmpty()
                    && column.type().isText()
                    && column.defaultValue().orElse(null) instanceof Column.Default.Literal(var value)) {
                assertThat(column.values()).contains(value.asText());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void enumerationsAreStoredInUpperCase(Table table) {
        table.columns().stream()
                .flatMap(column -> column.values().stream())
                .forEach(value -> assertThat(value).matches("[A-Z][A-Z0-9_]*"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void secretsAreNeitherSearchedNorIndexed(Table table) {
        for (Column column : table.columns()) {
            boolean found = column.isSearched() || column.isIndexed();
            // A hidden mark may be posted: nobody can ask for it, and its elements are the server's own words.
            boolean gone = column.isSecret() ? !found && !column.isPosted() : !column.isHidden() || !found;
            assertThat(gone).as(column.name()).isTrue();
        }
    }

    @Test
    void globalTablesAreNeverServed() {
        assertThat(ALL)
                .filteredOn(table -> table.scope() == Scope.GLOBAL)
                .allSatisfy(table -> assertThat(table.access().isInternal()).isTrue());
    }

    @Test
    void keysRolesAndInvitationsAreNotReachableThroughTheProxy() {
        assertThat(Stream.of("api_keys", "user_roles", "invitations").map(CATALOG::table))
                .noneMatch(table -> table.access().proxied());
        assertThat(CATALOG.table("user_roles").access().update()).isEqualTo(Rule.administrators());
    }

    @Test
    void theProxyServesWhatIsDocumented() {
        assertThat(ALL.stream()
                        .filter(table -> table.access().proxied())
                        .map(Table::name)
                        .collect(Collectors.toSet()))
                .contains(
                        "contacts",
                        "companies",
                        "deals",
                        "deal_contacts",
                        "pipelines",
                        "conversations",
                        "messages",
                        "tasks",
                        "notes",
                        "templates",
                        "projects",
                        "products",
                        "channel_accounts",
                        "profiles");
    }

    /** An embed without a hint, as the documents write it, needs exactly one foreign key between the two. */
    @ParameterizedTest
    @CsvFileSource(resources = "/catalog/embeds.csv", numLinesToSkip = 1)
    void documentedEmbedsHaveTheirForeignKey(String table, String target, String constraint) {
        List<ForeignKey> keys = CATALOG.foreignKeysOf(CATALOG.table(table)).stream()
                .filter(key -> key.target().name().equals(target))
                .toList();
        assertThat(keys).extracting(ForeignKey::constraint).contains(constraint);
        assertThat(keys).hasSize(1);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/catalog/documented-columns.csv", numLinesToSkip = 1)
    void documentedColumnsAreDeclared(String table, String columns) {
        assertThat(CATALOG.table(table).columnNames()).contains(columns.split(" "));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/catalog/deletions.csv", numLinesToSkip = 1)
    void deletionsReachWhatTheDocumentsSay(String deleted, String constraint, OnDelete action) {
        Map<String, OnDelete> actions = CATALOG.foreignKeysTo(CATALOG.table(deleted)).stream()
                .collect(Collectors.toMap(ForeignKey::constraint, ForeignKey::onDelete));
        assertThat(actions).containsEntry(constraint, action);
    }

    @Test
    void messagesLieByConversationInTheirOwnTable() {
        Table messages = CATALOG.table("messages");
        assertThat(messages.placement()).isEqualTo(Placement.MESSAGES);
        assertThat(messages.partition()).contains("conversation_id");
    }

    @Test
    void aContactIsFoundByBothNames() {
        ObjectNode row = Json.object().put("first_name", "Nour").put("last_name", "Haddad");
        assertThat(derived("contacts", "full_name_search", row)).isEqualTo("Nour Haddad");
        assertThat(derived("contacts", "full_name_search", Json.object().put("last_name", "Haddad")))
                .isEqualTo("Haddad");
        assertThat(derived("contacts", "full_name_search", Json.object())).isEqualTo("null");
    }

    @Test
    void aDealsStatusFollowsItsStageInAnySpelling() {
        assertThat(derived("deals", "status", Json.object().put("stage", "Closed Won")))
                .isEqualTo("WON");
        assertThat(derived("deals", "status", Json.object().put("stage", "LOST")))
                .isEqualTo("LOST");
        assertThat(derived("deals", "status", Json.object().put("stage", "QUALIFIED")))
                .isEqualTo("OPEN");
    }

    @Test
    void aChannelIsKnownByWhatItsProviderCallsIt() {
        ObjectNode cloud = Json.object().put("type", "WHATSAPP_CLOUD");
        cloud.putObject("settings").put("phone_number_id", "15550001");
        assertThat(derived("channel_accounts", "external_account_id", cloud)).isEqualTo("15550001");
        ObjectNode lite = Json.object().put("type", "WHATSAPP_LITE");
        lite.putObject("settings").put("phone_number", "+15550001");
        assertThat(derived("channel_accounts", "external_account_id", lite)).isEqualTo("null");
    }

    @Test
    void attendanceCountsHoursOfClosedSessionsOnly() {
        ObjectNode session = Json.object().put("clock_in_at", "2026-03-01T09:00:00Z");
        assertThat(derived("attendance_logs", "status", session)).isEqualTo("ACTIVE");
        assertThat(derived("attendance_logs", "hours_worked", session)).isEqualTo("null");
        session.put("clock_out_at", "2026-03-01T17:20:00+00:00");
        assertThat(derived("attendance_logs", "status", session)).isEqualTo("COMPLETED");
        assertThat(derived("attendance_logs", "hours_worked", session)).isEqualTo("8.33");
    }

    @Test
    void aTaskIsAnnouncedOncePerDueDate() {
        Table.Due due = CATALOG.table("tasks").due().orElseThrow();
        ObjectNode task = Json.object().put("due_date", "2026-03-01T09:00:00Z").put("completed", false);
        assertThat(due.when().test(task)).isTrue();
        task.put("due_notified_at", "2026-03-01T09:00:30Z");
        assertThat(due.when().test(task)).isFalse();
        task.put("due_date", "2026-03-08T09:00:00Z");
        assertThat(due.when().test(task)).isTrue();
        task.put("completed", true);
        assertThat(due.when().test(task)).isFalse();
    }

    @Test
    void aCommentThreadMayBeOpenBesideTheDirectConversation() {
        Table.Unique open = CATALOG.table("conversations").uniques().getFirst();
        ObjectNode direct = Json.object().put("status", "OPEN");
        direct.putObject("metadata");
        assertThat(open.when().test(direct)).isTrue();
        ObjectNode comments = Json.object().put("status", "OPEN");
        comments.putObject("metadata").put("is_comment_thread", true);
        assertThat(open.when().test(comments)).isFalse();
    }

    private static String derived(String table, String column, ObjectNode row) {
        return CATALOG.table(table)
                .column(column)
                .orElseThrow()
                .derivation()
                .orElseThrow()
                .apply(row)
                .asText("null");
    }
}
