package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.csv.ReportFile;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.lambda.Call;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeSet;

/** The procedures by name. */
public final class Procedures {

    private final Map<String, Procedure> procedures;

    public Procedures(Map<String, Procedure> procedures) {
        this.procedures = Map.copyOf(procedures);
    }

    public Response answer(Call call) {
        Request request = call.request();
        ObjectNode arguments = switch (request.method()) {
            case "POST" -> body(request);
            case "GET", "HEAD" -> query(request);
            default ->
                throw Problem.of(405, "PGRST101", "Cannot use the " + request.method() + " method on RPC")
                        .withHeader("Allow", "GET, HEAD, POST");
        };
        String name = request.pathParameter("function").orElse("");
        Procedure procedure = procedures.get(name);
        TreeSet<String> named = new TreeSet<>();
        arguments.fieldNames().forEachRemaining(named::add);
        if (procedure == null || !procedure.takes(named)) {
            throw unknown(name, named);
        }
        if (call.caller().credential() == Credential.ANON) {
            throw Problem.of(401, "42501", "permission denied for function " + name);
        }
        JsonNode result = procedure.call(call.caller(), arguments);
        if (result == null) {
            return Response.empty(204);
        }
        return ReportFile.isWanted(request) ? ReportFile.of(name, result) : Response.ok(result);
    }

    private static ObjectNode body(Request request) {
        try {
            return request.jsonObject();
        } catch (Problem malformed) {
            throw Problem.of(400, "PGRST102", "Empty or invalid json").withDetails(malformed.details());
        }
    }

    private static ObjectNode query(Request request) {
        ObjectNode arguments = Json.object();
        request.parameters().stream()
                .filter(parameter -> !parameter.name().equals("apikey"))
                .forEach(parameter -> arguments.put(parameter.name(), parameter.value()));
        return arguments;
    }

    private static Problem unknown(String name, TreeSet<String> named) {
        String list = String.join(", ", named);
        String signature = named.isEmpty() ? name + " without parameters" : name + "(" + list + ")";
        String searched =
                named.isEmpty() ? " without parameters" : " with parameter" + (named.size() == 1 ? " " : "s ") + list;
        return Problem.of(404, "PGRST202", "Could not find the function public." + signature + " in the schema cache")
                .withDetails("Searched for the function public." + name + searched
                        + " or with a single unnamed json/jsonb parameter, but no matches were found in the schema"
                        + " cache.");
    }
}
