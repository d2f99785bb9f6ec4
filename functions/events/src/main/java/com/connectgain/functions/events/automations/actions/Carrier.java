package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import java.util.List;
import java.util.Locale;

/**
 * The parts of the product that carry on what automations begin. The setting {@code CARRIERS} lists those that are
 * installed. While one is not, an action that needs it fails and says so, rather than leave a row that nobody takes up.
 */
enum Carrier {
    CHANNELS("Not sent: no sender for channels is installed"),
    FLOWS("Not started: no flow engine is installed"),
    SEQUENCES("Not enrolled: no sequence engine is installed");

    private static final String SETTING = "CARRIERS";

    private final String missing;

    Carrier(String missing) {
        this.missing = missing;
    }

    void require(Order order) {
        String installed = order.kernel().settings().get(SETTING, "");
        if (!List.of(installed.toUpperCase(Locale.ROOT).split("[,\\s]+")).contains(name())) {
            throw new ActionFailure(missing);
        }
    }
}
