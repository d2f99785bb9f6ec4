package com.connectgain.shared.identity;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.crypto.Secrets;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.identity.Link.Kind;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Outcome;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.StoreBusyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One-time links: confirmation, reset, sign-in, change of address. A person has one row per kind, so that a new link
 * makes the earlier one worthless by being written; using one deletes it in the transaction that does what it is for.
 */
public final class Links {

    /** The documented hour of a password reset; the other kinds need no longer. */
    private static final Duration LIFE = Duration.ofHours(1);

    private static final int DIGITS = 6;
    private static final int ATTEMPTS = 20;

    /** A link that was used, and whose it was. */
    public record Used(User user, Kind kind, Optional<String> codeChallenge) {}

    private final Store store;
    private final Clock clock;
    private final Users users;
    private final Supplier<Secrets> secrets;

    Links(Store store, Clock clock, Users users, Supplier<Secrets> secrets) {
        this.store = store;
        this.clock = clock;
        this.users = users;
        this.secrets = secrets;
    }

    private Table table() {
        return store.table("auth_one_time_tokens");
    }

    /**
     * @param codeChallenge of a client that wants a code to exchange rather than a session in the address; else null
     */
    public Link issue(User user, Kind kind, String codeChallenge) {
        String id = id(user.id(), kind);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String code = RandomText.digits(DIGITS);
            Link link = new Link(kind, token(kind, user.email(), code), code);
            Instant now = clock.instant();
            ObjectNode values = Json.object()
                    .put("id", id)
                    .put("user_id", user.id())
                    .put("type", kind.name())
                    .put("token_hash", Hashes.sha256Hex(link.token()))
                    .put("email", user.email())
                    .put("code_challenge", codeChallenge)
                    .put("expires_at", DateTimes.print(now.plus(LIFE)));
            Row fresh = NewRow.of(table(), values, now);
            Change change = store.find(table(), Store.GLOBAL, id)
                    .<Change>map(former -> new Change.Update(former, fresh.values()))
                    .orElseGet(() -> new Change.Insert(fresh));
            if (store.write(List.of(change)).isWritten()) {
                return link;
            }
        }
        throw new StoreBusyException("too many links for one person");
    }

    /** A person's link of a kind, by a name that needs no index to find. */
    private static String id(String userId, Kind kind) {
        return UUID.nameUUIDFromBytes((userId + "#" + kind).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The code is short, so what it leads to depends on a secret: a stolen hash cannot be tried out. */
    private String token(Kind kind, String email, String code) {
        byte[] message = (kind + "#" + email + "#" + code).getBytes(StandardCharsets.UTF_8);
        return Hashes.hmacSha256Hex("link#" + secrets.get().jwtSecret(), message);
    }

    /** The token of the link that was mailed together with {@code code}. */
    public String tokenOf(Kind kind, String email, String code) {
        return token(kind, email, code);
    }

    /** Does what a link is for and uses it up; nothing when it is unknown, used, replaced or too old. */
    public Optional<Used> use(Kind kind, String token) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ObjectNode values = Json.object().put("token_hash", Hashes.sha256Hex(token));
            Optional<Row> found = store.findUnique(table(), Store.GLOBAL, "auth_one_time_tokens_token_hash_key", values)
                    .filter(row -> row.text("type").equals(kind.name()))
                    .filter(row -> row.instant("expires_at").orElseThrow().isAfter(clock.instant()));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Row row = found.get();
            Optional<Outcome> outcome = users.changeEverywhere(
                    row.text("user_id"), user -> take(kind, user), List.of(new Change.Delete(row)));
            if (outcome.isEmpty()) {
                return Optional.empty();
            }
            switch (outcome.get()) {
                case Outcome.Written(var rows) -> {
                    return Optional.of(new Used(new User(rows.get(1)), kind, row.find("code_challenge")));
                }
                case Outcome.Taken _ -> throw AuthProblems.emailExists();
                case Outcome.Stale _, Outcome.Exists _ -> {
                    // Another use of the same link won: the next look finds it gone.
                }
            }
        }
        throw new StoreBusyException("too many uses of one link");
    }

    /**
     * Whoever has the link reads the mail of the address, so the address is confirmed. A password that was set before
     * anybody had proven the address may be a stranger's: it does not survive a sign-in by mail.
     */
    private void take(Kind kind, ObjectNode user) {
        if (!user.hasNonNull("email_confirmed_at")) {
            user.put("email_confirmed_at", DateTimes.print(clock.instant()));
            if (kind != Kind.SIGNUP) {
                user.putNull("encrypted_password");
                Users.endSessions(user);
            }
        }
        if (kind == Kind.EMAIL_CHANGE && user.hasNonNull("new_email")) {
            user.set("email", user.get("new_email"));
            user.putNull("new_email");
        }
    }
}
