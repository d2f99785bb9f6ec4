package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Problem;

/** Who may change how the organization arranges its workspace. */
final class Configurators {

    private Configurators() {}

    static void require(Caller caller, String function) {
        boolean entitled =
                caller.administers() || caller.userId() != null && caller.may(Permission.CAN_MANAGE_SETTINGS);
        if (!entitled) {
            throw Problem.of(403, "42501", "permission denied for function " + function)
                    .withDetails("For owners, administrators and holders of can_manage_settings");
        }
    }
}
