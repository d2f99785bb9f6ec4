package com.connectgain.shared.identity;

import com.connectgain.shared.auth.Role;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.crypto.Passwords;
import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
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

/** Invitations by e-mail, seven days long. There is at most one pending invitation of an address per organization. */
public final class Invitations {

    private static final Duration LIFE = Duration.ofDays(7);
    private static final int TOKEN_BYTES = 32;
    private static final int ATTEMPTS = 20;
    private static final String PENDING = "PENDING";

    /** An invitation and the token that opens it; only the token's hash is stored. */
    public record Sent(Row invitation, String token) {

        /** Never the token. */
        @Override
        public String toString() {
            return "Sent[" + invitation.id() + "]";
        }
    }

    /** Who accepts, and how they prove or choose their password. */
    public record Acceptance(String token, String email, String password, Members.Person person, String origin) {

        /** Never the token or the password. */
        @Override
        public String toString() {
            return "Acceptance";
        }
    }

    private final Store store;
    private final Clock clock;
    private final Users users;
    private final Members members;
    private final Accounts accounts;
    private final SignIn signIn;

    Invitations(Store store, Clock clock, Users users, Members members, Accounts accounts, SignIn signIn) {
        this.store = store;
        this.clock = clock;
        this.users = users;
        this.members = members;
        this.accounts = accounts;
        this.signIn = signIn;
    }

    private Table table() {
        return store.table("invitations");
    }

    /** Invites, or invites again: a pending invitation gets a new token and a new week, and its old link ends. */
    public Sent send(String organizationId, String email, Role role, ObjectNode permissions, String invitedBy) {
        refuseMember(organizationId, email);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String token = RandomText.urlSafe(TOKEN_BYTES);
            Instant now = clock.instant();
            ObjectNode values = Json.object()
                    .put("organization_id", organizationId)
                    .put("email", email)
                    .put("role", role.name())
                    .put("status", PENDING)
                    .put("token_hash", Hashes.sha256Hex(token))
                    .put("invited_by", invitedBy)
                    .put("expires_at", DateTimes.print(now.plus(LIFE)))
                    .put("last_sent_at", DateTimes.print(now));
            values.set("permissions", permissions);
            Change change = pending(organizationId, email)
                    .map(row -> renewal(row, values, now))
                    .orElseGet(() -> new Change.Insert(NewRow.of(table(), values.put("sent_count", 1), now)));
            if (store.write(List.of(change)) instanceof Outcome.Written written) {
                return new Sent(written.rows().getFirst(), token);
            }
        }
        throw new StoreBusyException("too many writers on one invitation");
    }

    private Change renewal(Row pending, ObjectNode values, Instant now) {
        ObjectNode after = pending.changed(values);
        after.put("sent_count", pending.get("sent_count").asInt() + 1);
        return new Change.Update(pending, NewRow.touched(table(), after, now));
    }

    private void refuseMember(String organizationId, String email) {
        users.findByEmail(email)
                .flatMap(user -> members.findActive(organizationId, user.id()))
                .ifPresent(member -> {
                    throw Problem.conflict("User is already a member of this organization");
                });
    }

    private Optional<Row> pending(String organizationId, String email) {
        ObjectNode values = Json.object().put("organization_id", organizationId).put("email", email);
        return store.findUnique(table(), organizationId, "invitations_pending_email_key", values);
    }

    /** The invitation that a link opens, whatever became of it. */
    public Row find(String token) {
        ObjectNode values = Json.object().put("token_hash", Hashes.sha256Hex(token));
        return store.findUnique(table(), Store.GLOBAL, "invitations_token_hash_key", values)
                .orElseThrow(() -> Problem.notFound("Invalid invitation").withDetails("Invitation not found"));
    }

    public boolean isExpired(Row invitation) {
        return !invitation.instant("expires_at").orElseThrow().isAfter(clock.instant());
    }

    private void requireOpen(Row invitation) {
        switch (invitation.text("status")) {
            case "ACCEPTED" -> throw Problem.conflict("Invitation already accepted");
            case "CANCELLED" -> throw gone("Invitation cancelled");
            default -> {
                if (!invitation.text("status").equals(PENDING) || isExpired(invitation)) {
                    throw gone("Invitation expired");
                }
            }
        }
    }

    private static Problem gone(String message) {
        return Problem.of(410, Problem.RESOURCE_NOT_FOUND, message);
    }

    /**
     * Makes the person a member, once: the invitation is marked in the transaction that writes the membership, so of two
     * who come with one token, one finds it used.
     */
    public Membership accept(Acceptance acceptance) {
        String hash = null;
        boolean proven = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Row invitation = find(acceptance.token());
            requireOpen(invitation);
            if (!invitation.text("email").equals(acceptance.email())) {
                throw Problem.forbidden("This invitation is for another e-mail address");
            }
            Optional<User> known = users.findByEmail(acceptance.email());
            if (known.isPresent() && !proven) {
                provePassword(acceptance);
                proven = true;
            } else if (known.isEmpty() && hash == null) {
                PasswordRules.check(acceptance.password());
                hash = Passwords.hash(acceptance.password());
            }
            String newHash = hash;
            List<Change> changes = new ArrayList<>();
            changes.add(accepted(invitation));
            changes.addAll(known.map(user -> attach(user, invitation, acceptance))
                    .orElseGet(() -> create(newHash, invitation, acceptance)));
            if (store.write(changes).isWritten()) {
                return membership(invitation, acceptance.email());
            }
        }
        throw new StoreBusyException("too many acceptances of one invitation");
    }

    private Membership membership(Row invitation, String email) {
        return users.findByEmail(email)
                .flatMap(user -> members.find(invitation.organization(), user.id()))
                .orElseThrow();
    }

    /** The token came by mail, but the account is somebody's: it is theirs who also knows its password. */
    private void provePassword(Acceptance acceptance) {
        try {
            signIn.prove(acceptance.email(), acceptance.password(), acceptance.origin());
        } catch (Problem problem) {
            if (problem.status() != 400) {
                throw problem;
            }
            throw Problem.conflict("User already exists")
                    .withDetails("Accept with the password of the existing account");
        }
    }

    private Change accepted(Row invitation) {
        Instant now = clock.instant();
        ObjectNode after = invitation.values().deepCopy();
        after.put("status", "ACCEPTED").put("accepted_at", DateTimes.print(now));
        return new Change.Update(invitation, NewRow.touched(table(), after, now));
    }

    private List<Change> create(String passwordHash, Row invitation, Acceptance acceptance) {
        ObjectNode metadata = Json.object()
                .put("first_name", acceptance.person().firstName())
                .put("last_name", acceptance.person().lastName());
        NewAccount account = new NewAccount(acceptance.email(), passwordHash, metadata, true);
        Row user = accounts.person(account, invitation.organization());
        return joined(new Change.Insert(user), new User(user), invitation, acceptance);
    }

    private List<Change> attach(User user, Row invitation, Acceptance acceptance) {
        ObjectNode values = user.row().values().deepCopy();
        Members.addOrganization(values, invitation.organization());
        values.put("active_organization_id", invitation.organization());
        if (!values.hasNonNull("email_confirmed_at")) {
            values.put("email_confirmed_at", DateTimes.print(clock.instant()));
        }
        NewRow.touched(user.row().table(), values, clock.instant());
        Row row = user.row();
        User after = new User(new Row(row.table(), values, row.key(), row.version()));
        return joined(new Change.Update(row, values), after, invitation, acceptance);
    }

    private List<Change> joined(Change person, User user, Row invitation, Acceptance acceptance) {
        Role role = Role.valueOf(invitation.text("role"));
        ObjectNode permissions =
                invitation.get("permissions") instanceof ObjectNode stated ? stated.deepCopy() : Json.object();
        List<Change> changes = new ArrayList<>();
        changes.add(person);
        changes.addAll(members.joining(invitation.organization(), user, role, permissions, acceptance.person()));
        return changes;
    }

    /** The link stops working; cancelling twice is cancelling once. */
    public Row cancel(String organizationId, String id) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Row invitation =
                    store.find(table(), organizationId, id).orElseThrow(() -> Problem.notFound("Invitation not found"));
            switch (invitation.text("status")) {
                case "ACCEPTED" -> throw Problem.conflict("Invitation already accepted");
                case "CANCELLED" -> {
                    return invitation;
                }
                default -> {
                    ObjectNode after = invitation.values().deepCopy().put("status", "CANCELLED");
                    Outcome outcome = store.write(
                            List.of(new Change.Update(invitation, NewRow.touched(table(), after, clock.instant()))));
                    if (outcome instanceof Outcome.Written written) {
                        return written.rows().getFirst();
                    }
                }
            }
        }
        throw new StoreBusyException("too many writers on one invitation");
    }
}
