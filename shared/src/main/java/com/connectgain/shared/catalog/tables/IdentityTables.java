package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;
import static com.connectgain.shared.catalog.Column.uuids;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column.Normalised;
import com.connectgain.shared.catalog.Table;
import java.util.List;

/** Who may sign in, and the sign-ins under way. Global and never served: a person may belong to many organizations. */
final class IdentityTables {

    private IdentityTables() {}

    static List<Table> tables() {
        return List.of(users(), sessions(), refreshTokens(), oneTimeTokens(), oauthStates());
    }

    private static Table users() {
        return Table.named("auth_users")
                .doc("People who can sign in. Their names and rights are in profiles, once per organization.")
                .global()
                .columns(
                        text("email").required().normalised(Normalised.EMAIL),
                        text("encrypted_password").hidden(),
                        timestamp("email_confirmed_at"),
                        text("new_email").normalised(Normalised.EMAIL).doc("Takes effect when confirmed."),
                        timestamp("last_sign_in_at"),
                        timestamp("password_changed_at"),
                        uuid("active_organization_id").doc("What switch-organization sets."),
                        uuids("organization_ids")
                                .required()
                                .defaultTo("[]")
                                .doc("The organizations with a user_roles row for this user."),
                        integer("session_generation")
                                .required()
                                .defaultTo(0)
                                .doc("Counted up to end every session: those of an older generation are over."),
                        bool("is_platform_admin").required().defaultTo(false),
                        jsonObject("user_metadata").required().defaultTo("{}").secretKeys("appgain_api_key"),
                        jsonObject("app_metadata").required().defaultTo("{}"))
                .unique("email")
                .access(Access.internal())
                .build();
    }

    private static Table sessions() {
        return Table.named("auth_sessions")
                .doc("Sign-ins. Ending one ends its refresh tokens.")
                .global()
                .columns(
                        Fields.parent("user_id", "auth_users"),
                        text("client")
                                .required()
                                .oneOf("WEB", "MOBILE", "RECOVERY")
                                .defaultTo("WEB"),
                        text("method").required().defaultTo("password").doc("How the person proved who they are."),
                        integer("generation")
                                .required()
                                .defaultTo(0)
                                .doc("auth_users.session_generation at its start."),
                        text("user_agent"),
                        text("ip_address"),
                        timestamp("refreshed_at"),
                        timestamp("revoked_at"),
                        Fields.expiry())
                .expiresAt("expires_at")
                .access(Access.internal())
                .build();
    }

    private static Table refreshTokens() {
        return Table.named("auth_refresh_tokens")
                .doc("Each is used once; using a spent one again ends the session.")
                .global()
                .columns(
                        Fields.parent("session_id", "auth_sessions"),
                        Fields.parent("user_id", "auth_users"),
                        text("token_hash").required().hidden(),
                        timestamp("used_at"),
                        timestamp("revoked_at"),
                        Fields.expiry())
                .unique("token_hash")
                .expiresAt("expires_at")
                .access(Access.internal())
                .build();
    }

    private static Table oneTimeTokens() {
        return Table.named("auth_one_time_tokens")
                .doc("Links in mails: address confirmation, password reset, change of address.")
                .global()
                .columns(
                        Fields.parent("user_id", "auth_users"),
                        text("type").required().oneOf("SIGNUP", "RECOVERY", "MAGIC_LINK", "EMAIL_CHANGE"),
                        text("token_hash").required().hidden(),
                        text("email").required().normalised(Normalised.EMAIL),
                        text("code_challenge").doc("Of a client that exchanges a code for its session."),
                        Fields.expiry())
                .unique("token_hash")
                .expiresAt("expires_at")
                .access(Access.internal())
                .build();
    }

    private static Table oauthStates() {
        return Table.named("oauth_states")
                .doc("The state of a provider's sign-in, for ten minutes and once; tells the callback its tenant.")
                .global()
                .columns(
                        text("state_hash").required().hidden(),
                        text("provider").required(),
                        uuid("organization_id").required(),
                        uuid("user_id").required(),
                        text("code_verifier").secret(),
                        text("redirect_to"),
                        jsonObject("context").required().defaultTo("{}"),
                        timestamp("used_at"),
                        Fields.expiry())
                .unique("state_hash")
                .expiresAt("expires_at")
                .access(Access.internal())
                .build();
    }
}
