package com.connectgain.shared.catalog;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.Role;
import java.util.List;
import java.util.Set;

/**
 * Who may do a thing to a row of their own organization; the organization itself is always forced, by the store. Data,
 * not code, so that the planner can turn {@link Own} into a filter.
 */
public sealed interface Rule {

    /** The server only. */
    record Nobody() implements Rule {}

    /** The service role, and nobody else; unlike {@link Nobody} it says that there is something to reach. */
    record Service() implements Rule {}

    /** Everybody in the organization: members and API keys. */
    record Members() implements Rule {}

    /** Signed-in members only, no API keys. */
    record Users() implements Rule {}

    record Roles(Set<Role> roles) implements Rule {}

    record Holders(Permission permission) implements Rule {}

    /** Rows whose {@code column} is the signed-in user. */
    record Own(String column) implements Rule {}

    record AnyOf(List<Rule> rules) implements Rule {}

    record AllOf(List<Rule> rules) implements Rule {}

    static Rule nobody() {
        return new Nobody();
    }

    static Rule service() {
        return new Service();
    }

    static Rule members() {
        return new Members();
    }

    static Rule users() {
        return new Users();
    }

    static Rule roles(Role... roles) {
        return new Roles(Set.of(roles));
    }

    static Rule administrators() {
        return roles(Role.OWNER, Role.ADMIN);
    }

    static Rule holders(Permission permission) {
        return new Holders(permission);
    }

    /** Administrators, and whoever holds the permission. */
    static Rule managers(Permission permission) {
        return administrators().or(holders(permission));
    }

    static Rule own(String column) {
        return new Own(column);
    }

    default Rule or(Rule other) {
        return new AnyOf(List.of(this, other));
    }

    default Rule and(Rule other) {
        return new AllOf(List.of(this, other));
    }

    /** What a rule comes to for one caller: all rows, none, or the rows whose column is the caller. */
    sealed interface Reach {
        record All() implements Reach {}

        record None() implements Reach {}

        /** Any of {@code columns} equals the user's id. */
        record OwnRows(Set<String> columns) implements Reach {}
    }

    Reach ALL = new Reach.All();
    Reach NONE = new Reach.None();

    default Reach reach(Caller caller) {
        return switch (caller.credential()) {
            case SERVICE -> ALL;
            case NONE, ANON -> NONE;
            case API_KEY, USER -> memberReach(caller);
        };
    }

    private Reach memberReach(Caller caller) {
        boolean user = caller.userId() != null;
        return switch (this) {
            case Nobody(), Service() -> NONE;
            case Members() -> ALL;
            case Users() -> user ? ALL : NONE;
            case Roles(var roles) -> caller.role() != null && roles.contains(caller.role()) ? ALL : NONE;
            case Holders(var permission) -> caller.may(permission) ? ALL : NONE;
            case Own(var column) -> user ? new Reach.OwnRows(Set.of(column)) : NONE;
            case AnyOf(var rules) ->
                widest(rules.stream().map(rule -> rule.reach(caller)).toList());
            case AllOf(var rules) ->
                narrowest(rules.stream().map(rule -> rule.reach(caller)).toList());
        };
    }

    private static Reach widest(List<Reach> reaches) {
        if (reaches.contains(ALL)) {
            return ALL;
        }
        Set<String> columns = new java.util.TreeSet<>();
        for (Reach reach : reaches) {
            if (reach instanceof Reach.OwnRows(var own)) {
                columns.addAll(own);
            }
        }
        return columns.isEmpty() ? NONE : new Reach.OwnRows(Set.copyOf(columns));
    }

    private static Reach narrowest(List<Reach> reaches) {
        if (reaches.contains(NONE)) {
            return NONE;
        }
        return reaches.stream()
                .filter(Reach.OwnRows.class::isInstance)
                .findFirst()
                .orElse(ALL);
    }
}
