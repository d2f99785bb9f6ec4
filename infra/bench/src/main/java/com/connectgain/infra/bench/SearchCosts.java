package com.connectgain.infra.bench;

import com.connectgain.functions.crm.search.SearchRequests;
import com.connectgain.infra.bench.DataCosts.Cost;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.store.Meter;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What {@code search-contacts} costs in organizations of growing size. */
final class SearchCosts {

    private static final int ROUNDS = 20;

    /** Milliseconds that 95 of 100 searches among 100,000 contacts may take, on the embedded DynamoDB. */
    private static final double GOAL = 1_000;

    private record Question(String title, ObjectNode body) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question("search-contacts: first name", Json.object().put("searchTerm", "john")),
            new Question("search-contacts: last first name", Json.object().put("searchTerm", "family3 john")),
            new Question("search-contacts: part of a number", Json.object().put("searchTerm", "010-10 000 007")),
            new Question("search-contacts: address", Json.object().put("searchTerm", "person7@example.com")),
            new Question("search-contacts: company", Json.object().put("searchTerm", "company7 ltd")),
            new Question("search-contacts: everybody", Json.object()));

    private SearchCosts() {}

    static List<Cost> of(Store store, List<DataSet> sets) throws Exception {
        SearchRequests requests = new SearchRequests(store);
        List<Cost> costs = new ArrayList<>();
        for (Question question : QUESTIONS) {
            for (DataSet set : sets) {
                costs.add(ask(requests, question, set));
            }
        }
        return costs;
    }

    /** The cost of one search, and the time that 95 of 100 keep. */
    private static Cost ask(SearchRequests requests, Question question, DataSet set) throws Exception {
        Caller owner = DataCosts.owner(set);
        requests.contacts(owner, question.body());
        double[] times = new double[ROUNDS];
        Meter meter = null;
        for (int round = 0; round < ROUNDS; round++) {
            meter = new Meter();
            long started = System.nanoTime();
            Response response = meter.measure(() -> requests.contacts(owner, question.body()));
            times[round] = (System.nanoTime() - started) / 1e6;
            if (new String(response.body(), StandardCharsets.UTF_8).contains("\"count\":0")) {
                throw new IllegalStateException(question.title() + " found nobody");
            }
        }
        return new Cost(
                question.title(),
                set.contacts(),
                meter.calls(),
                meter.sequentialCalls(),
                meter.readUnits(),
                new Measured(times).percentile(0.95));
    }

    static List<String> problems(List<Cost> costs) {
        return costs.stream()
                .filter(cost -> cost.title().startsWith("search-contacts") && cost.size() == 100_000)
                .filter(cost -> cost.milliseconds() > GOAL)
                .map(cost -> cost.title() + ": more than a second in 5 of 100 searches")
                .toList();
    }
}
