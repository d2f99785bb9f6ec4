package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.calls.CallMinutes;
import com.connectgain.shared.calls.CallMinutes.Account;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/** {@code check_call_minutes_available}: whether this month's allowance covers another call. */
public final class CallMinutesAvailable implements Procedure {

    private static final String ORGANIZATION = "p_organization_id";
    private static final String MINUTES = "p_minutes";

    private final CallMinutes minutes;

    public CallMinutesAvailable(CallMinutes minutes) {
        this.minutes = minutes;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(ORGANIZATION);
    }

    @Override
    public Set<String> optional() {
        return Set.of(MINUTES);
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        String organization = arguments.path(ORGANIZATION).asText("");
        if (caller.credential() != Credential.SERVICE && !organization.equals(caller.organization())) {
            throw Problem.of(403, "42501", "permission denied for function check_call_minutes_available")
                    .withDetails("Members may ask for their own organization only");
        }
        Account account = minutes.of(organization);
        return Json.object()
                .put("available", account.has(wanted(arguments.path(MINUTES))))
                .put("used_minutes", account.used())
                .put("limit_minutes", account.limit())
                .put("bonus_minutes", account.bonus())
                .put("remaining_minutes", account.remaining())
                .put("percent_used", percent(account));
    }

    private static long wanted(JsonNode minutes) {
        if (minutes.isMissingNode() || minutes.isNull()) {
            return 1;
        }
        try {
            return new BigDecimal(minutes.asText())
                    .setScale(0, RoundingMode.CEILING)
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException noNumber) {
            throw Problem.of(400, "22P02", "invalid input syntax for type integer: \"" + minutes.asText() + "\"");
        }
    }

    private static BigDecimal percent(Account account) {
        long allowed = account.limit() == null ? 0 : account.limit() + account.bonus();
        if (allowed == 0) {
            return account.limit() == null ? BigDecimal.ZERO : BigDecimal.valueOf(100);
        }
        return BigDecimal.valueOf(100 * account.used()).divide(BigDecimal.valueOf(allowed), 1, RoundingMode.HALF_UP);
    }
}
