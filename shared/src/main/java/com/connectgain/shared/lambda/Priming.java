package com.connectgain.shared.lambda;

import com.connectgain.shared.http.Request;
import com.connectgain.shared.kernel.Kernel;
import java.util.Map;

/** What runs before a snapshot: one real read of the store and one request through the function's own edge. */
final class Priming {

    private Priming() {}

    static void run(Kernel kernel, HttpFunction function) {
        try {
            kernel.prime();
            function.answer(new Request(
                    "priming", "GET", "/priming", Map.of(), "", Map.of("x-api-key", "cg_priming"), new byte[0], "127.0.0.1"));
        } catch (RuntimeException unavailable) {
            kernel.log().failure("priming failed; the first request will be slower", unavailable);
        }
    }
}
