package com.connectgain.functions.crm.imports;

import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.sql.CaseFolding;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The organization's members by e-mail address and by name, as other systems call an owner; read when first needed. */
final class Members {

    private final Once<Map<String, String>> ids;

    Members(Store store, String tenant) {
        ids = Once.of(() -> read(store, tenant));
    }

    private static Map<String, String> read(Store store, String tenant) {
        Map<String, String> ids = new HashMap<>();
        for (Row profile : store.readAll(store.table("profiles"), tenant, new AccessPath.Whole())) {
            if (profile.is("is_active")) {
                profile.find("email").ifPresent(email -> ids.put(CaseFolding.lower(email), profile.id()));
                String name = profile.find("first_name").orElse("") + " "
                        + profile.find("last_name").orElse("");
                ids.putIfAbsent(CaseFolding.lower(name.strip()), profile.id());
            }
        }
        return Map.copyOf(ids);
    }

    Optional<String> find(String nameOrEmail) {
        return Optional.ofNullable(ids.get().get(CaseFolding.lower(nameOrEmail.strip())));
    }
}
