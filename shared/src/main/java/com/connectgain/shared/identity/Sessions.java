package com.connectgain.shared.identity;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Outcome;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.StoreBusyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sessions and the rotation of their refresh tokens. All sessions of a person end by one write: their row counts a
 * generation up, and sessions of an older one are over. No listing, so none can be missed.
 */
public final class Sessions {

    /** What a session was opened for. */
    public enum Client {
        WEB(Duration.ofHours(1)),
        /** The documented thirty days of {@code mobile-api/login}. */
        MOBILE(Duration.ofDays(30)),
        /** Opened by a reset link. */
        RECOVERY(Duration.ofHours(1));

        private final Duration accessTime;

        Client(Duration accessTime) {
            this.accessTime = accessTime;
        }
    }

    /** How the person proved who they are, as the {@code amr} claim says it. */
    public enum Method {
        PASSWORD,
        OTP;

        String claim() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Within it, a spent token is taken for a lost answer or a second tab, and is answered as it was before. */
    static final Duration REUSE = Duration.ofSeconds(10);

    private static final Duration IDLE = Duration.ofDays(60);
    private static final int ATTEMPTS = 20;

    private final Store store;
    private final Clock clock;
    private final Users users;
    private final Admission admission;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;

    Sessions(
            Store store,
            Clock clock,
            Users users,
            Admission admission,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens) {
        this.store = store;
        this.clock = clock;
        this.users = users;
        this.admission = admission;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
    }

    private Table sessions() {
        return store.table("auth_sessions");
    }

    private Table tokens() {
        return store.table("auth_refresh_tokens");
    }

    /** Opens a session for somebody whose identity is proven, unless their account or their schedule forbids it. */
    public SignedIn start(User user, Client client, Method method) {
        Optional<Membership> membership = admission.enter(user);
        Instant now = clock.instant();
        ObjectNode values = Json.object()
                .put("id", Ids.at(now.toEpochMilli()))
                .put("user_id", user.id())
                .put("client", client.name())
                .put("method", method.claim())
                .put("generation", user.sessionGeneration())
                .put("refreshed_at", DateTimes.print(now))
                .put("expires_at", DateTimes.print(now.plus(IDLE)));
        Row session = NewRow.of(sessions(), values, now);
        String token = refreshTokens.first();
        store.write(List.of(new Change.Insert(session), new Change.Insert(token(session, token, now))))
                .rows();
        User current = users.change(user.id(), row -> {
                    row.put("last_sign_in_at", DateTimes.print(now));
                    membership.ifPresent(entered -> row.put("active_organization_id", entered.organizationId()));
                })
                .orElseThrow(AuthProblems::invalidCredentials);
        return signedIn(current, session, token, now);
    }

    private Row token(Row session, String token, Instant now) {
        ObjectNode values = Json.object()
                .put("session_id", session.id())
                .put("user_id", session.text("user_id"))
                .put("token_hash", refreshTokens.hash(token))
                .put("expires_at", DateTimes.print(now.plus(IDLE)));
        return NewRow.of(tokens(), values, now);
    }

    private SignedIn signedIn(User user, Row session, String refreshToken, Instant now) {
        long seconds = Client.valueOf(session.text("client")).accessTime.toSeconds();
        String accessToken = accessTokens.sign(user, session, now, seconds);
        return new SignedIn(user, session.id(), accessToken, refreshToken, seconds, now);
    }

    /** The session that an access token names, if it is still open. */
    public Optional<Row> open(String sessionId, User user) {
        return store.find(sessions(), Store.GLOBAL, sessionId).filter(session -> isOpen(session, user));
    }

    private static boolean isOpen(Row session, User user) {
        return user.id().equals(session.text("user_id"))
                && session.find("revoked_at").isEmpty()
                && session.get("generation").asLong() == user.sessionGeneration();
    }

    /** Spends a refresh token for its successor; one spent before, and not just now, ends the session. */
    public SignedIn refresh(String token) {
        String current = token;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Row spent = findToken(current).orElseThrow(AuthProblems::refreshTokenNotFound);
            User user = users.find(spent.text("user_id")).orElseThrow(AuthProblems::refreshTokenNotFound);
            Row session = store.find(sessions(), Store.GLOBAL, spent.text("session_id"))
                    .orElseThrow(AuthProblems::refreshTokenNotFound);
            if (session.find("revoked_at").isPresent()) {
                throw AuthProblems.refreshTokenAlreadyUsed();
            }
            if (!isOpen(session, user)) {
                throw AuthProblems.refreshTokenNotFound();
            }
            admission.current(user);
            Instant now = clock.instant();
            String next = refreshTokens.after(current);
            Optional<Instant> used = spent.instant("used_at");
            if (used.isEmpty()) {
                if (rotate(spent, session, next, now)) {
                    return signedIn(user, session, next, now);
                }
            } else if (now.isAfter(used.get().plus(REUSE))) {
                revoke(session);
                throw AuthProblems.refreshTokenAlreadyUsed();
            } else if (isUnspent(next)) {
                return signedIn(user, session, next, now);
            } else {
                current = next;
            }
        }
        throw new StoreBusyException("too many refreshes of one session");
    }

    private Optional<Row> findToken(String token) {
        ObjectNode values = Json.object().put("token_hash", refreshTokens.hash(token));
        return store.findUnique(tokens(), Store.GLOBAL, "auth_refresh_tokens_token_hash_key", values);
    }

    private boolean isUnspent(String token) {
        return findToken(token).filter(row -> row.find("used_at").isEmpty()).isPresent();
    }

    /** False when another refresh, or the end of the session, came between. */
    private boolean rotate(Row spent, Row session, String next, Instant now) {
        ObjectNode used = spent.values().deepCopy().put("used_at", DateTimes.print(now));
        ObjectNode refreshed = session.values()
                .deepCopy()
                .put("refreshed_at", DateTimes.print(now))
                .put("expires_at", DateTimes.print(now.plus(IDLE)));
        Outcome outcome = store.write(List.of(
                new Change.Update(spent, NewRow.touched(tokens(), used, now)),
                new Change.Update(session, NewRow.touched(sessions(), refreshed, now)),
                new Change.Insert(token(session, next, now))));
        return outcome.isWritten();
    }

    private void revoke(Row session) {
        Instant now = clock.instant();
        store.change(
                sessions(),
                Store.GLOBAL,
                session.id(),
                values -> NewRow.touched(sessions(), values.put("revoked_at", DateTimes.print(now)), now));
    }

    /** Ends one session; ending it twice is ending it once. */
    public void end(String sessionId) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Row> session = store.find(sessions(), Store.GLOBAL, sessionId);
            if (session.isEmpty() || store.delete(session.get()).isWritten()) {
                return;
            }
        }
        throw new StoreBusyException("too many writers on one session");
    }

    public void endAll(String userId) {
        users.change(userId, Users::endSessions);
    }

    /** Ends every session of the person but one, which goes on in the new generation. */
    public void endOthers(String userId, String sessionId) {
        changeAndKeep(userId, sessionId, user -> {});
    }

    /** Changes a person, ends every session of theirs but one, in one transaction. */
    public User changeAndKeep(String userId, String sessionId, java.util.function.Consumer<ObjectNode> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            User user = users.find(userId).orElseThrow(AuthProblems::sessionNotFound);
            Row session = open(sessionId, user).orElseThrow(AuthProblems::sessionNotFound);
            Instant now = clock.instant();
            ObjectNode changed = user.row().values().deepCopy();
            change.accept(changed);
            Users.endSessions(changed);
            ObjectNode kept = session.values().deepCopy();
            kept.set("generation", changed.get("session_generation"));
            List<Change> changes = new ArrayList<>();
            changes.add(new Change.Update(user.row(), NewRow.touched(user.row().table(), changed, now)));
            changes.add(new Change.Update(session, NewRow.touched(sessions(), kept, now)));
            if (store.write(changes) instanceof Outcome.Written written) {
                return new User(written.rows().getFirst());
            }
        }
        throw new StoreBusyException("too many writers on one person");
    }
}
