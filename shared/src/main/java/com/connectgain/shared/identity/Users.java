package com.connectgain.shared.identity;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.crypto.Passwords;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Outcome;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.StoreBusyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The people who can sign in, found and changed one at a time. */
public final class Users {

    private static final int ATTEMPTS = 20;

    private final Store store;
    private final Clock clock;

    Users(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private Table table() {
        return store.table("auth_users");
    }

    public Optional<User> find(String id) {
        return store.find(table(), Store.GLOBAL, id).map(User::new);
    }

    /** @param email in its normalised form */
    public Optional<User> findByEmail(String email) {
        ObjectNode values = Json.object().put("email", email);
        return store.findUnique(table(), Store.GLOBAL, "auth_users_email_key", values)
                .map(User::new);
    }

    public boolean hasPassword(User user, String password) {
        return Passwords.matches(password, user.passwordHash());
    }

    /** Changes a person's row whatever else happens to it; nothing when the person is gone. */
    public Optional<User> change(String id, Consumer<ObjectNode> change) {
        return store.change(table(), Store.GLOBAL, id, values -> {
                    change.accept(values);
                    return NewRow.touched(table(), values, clock.instant());
                })
                .map(User::new);
    }

    /** The same, ending every session of the person with it. */
    public Optional<User> changeAndSignOut(String id, Consumer<ObjectNode> change) {
        return change(id, change.andThen(Users::endSessions));
    }

    /** The present, as rows keep it. */
    public String now() {
        return DateTimes.print(clock.instant());
    }

    static void endSessions(ObjectNode user) {
        user.put("session_generation", user.path("session_generation").asLong(0) + 1);
    }

    /**
     * Changes a person together with the copies of their address in the profiles, and whatever else belongs to the same
     * step, in one transaction.
     *
     * @param also what else must be written with it; a refusal of these is answered, not repeated
     * @return the rows of {@code also}, then the person's, then the profiles'; nothing when the person is gone
     */
    Optional<Outcome> changeEverywhere(String id, Consumer<ObjectNode> change, List<Change> also) {
        Table profiles = store.table("profiles");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<User> found = find(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            User user = found.get();
            Change.Update changed = update(user.row(), change);
            List<Change> changes = new ArrayList<>(also);
            changes.add(changed);
            for (String organization : user.organizations()) {
                store.find(profiles, organization, id)
                        .ifPresent(profile -> changes.add(update(profile, values -> {
                            values.set("email", changed.after().get("email"));
                            values.put("email_confirmed", changed.after().hasNonNull("email_confirmed_at"));
                        })));
            }
            Outcome outcome = store.write(changes);
            if (outcome instanceof Outcome.Stale(var stale) && !also.contains(stale)) {
                continue;
            }
            return Optional.of(outcome);
        }
        throw new StoreBusyException("too many writers on one person");
    }

    private Change.Update update(Row row, Consumer<ObjectNode> change) {
        ObjectNode after = row.values().deepCopy();
        change.accept(after);
        return new Change.Update(row, NewRow.touched(row.table(), after, clock.instant()));
    }
}
