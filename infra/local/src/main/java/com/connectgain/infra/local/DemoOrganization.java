package com.connectgain.infra.local;

import com.connectgain.shared.crypto.Passwords;
import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.identity.Accounts;
import com.connectgain.shared.identity.ApiKeys;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.NewAccount;
import com.connectgain.shared.identity.NewRow;
import com.connectgain.shared.identity.User;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An organization to try things out with: an owner, a key, a few people. It allows sends by anon key, which no other
 * organization does by itself, so that the documented commands work as they are printed.
 */
public final class DemoOrganization implements Seed {

    private static final String OWNER = "owner@demo.example.com";
    private static final int PASSWORD_BYTES = 12;

    private record Person(String firstName, String lastName, String phone, String tag) {}

    private static final List<Person> PEOPLE = List.of(
            new Person("Layla", "Hassan", "+201001234567", "vip"),
            new Person("Omar", "Farouk", "+201112345678", "lead"),
            new Person("Sara", "Nabil", "+201223456789", "customer"));

    @Override
    public Optional<Demo> plant(Kernel kernel) {
        Identity identity = Identity.of(kernel);
        String password = RandomText.urlSafe(PASSWORD_BYTES);
        User owner = owner(identity, password);
        String organizationId = owner.organizations().getFirst();
        identity.organizations()
                .change(
                        organizationId,
                        values -> values.withObject("/settings")
                                .put("allow_anon_send", true)
                                .put("appgain_suit_id", "demo-suit"));
        PEOPLE.forEach(person -> insert(kernel, organizationId, person));
        ApiKeys.Issued key = identity.apiKeys().issue(organizationId, "Demo key", null, Map.of(), owner.id());
        identity.provisioning().request(organizationId, owner.id());
        return Optional.of(new Demo(key.key(), organizationId, OWNER, password));
    }

    /** An owner whom a crashed start left behind gets the new password: the old one was never told to anybody. */
    private static User owner(Identity identity, String password) {
        ObjectNode data = Json.object()
                .put("first_name", "Dana")
                .put("last_name", "Owner")
                .put("phone", "+201000000001")
                .put("organization_name", "Demo Organization")
                .put("timezone", "Africa/Cairo");
        String hash = Passwords.hash(password);
        return identity.accounts()
                .open(new NewAccount(OWNER, hash, data, true))
                .map(Accounts.Opened::user)
                .or(() -> identity.users()
                        .findByEmail(OWNER)
                        .flatMap(left -> identity.users()
                                .changeAndSignOut(left.id(), values -> values.put("encrypted_password", hash))))
                .orElseThrow();
    }

    /** The id follows from the number, so that planting again plants nothing twice. */
    private static void insert(Kernel kernel, String organizationId, Person person) {
        Store store = kernel.store();
        String name = organizationId + "#" + person.phone();
        ObjectNode values = Json.object()
                .put(
                        "id",
                        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("organization_id", organizationId)
                .put("first_name", person.firstName())
                .put("last_name", person.lastName())
                .put("source", "demo");
        values.putArray("phones").add(person.phone());
        values.putArray("emails").add(person.firstName().toLowerCase(java.util.Locale.ROOT) + "@demo.example.com");
        values.putArray("tags").add(person.tag());
        store.insert(NewRow.of(store.table("contacts"), values, kernel.clock().instant()));
    }
}
