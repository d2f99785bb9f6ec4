package com.connectgain.shared.identity;

import com.connectgain.shared.auth.Role;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Outcome;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.StoreBusyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who belongs to which organization. A membership is a profile and a {@code user_roles} row with the same role, written
 * together; a removed member keeps both, deactivated, so that records stay assigned until somebody reassigns them.
 */
public final class Members {

    private static final int AT_ONCE = 8;
    private static final int ATTEMPTS = 20;

    /** Names and picture, as a new member brings them. */
    public record Person(String firstName, String lastName, String phone) {}

    private final Store store;
    private final Clock clock;
    private final Users users;

    Members(Store store, Clock clock, Users users) {
        this.store = store;
        this.clock = clock;
        this.users = users;
    }

    public Optional<Membership> find(String organizationId, String userId) {
        return store.find("profiles", organizationId, userId).map(Membership::new);
    }

    public Optional<Membership> findActive(String organizationId, String userId) {
        return find(organizationId, userId).filter(Membership::isActive);
    }

    /** The organizations a person belongs to now, in the order they joined. */
    public List<Membership> activeOf(User user) {
        return Parallel.map(user.organizations(), AT_ONCE, organization -> find(organization, user.id())).stream()
                .flatMap(Optional::stream)
                .filter(Membership::isActive)
                .toList();
    }

    /** The changes that make a person a member; the person's own row is the caller's to change. */
    List<Change> joining(String organizationId, User user, Role role, ObjectNode permissions, Person person) {
        Instant now = clock.instant();
        Optional<Membership> former = find(organizationId, user.id());
        if (former.filter(Membership::isActive).isPresent()) {
            throw Problem.conflict("User is already a member of this organization");
        }
        if (former.isPresent()) {
            return returning(former.get(), role, permissions, now);
        }
        ObjectNode profile = Json.object()
                .put("id", user.id())
                .put("organization_id", organizationId)
                .put("first_name", person.firstName())
                .put("last_name", person.lastName())
                .put("email", user.email())
                .put("email_confirmed", user.isConfirmed())
                .put("phone", person.phone())
                .put("role", role.name());
        profile.set("permissions", permissions);
        return List.of(
                new Change.Insert(NewRow.of(store.table("profiles"), profile, now)),
                new Change.Insert(NewRow.of(store.table("user_roles"), roleRow(organizationId, user.id(), role), now)));
    }

    private List<Change> returning(Membership former, Role role, ObjectNode permissions, Instant now) {
        ObjectNode profile = former.profile().values().deepCopy();
        profile.put("role", role.name()).put("is_active", true);
        profile.set("permissions", permissions);
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Update(former.profile(), NewRow.touched(store.table("profiles"), profile, now)));
        roleOf(former)
                .ifPresentOrElse(
                        row -> {
                            ObjectNode after = row.values().deepCopy().put("role", role.name());
                            changes.add(new Change.Update(row, NewRow.touched(row.table(), after, now)));
                        },
                        () -> changes.add(new Change.Insert(NewRow.of(
                                store.table("user_roles"),
                                roleRow(former.organizationId(), former.userId(), role),
                                now))));
        return changes;
    }

    private Optional<Row> roleOf(Membership membership) {
        ObjectNode values = Json.object()
                .put("organization_id", membership.organizationId())
                .put("user_id", membership.userId());
        return store.findUnique(
                store.table("user_roles"), membership.organizationId(), "user_roles_user_id_key", values);
    }

    private ObjectNode roleRow(String organizationId, String userId, Role role) {
        return Json.object()
                .put("id", Ids.at(clock.millis()))
                .put("organization_id", organizationId)
                .put("user_id", userId)
                .put("role", role.name());
    }

    static void addOrganization(ObjectNode user, String organizationId) {
        ArrayNode organizations = user.withArray("organization_ids");
        for (var id : organizations) {
            if (id.asText().equals(organizationId)) {
                return;
            }
        }
        organizations.add(organizationId);
    }

    /** Makes {@code organizationId} the one that a person's calls are about; nothing when they are no member of it. */
    public Optional<Membership> activate(String userId, String organizationId) {
        Optional<Membership> membership = findActive(organizationId, userId);
        if (membership.isPresent()) {
            users.change(userId, values -> values.put("active_organization_id", organizationId));
        }
        return membership;
    }

    /**
     * Deactivates a member and ends their sessions. Their rows stay; an owner stays too. Removing somebody twice is
     * removing them once.
     */
    public Membership remove(String organizationId, String userId) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Membership member =
                    find(organizationId, userId).orElseThrow(() -> Problem.notFound("Team member not found"));
            if (member.role() == Role.OWNER) {
                throw Problem.forbidden("The organization owner cannot be removed");
            }
            User user = users.find(userId).orElseThrow(() -> Problem.notFound("Team member not found"));
            if (!member.isActive()) {
                return member;
            }
            Outcome outcome = store.write(List.of(deactivation(member), departure(user, organizationId)));
            if (outcome instanceof Outcome.Written written) {
                return new Membership(written.rows().getFirst());
            }
        }
        throw new StoreBusyException("too many writers on one member");
    }

    private Change deactivation(Membership member) {
        ObjectNode profile =
                member.profile().values().deepCopy().put("is_active", false).put("is_online", false);
        return new Change.Update(
                member.profile(), NewRow.touched(member.profile().table(), profile, clock.instant()));
    }

    /** Somebody removed from one organization goes on in another of theirs, if there is one. */
    private Change departure(User user, String organizationId) {
        ObjectNode values = user.row().values().deepCopy();
        Users.endSessions(values);
        if (user.activeOrganization().filter(organizationId::equals).isPresent()) {
            activeOf(user).stream()
                    .map(Membership::organizationId)
                    .filter(other -> !other.equals(organizationId))
                    .findFirst()
                    .ifPresent(other -> values.put("active_organization_id", other));
        }
        return new Change.Update(user.row(), NewRow.touched(user.row().table(), values, clock.instant()));
    }
}
