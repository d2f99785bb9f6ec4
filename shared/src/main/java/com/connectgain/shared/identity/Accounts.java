package com.connectgain.shared.identity;

import com.connectgain.shared.auth.Role;
import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.crypto.Vault;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Outcome;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes a person together with everything they start with: organization, ownership, default pipeline. One transaction,
 * so that there is never an account without an organization, nor an organization without an owner.
 */
public final class Accounts {

    private static final int SLUG = 60;

    /** A new person and the organization that was made for them. */
    public record Opened(User user, Row organization) {

        /** Whether the sign-up brought the organization's Appgain key along. */
        public boolean hasAppgainKey() {
            return organization.get("settings").hasNonNull("appgain_api_key");
        }
    }

    private final Store store;
    private final Clock clock;
    private final Vault vault;
    private final Members members;

    Accounts(Store store, Clock clock, Vault vault, Members members) {
        this.store = store;
        this.clock = clock;
        this.vault = vault;
        this.members = members;
    }

    /** Nothing when the address belongs to somebody already. */
    public Optional<Opened> open(NewAccount account) {
        Instant now = clock.instant();
        String organizationId = Ids.at(now.toEpochMilli());
        ObjectNode values = userValues(account, now).put("active_organization_id", organizationId);
        Members.addOrganization(values, organizationId);
        Row user = NewRow.of(store.table("auth_users"), values, now);
        Row organization = NewRow.of(store.table("organizations"), organizationValues(account, organizationId), now);
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Insert(user));
        changes.add(new Change.Insert(organization));
        changes.addAll(members.joining(organizationId, new User(user), Role.OWNER, Json.object(), account.person()));
        changes.add(
                new Change.Insert(NewRow.of(store.table("pipelines"), DefaultPipeline.values(organizationId), now)));
        return written(store.write(changes)).map(rows -> new Opened(new User(rows.get(0)), rows.get(1)));
    }

    /** The row of a person who joins an organization that is there already; the caller writes it. */
    Row person(NewAccount account, String organizationId) {
        Instant now = clock.instant();
        ObjectNode values = userValues(account, now).put("active_organization_id", organizationId);
        Members.addOrganization(values, organizationId);
        return NewRow.of(store.table("auth_users"), values, now);
    }

    /** The one value that two sign-ups can want is the address: slugs end in a random part. */
    private static Optional<List<Row>> written(Outcome outcome) {
        return outcome instanceof Outcome.Taken ? Optional.empty() : Optional.of(outcome.rows());
    }

    private ObjectNode userValues(NewAccount account, Instant now) {
        ObjectNode values = Json.object()
                .put("id", Ids.at(now.toEpochMilli()))
                .put("email", account.email())
                .put("encrypted_password", account.passwordHash());
        if (account.confirmed()) {
            values.put("email_confirmed_at", DateTimes.print(now));
        }
        values.set("user_metadata", NewAccount.publicMetadata(account.metadata()));
        values.putObject("app_metadata")
                .put("provider", "email")
                .putArray("providers")
                .add("email");
        return values;
    }

    private ObjectNode organizationValues(NewAccount account, String organizationId) {
        String name = account.organizationName();
        String timezone = account.timezone();
        ObjectNode values = Json.object()
                .put("id", organizationId)
                .put("name", name)
                .put("slug", slug(name))
                .put("timezone", timezone);
        ObjectNode settings =
                values.putObject("settings").put("timezone", timezone).put("allow_anon_send", false);
        account.appgainKey().ifPresent(key -> settings.put("appgain_api_key", vault.seal(key)));
        return values;
    }

    private static String slug(String name) {
        String ascii = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String stem = ascii.length() > SLUG ? ascii.substring(0, SLUG) : ascii;
        return (stem.isEmpty() ? "org" : stem) + "-" + RandomText.hex(4);
    }
}
