package com.connectgain.infra.local.sandbox;

import com.connectgain.infra.local.http.HttpAnswer;
import com.connectgain.infra.local.http.HttpRequest;
import com.connectgain.infra.local.sandbox.Faults.Fault;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Where the product's calls to providers and webhook receivers arrive. */
final class ProviderEndpoint {

    private static final String SINK_PATH = "/_sandbox/sink/";

    private final Providers providers;
    private final CallLog calls;
    private final Faults faults;

    ProviderEndpoint(Providers providers, CallLog calls, Faults faults) {
        this.providers = providers;
        this.calls = calls;
        this.faults = faults;
    }

    /** The answer to a call for a provider or sink; empty when the path is neither. */
    Optional<HttpAnswer> handle(HttpRequest request) {
        String path = request.pathAndQuery();
        if (path.startsWith(SINK_PATH)) {
            Target target = Target.of(path.substring(SINK_PATH.length()));
            return Optional.of(receive(
                    "sink:" + target.name(),
                    target.rest(),
                    request,
                    () -> HttpAnswer.json(200, Json.object().put("received", true))));
        }
        if (path.startsWith(Providers.BASE_PATH)) {
            Target target = Target.of(path.substring(Providers.BASE_PATH.length()));
            return Optional.of(providers
                    .find(target.name())
                    .map(provider -> receive(
                            target.name(), target.rest(), request, () -> provider.answer(target.rest(), request)))
                    .orElseGet(() -> HttpAnswer.message(404, "There is no provider " + target.name())));
        }
        return Optional.empty();
    }

    private HttpAnswer receive(
            String provider, String path, HttpRequest request, java.util.function.Supplier<HttpAnswer> usual) {
        calls.record(provider, path, request);
        Optional<Fault> fault = faults.take(provider, path);
        if (fault.isEmpty()) {
            return usual.get();
        }
        FaultyHttpClient.pause(fault.get().delayMillis());
        if (fault.get().status() == 0) {
            return HttpAnswer.DROP;
        }
        JsonNode body = fault.get().body();
        HttpAnswer answer = body.isTextual()
                ? HttpAnswer.of(
                        fault.get().status(),
                        "text/plain; charset=utf-8",
                        body.asText().getBytes(StandardCharsets.UTF_8))
                : HttpAnswer.json(fault.get().status(), body);
        for (Map.Entry<String, String> header : fault.get().headers().entrySet()) {
            answer = answer.withHeader(header.getKey(), header.getValue());
        }
        return answer;
    }

    private record Target(String name, String rest) {

        static Target of(String path) {
            int end = 0;
            while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != '?') {
                end++;
            }
            String rest = path.substring(end);
            return new Target(path.substring(0, end), rest.isEmpty() ? "/" : rest);
        }
    }
}
