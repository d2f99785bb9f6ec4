package com.connectgain.shared.catalog.tables;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Rule;

/** The access policies that several tables share, named after the part of the product they guard. */
final class Grants {

    /** People who configure the organization; an API key never does. */
    static final Rule CONFIGURATORS =
            Rule.administrators().or(Rule.users().and(Rule.holders(Permission.CAN_MANAGE_SETTINGS)));

    /** People who invite, edit and remove members; an API key never does. */
    static final Rule TEAM_MANAGERS =
            Rule.administrators().or(Rule.users().and(Rule.holders(Permission.CAN_MANAGE_TEAM)));

    private static final Rule CRM = Rule.holders(Permission.CAN_ACCESS_CRM);
    private static final Rule PROJECTS = Rule.holders(Permission.CAN_ACCESS_PM);
    private static final Rule SETTINGS = Rule.administrators().or(Rule.holders(Permission.CAN_MANAGE_SETTINGS));

    private Grants() {}

    /** Contacts, companies, deals and what hangs on them. */
    static Access crm() {
        return new Access(CRM, CRM, CRM, CRM, true);
    }

    static Access crmWithoutKeys() {
        Rule rule = Rule.users().and(CRM);
        return new Access(rule, rule, rule, rule, false);
    }

    /** What the server notes down about CRM rows. */
    static Access crmHistory() {
        return Access.readOnly().reading(CRM);
    }

    static Access projects() {
        return new Access(PROJECTS, PROJECTS, PROJECTS, PROJECTS, true);
    }

    static Access projectHistory() {
        return Access.readOnly().reading(PROJECTS);
    }

    /** Configuration that integrations work with too: all read, administrators and entitled keys write. */
    static Access sharedSettings() {
        return new Access(Rule.members(), SETTINGS, SETTINGS, SETTINGS, true);
    }

    /** Configuration of the workspace: members read, configurators write. */
    static Access settings() {
        return new Access(Rule.users(), CONFIGURATORS, CONFIGURATORS, CONFIGURATORS, false);
    }

    /** What only configurators see and change. */
    static Access administration() {
        return new Access(CONFIGURATORS, CONFIGURATORS, CONFIGURATORS, CONFIGURATORS, false);
    }

    /** Facts about members: all read, team managers write. */
    static Access team() {
        return new Access(Rule.users(), TEAM_MANAGERS, TEAM_MANAGERS, TEAM_MANAGERS, false);
    }

    /** Rows about one member, seen by that member and written by team managers. */
    static Access aboutMember(String column) {
        return team().reading(TEAM_MANAGERS.or(Rule.own(column)));
    }

    /** A Team Admin, for the sub-team whose owner {@code column} names. */
    static Rule teamAdmin(String column) {
        return Rule.roles(Role.TEAM_ADMIN).and(Rule.own(column));
    }
}
