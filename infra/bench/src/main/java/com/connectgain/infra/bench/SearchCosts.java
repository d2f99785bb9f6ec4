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

    /** What a search for one person among 100,000 contacts may take; times are shown and held to nothing. */
    private static final int MOST_UNITS = 2_000;

    private static final int MOST_IN_SEQUENCE = 5;

    /** @param lean whether the search is held to the costs of one for a person */
    private record Question(String title, ObjectNode body, boolean lean) {

        Question(String title, String term, boolean lean) {
            this("search-contacts: " + title, Json.object().put("searchTerm", term), lean);
        }
    }

    private static final List<Question> QUESTIONS = List.of(
            new Question("first name", "john", true),
            new Question("last and first name", "family3 john", true),
            new Question("part of a number", "010-10 000 007", true),
            new Question("address", "person7@example.com", true),
            new Question("company", "company7 ltd", false),
            new Question("search-contacts: everybody", Json.object(), false));

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
        List<String> lean =
                QUESTIONS.stream().filter(Question::lean).map(Question::title).toList();
        return costs.stream()
                .filter(cost -> lean.contains(cost.title()) && cost.size() == 100_000)
                .filter(cost -> cost.readUnits() > MOST_UNITS || cost.sequential() > MOST_IN_SEQUENCE)
                .map(cost -> cost.title() + ": more than " + MOST_UNITS + " read units or " + MOST_IN_SEQUENCE
                        + " calls in sequence")
                .toList();
    }
}
