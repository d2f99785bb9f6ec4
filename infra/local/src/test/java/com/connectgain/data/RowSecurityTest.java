package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.data.Team.Member;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who of one organization sees and changes what. */
@ExtendWith(CloudExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class RowSecurityTest {

    private final Team team;
    private final Map<String, Member> members = new LinkedHashMap<>();

    RowSecurityTest(LocalCloud cloud) {
        this.team = new Team(cloud);
        members.put("OWNER", team.owner());
        for (String role : new String[] {"ADMIN", "AGENT", "PROJECT_MANAGER", "TEAM_ADMIN"}) {
            members.put(role, team.join(role));
        }
        members.put("WITHOUT_CRM", team.join("AGENT", denied("can_access_crm")));
        members.put("WITHOUT_PM", team.join("AGENT", denied("can_access_pm")));
        members.put("WITHOUT_READING", team.join("AGENT", denied("can_read_messages", "can_send_messages")));
        members.put("WITHOUT_SENDING", team.join("AGENT", denied("can_send_messages")));
        members.put("CONFIGURATOR", team.join("AGENT", Json.object().put("can_manage_settings", true)));
        members.put("TEAM_MANAGER", team.join("AGENT", Json.object().put("can_manage_team", true)));
    }

    private JsonNode contact;
    private JsonNode conversation;
    private JsonNode message;

    @BeforeEach
    void createRows() {
        contact = team.create("contacts", Json.object().put("first_name", "Carla"));
        JsonNode channel = team.create(
                "channel_accounts", Json.object().put("name", "Test").put("type", "WHATSAPP_LITE"));
        conversation = team.create(
                "conversations", Json.object().put("contact_id", id(contact)).put("channel_account_id", id(channel)));
        message = team.create("messages", sent().put("content", "hello"));
    }

    private ObjectNode sent() {
        return Json.object().put("conversation_id", id(conversation)).put("direction", "OUTBOUND");
    }

    private static ObjectNode denied(String... permissions) {
        ObjectNode flags = Json.object();
        for (String permission : permissions) {
            flags.put(permission, false);
        }
        return flags;
    }

    private static String id(JsonNode row) {
        return row.path("id").asText();
    }

    private int rowsSeen(String member, String path) {
        Answer answer = team.rest(members.get(member), "GET", path, null);
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        return answer.body().size();
    }

    private Answer write(String member, String method, String path, ObjectNode body) {
        return team.rest(members.get(member), method, path, body, "Prefer", "return=representation");
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(403);
        assertThat(answer.body().path("code").asText()).isEqualTo("42501");
    }

    private static void touchedNothing(Answer answer) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OWNER, 1, 1, 1",
        "ADMIN, 1, 1, 1",
        "AGENT, 1, 1, 1",
        "PROJECT_MANAGER, 1, 1, 1",
        "TEAM_ADMIN, 1, 1, 1",
        "WITHOUT_CRM, 0, 1, 1",
        "WITHOUT_READING, 1, 0, 0",
        "WITHOUT_SENDING, 1, 1, 1"
    })
    void readingNeedsThePermissionOfThePart(String member, int contacts, int conversations, int messages) {
        assertThat(rowsSeen(member, "contacts?id=eq." + id(contact))).isEqualTo(contacts);
        assertThat(rowsSeen(member, "conversations?id=eq." + id(conversation))).isEqualTo(conversations);
        assertThat(rowsSeen(member, "messages?id=eq." + id(message))).isEqualTo(messages);
    }

    @Test
    void countsAndEmbedsKeepTheSameSecretsAsRows() {
        Member blind = members.get("WITHOUT_READING");
        Answer counted = team.rest(blind, "GET", "messages?select=id", null, "Prefer", "count=exact");
        Answer embedded =
                team.rest(blind, "GET", "contacts?select=id,conversations(id,messages(id))&id=eq." + id(contact), null);
        Answer filtered =
                team.rest(blind, "GET", "contacts?select=id,conversations!inner(id)&id=eq." + id(contact), null);

        assertThat(counted.header("content-range")).isEqualTo("*/0");
        assertThat(embedded.body().at("/0/conversations")).isEmpty();
        assertThat(filtered.body()).isEmpty();
    }

    @Test
    void writingNeedsThePermissionOfThePart() {
        refused(write("WITHOUT_CRM", "POST", "contacts", Json.object().put("first_name", "No")));
        touchedNothing(write(
                "WITHOUT_CRM",
                "PATCH",
                "contacts?id=eq." + id(contact),
                Json.object().put("first_name", "No")));
        touchedNothing(write("WITHOUT_CRM", "DELETE", "contacts?id=eq." + id(contact), null));
        refused(write("WITHOUT_PM", "POST", "projects", Json.object().put("name", "No")));
        refused(write("WITHOUT_SENDING", "POST", "messages", sent().put("content", "no")));
        touchedNothing(write("WITHOUT_SENDING", "DELETE", "messages?id=eq." + id(message), null));
        touchedNothing(write(
                "WITHOUT_READING",
                "PATCH",
                "conversations?id=eq." + id(conversation),
                Json.object().put("status", "CLOSED")));
        assertThat(write(
                                "WITHOUT_SENDING",
                                "PATCH",
                                "conversations?id=eq." + id(conversation),
                                Json.object().put("is_important", true))
                        .body())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGENT", "PROJECT_MANAGER", "TEAM_ADMIN", "TEAM_MANAGER"})
    void settingsAreReadByAllAndWrittenByConfigurators(String member) {
        JsonNode tag = write("CONFIGURATOR", "POST", "tags", tag()).body().path(0);

        assertThat(rowsSeen(member, "tags?id=eq." + id(tag))).isEqualTo(1);
        refused(write(member, "POST", "tags", tag()));
        touchedNothing(write(member, "DELETE", "tags?id=eq." + id(tag), null));
        assertThat(write("ADMIN", "DELETE", "tags?id=eq." + id(tag), null).body())
                .hasSize(1);
    }

    private static ObjectNode tag() {
        return Json.object().put("name", "t" + System.nanoTime());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGENT", "PROJECT_MANAGER", "TEAM_ADMIN"})
    void membersRenameThemselvesAndNothingMore(String member) {
        String self = members.get(member).id();
        String mine = "profiles?id=eq." + self;

        assertThat(write(member, "PATCH", mine, Json.object().put("first_name", "New"))
                        .body()
                        .at("/0/first_name")
                        .asText())
                .isEqualTo("New");
        refused(write(member, "PATCH", mine, permissions()));
        refused(write(member, "PATCH", mine, Json.object().put("is_active", false)));
        assertThat(write(member, "PATCH", mine, Json.object().put("role", "OWNER"))
                        .status())
                .isEqualTo(400);
        touchedNothing(write(
                member,
                "PATCH",
                "profiles?id=eq." + team.owner().id(),
                Json.object().put("first_name", "No")));
        refused(write(
                member, "POST", "user_roles", Json.object().put("user_id", self).put("role", "OWNER")));
        touchedNothing(write(
                member, "PATCH", "user_roles?user_id=eq." + self, Json.object().put("role", "OWNER")));
        assertThat(rowsSeen(member, "profiles?role=eq.OWNER")).isEqualTo(1);
    }

    private static ObjectNode permissions() {
        return Json.object().set("permissions", Json.object().put("can_manage_team", true));
    }

    @Test
    void teamManagersDecideWhatOthersMay() {
        Member agent = team.join("AGENT");
        String path = "profiles?id=eq." + agent.id();

        ObjectNode withoutCrm = Json.object().set("permissions", denied("can_access_crm"));
        assertThat(write("TEAM_MANAGER", "PATCH", path, withoutCrm).body()).hasSize(1);
        assertThat(team.rest(agent, "GET", "contacts", null).body()).isEmpty();
        ObjectNode inactive = Json.object().put("is_active", false);
        assertThat(write("TEAM_MANAGER", "PATCH", path, inactive).body()).hasSize(1);

        Answer suspended = team.rest(agent, "GET", "contacts", null);
        assertThat(suspended.status()).isEqualTo(403);
        assertThat(suspended.body().path("message").asText()).isEqualTo("Account deactivated/suspended");
    }

    @Test
    void administratorsChangeRolesAndTheyCountAtOnce() {
        Member member = team.join("AGENT");
        String path = "user_roles?user_id=eq." + member.id();
        refused(team.rest(member, "POST", "tags", tag()));

        Answer promoted = write("ADMIN", "PATCH", path, Json.object().put("role", "admin"));

        assertThat(promoted.body().at("/0/role").asText()).isEqualTo("ADMIN");
        assertThat(team.rest(member, "GET", "profiles?select=role&id=eq." + member.id(), null)
                        .body()
                        .at("/0/role")
                        .asText())
                .isEqualTo("ADMIN");
        assertThat(team.rest(member, "POST", "tags", tag()).status()).isEqualTo(201);
        touchedNothing(write("TEAM_MANAGER", "PATCH", path, Json.object().put("role", "AGENT")));
        assertThat(write(
                                "OWNER",
                                "PATCH",
                                path,
                                Json.object().put("user_id", team.owner().id()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void ownershipIsNeitherGivenNorTaken() {
        String owner = team.owner().id();
        String agent = members.get("AGENT").id();

        for (String who : new String[] {"OWNER", "ADMIN"}) {
            refused(write(
                    who,
                    "PATCH",
                    "user_roles?user_id=eq." + owner,
                    Json.object().put("role", "AGENT")));
            refused(write(
                    who,
                    "PATCH",
                    "user_roles?user_id=eq." + agent,
                    Json.object().put("role", "OWNER")));
            refused(write(who, "PATCH", "profiles?id=eq." + owner, Json.object().put("is_active", false)));
        }
        assertThat(rowsSeen("OWNER", "profiles?role=eq.OWNER&is_active=is.true"))
                .isEqualTo(1);
    }

    @Test
    void teamManagersGiveNoMoreThanTheyHaveAndLeaveAdministratorsAlone() {
        String self = "profiles?id=eq." + members.get("TEAM_MANAGER").id();
        String admin = "profiles?id=eq." + members.get("ADMIN").id();
        ObjectNode more = Json.object();
        more.putObject("permissions").put("can_manage_team", true).put("can_manage_settings", true);

        refused(write("TEAM_MANAGER", "PATCH", self, more));
        refused(write("TEAM_MANAGER", "PATCH", admin, Json.object().put("is_active", false)));
        assertThat(write(
                                "ADMIN",
                                "PATCH",
                                "profiles?id=eq." + members.get("AGENT").id(),
                                permissions())
                        .body())
                .hasSize(1);
        ObjectNode none = Json.object();
        none.putObject("permissions");
        write("ADMIN", "PATCH", "profiles?id=eq." + members.get("AGENT").id(), none);
    }

    @Test
    void nobodyMakesOrRemovesMembersByWritingRows() {
        refused(write(
                "OWNER",
                "POST",
                "profiles",
                Json.object().put("id", team.owner().id()).put("email", "x@example.com")));
        touchedNothing(write(
                "OWNER", "DELETE", "profiles?id=eq." + members.get("AGENT").id(), null));
    }

    @Test
    void ownRowsStayOnesOwn() {
        ObjectNode filter = Json.object().put("name", "mine");
        JsonNode saved =
                write("AGENT", "POST", "saved_inbox_filters", filter).body().path(0);

        assertThat(saved.path("user_id").asText())
                .isEqualTo(members.get("AGENT").id());
        assertThat(rowsSeen("AGENT", "saved_inbox_filters?id=eq." + id(saved))).isEqualTo(1);
        assertThat(rowsSeen("OWNER", "saved_inbox_filters?id=eq." + id(saved))).isZero();
        touchedNothing(write("OWNER", "DELETE", "saved_inbox_filters?id=eq." + id(saved), null));
        refused(write(
                "AGENT",
                "POST",
                "saved_inbox_filters",
                Json.object().put("name", "other's").put("user_id", team.owner().id())));
        refused(write(
                "AGENT",
                "PATCH",
                "saved_inbox_filters?id=eq." + id(saved),
                Json.object().put("user_id", team.owner().id())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"auth_users", "auth_sessions", "auth_refresh_tokens", "auth_one_time_tokens", "oauth_states"})
    void tablesOfTheServerAreEmptyToEverybody(String table) {
        Answer answer = team.rest(team.owner(), "GET", table, null);

        assertThat(answer.status()).isIn(200, 404);
        if (answer.status() == 200) {
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void hiddenColumnsCannotBeNamedAnywhere() {
        for (String query : new String[] {"select=key_hash", "key_hash=not.is.null", "order=key_hash"}) {
            Answer answer = team.rest(team.owner(), "GET", "api_keys?" + query, null);

            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.body().path("code").asText()).isEqualTo("42703");
        }
    }
}
