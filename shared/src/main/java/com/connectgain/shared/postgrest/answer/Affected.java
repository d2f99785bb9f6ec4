package com.connectgain.shared.postgrest.answer;

import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.postgrest.request.ApiRequest;

/** What a write may touch. To be asked before the write is done: these errors leave everything as it was. */
public final class Affected {

    private Affected() {}

    /** @throws com.connectgain.shared.http.Problem PGRST124 beyond max-affected, PGRST116 when one row was promised */
    public static void check(ApiRequest request, long rows) {
        boolean limited = request.method() == ApiRequest.Method.PATCH || request.method() == ApiRequest.Method.DELETE;
        Long limit = request.preferences().affectedLimit();
        if (limited && limit != null && rows > limit) {
            throw PgrstError.tooManyAffected(rows);
        }
        if (request.accept().isSingular() && rows != 1) {
            throw PgrstError.notSingular(rows);
        }
    }
}
