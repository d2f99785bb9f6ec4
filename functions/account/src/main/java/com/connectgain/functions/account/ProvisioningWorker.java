package com.connectgain.functions.account;

import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Membership;
import com.connectgain.shared.identity.User;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.QueueFunction;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Gets a new organization its Appgain key and stores it sealed. The queue repeats what fails; an organization that has
 * a key by then, from another delivery or from its owner, keeps it.
 */
public final class ProvisioningWorker extends QueueFunction {

    private static final String KEY = "appgain_api_key";

    private final Once<Identity> identity;
    private final Once<AppgainSignup> appgain;

    public ProvisioningWorker() {
        this(Kernel.fromEnvironment());
    }

    public ProvisioningWorker(Kernel kernel) {
        super(kernel);
        identity = Once.of(() -> Identity.of(kernel));
        appgain = Once.of(() -> new AppgainSignup(kernel.outbound(), kernel.settings()));
    }

    @Override
    protected void handle(Message message) {
        String organizationId = message.body().path("organization_id").asText();
        Optional<Row> organization = identity.get().organizations().find(organizationId);
        Optional<User> user =
                identity.get().users().find(message.body().path("user_id").asText());
        if (organization.isEmpty()
                || user.isEmpty()
                || hasKey(organization.get().values())) {
            return;
        }
        String key = appgain.get().keyFor(customer(user.get(), organization.get()));
        String sealed = kernel.vault().seal(key);
        identity.get().organizations().change(organizationId, values -> {
            if (!hasKey(values)) {
                values.withObject("/settings").put(KEY, sealed);
            }
        });
    }

    private static boolean hasKey(ObjectNode organization) {
        return !organization.path("settings").path(KEY).asText("").isBlank();
    }

    private AppgainSignup.Customer customer(User user, Row organization) {
        String name = identity.get()
                .members()
                .find(organization.id(), user.id())
                .map(Membership::fullName)
                .filter(full -> !full.isEmpty())
                .orElse(user.email());
        return new AppgainSignup.Customer(user.metadata("phone"), user.email(), name, organization.text("name"));
    }
}
