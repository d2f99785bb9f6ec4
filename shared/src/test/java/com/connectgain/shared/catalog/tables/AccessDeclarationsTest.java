package com.connectgain.shared.catalog.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AccessDeclarationsTest {

    private static final Catalog CATALOG =
            Catalog.of(Stream.of(AccountTables.tables(), CrmTables.tables(), InboxTables.tables())
                    .flatMap(List::stream)
                    .toList());

    private static final Set<Permission> AGENT =
            EnumSet.complementOf(EnumSet.of(Permission.CAN_MANAGE_TEAM, Permission.CAN_MANAGE_SETTINGS));

    @ParameterizedTest
    @CsvFileSource(resources = "/catalog/access.csv", numLinesToSkip = 1)
    void theRuleReachesWhatTheDocumentsGrant(String table, String action, String caller, String reach) {
        Rule rule = rule(CATALOG.table(table).access(), action);
        assertThat(name(rule.reach(caller(caller)))).isEqualTo(reach);
    }

    @Test
    void aMemberCannotRaiseTheirOwnRights() {
        Table profiles = CATALOG.table("profiles");
        for (String column : List.of("permissions", "is_active", "restrict_login_to_schedule")) {
            Rule writers = profiles.column(column).flatMap(Column::writers).orElseThrow();
            assertThat(writers.reach(caller("agent"))).as(column).isEqualTo(Rule.NONE);
            assertThat(writers.reach(caller("admin"))).as(column).isEqualTo(Rule.ALL);
        }
        assertThat(profiles.column("role").orElseThrow().isReadOnly()).isTrue();
    }

    @Test
    void onlyOwnersWriteTheSettingsThatHoldProviderKeys() {
        Column settings = CATALOG.table("organizations").column("settings").orElseThrow();
        assertThat(settings.writers().orElseThrow().reach(caller("admin"))).isEqualTo(Rule.NONE);
        assertThat(settings.writers().orElseThrow().reach(caller("owner"))).isEqualTo(Rule.ALL);
        assertThat(settings.isSecretKey("appgain_api_key")).isTrue();
    }

    private static Rule rule(Access access, String action) {
        return switch (action) {
            case "read" -> access.read();
            case "insert" -> access.insert();
            case "update" -> access.update();
            case "delete" -> access.delete();
            default -> throw new IllegalArgumentException(action);
        };
    }

    private static String name(Rule.Reach reach) {
        return switch (reach) {
            case Rule.Reach.All() -> "ALL";
            case Rule.Reach.None() -> "NONE";
            case Rule.Reach.OwnRows(var columns) -> "OWN";
        };
    }

    private static Caller caller(String description) {
        return switch (description) {
            case "anonymous" -> Caller.ANON;
            case "service" -> Caller.SERVICE;
            case "owner" -> user(Role.OWNER, EnumSet.allOf(Permission.class));
            case "admin" -> user(Role.ADMIN, EnumSet.allOf(Permission.class));
            case "agent" -> user(Role.AGENT, AGENT);
            case "agent without crm" -> user(Role.AGENT, without(AGENT, Permission.CAN_ACCESS_CRM));
            case "agent who manages the team" -> user(Role.AGENT, with(Permission.CAN_MANAGE_TEAM));
            case "agent who manages settings" -> user(Role.AGENT, with(Permission.CAN_MANAGE_SETTINGS));
            case "team admin" -> user(Role.TEAM_ADMIN, AGENT);
            case "key" -> key(EnumSet.allOf(Permission.class));
            case "key without reading" -> key(without(EnumSet.allOf(Permission.class), Permission.CAN_READ_MESSAGES));
            case "key without sending" -> key(without(EnumSet.allOf(Permission.class), Permission.CAN_SEND_MESSAGES));
            default -> throw new IllegalArgumentException(description);
        };
    }

    private static Caller user(Role role, Set<Permission> permissions) {
        return new Caller(Credential.USER, "org", "user", "session", null, "user@example.com", role, permissions);
    }

    private static Caller key(Set<Permission> permissions) {
        return new Caller(Credential.API_KEY, "org", null, null, "key", "A key", null, permissions);
    }

    private static Set<Permission> with(Permission more) {
        Set<Permission> all = EnumSet.copyOf(AGENT);
        all.add(more);
        return all;
    }

    private static Set<Permission> without(Set<Permission> permissions, Permission less) {
        Set<Permission> rest = EnumSet.copyOf(permissions);
        rest.remove(less);
        return rest;
    }
}
