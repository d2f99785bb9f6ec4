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
import java.util.Locale;
import java.util.stream.Stream;

/** What {@code search-contacts} costs in organizations of growing size. */
final class SearchCosts {

    private static final int ROUNDS = 20;

    /** What a search for one person among 100,000 contacts may take. */
    private static final int MOST_UNITS = 2_000;

    /** In which 95 of 100 different searches among 100,000 contacts are answered. */
    private static final double MOST_MILLISECONDS = 1_000;

    private static final int DIFFERENT = 100;
    private static final String HALF = "search-contacts: 100 different searches, p50";
    private static final String MOST = "search-contacts: 100 different searches, p95";

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
        for (DataSet set : sets) {
            costs.addAll(askDifferently(requests, set));
        }
        return costs;
    }

    /** What people type: names in both orders, numbers in every format, addresses and companies, each once. */
    private static String term(int number, int contacts) {
        int person = number * 7919 % contacts;
        String first = person % DataSet.FIRST_NAMES == 0 ? "john" : "name" + person % DataSet.FIRST_NAMES;
        String last = "family" + person / DataSet.FIRST_NAMES;
        String phone = DataSet.phone(person);
        return switch (number % 8) {
            case 0 -> first;
            case 1 -> first + " " + last;
            case 2 -> last.toUpperCase(Locale.ROOT) + " " + first;
            case 3 -> phone;
            case 4 -> "(" + phone.substring(3, 6) + ") " + phone.substring(6, 9) + "-" + phone.substring(9);
            case 5 -> "person" + person;
            case 6 -> "person" + person + "@example.com";
            default -> "company" + person % Math.max(1, contacts / 100) + " ltd";
        };
    }

    private static List<Cost> askDifferently(SearchRequests requests, DataSet set) throws Exception {
        Caller owner = DataCosts.owner(set);
        double[] times = new double[DIFFERENT];
        long calls = 0;
        long sequential = 0;
        double units = 0;
        for (int number = 0; number < DIFFERENT; number++) {
            ObjectNode body = Json.object().put("searchTerm", term(number, set.contacts()));
            Meter meter = new Meter();
            long started = System.nanoTime();
            Response response = meter.measure(() -> requests.contacts(owner, body));
            times[number] = (System.nanoTime() - started) / 1e6;
            requireFound(response, body.path("searchTerm").asText());
            calls += meter.calls();
            sequential = Math.max(sequential, meter.sequentialCalls());
            units += meter.readUnits();
        }
        Measured measured = new Measured(times);
        return List.of(
                new Cost(HALF, set.contacts(), calls / DIFFERENT, sequential, units / DIFFERENT, measured.median()),
                new Cost(
                        MOST,
                        set.contacts(),
                        calls / DIFFERENT,
                        sequential,
                        units / DIFFERENT,
                        measured.percentile(0.95)));
    }

    private static void requireFound(Response response, String term) {
        if (new String(response.body(), StandardCharsets.UTF_8).contains("\"count\":0")) {
            throw new IllegalStateException(term + " found nobody");
        }
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
            requireFound(response, question.title());
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
        Stream<String> slow = costs.stream()
                .filter(cost -> cost.title().equals(MOST) && cost.size() == 100_000)
                .filter(cost -> cost.milliseconds() > MOST_MILLISECONDS)
                .map(cost -> cost.title() + ": more than " + MOST_MILLISECONDS + " ms");
        Stream<String> dear = costs.stream()
                .filter(cost -> lean.contains(cost.title()) && cost.size() == 100_000)
                .filter(cost -> cost.readUnits() > MOST_UNITS || cost.sequential() > MOST_IN_SEQUENCE)
                .map(cost -> cost.title() + ": more than " + MOST_UNITS + " read units or " + MOST_IN_SEQUENCE
                        + " calls in sequence");
        return Stream.concat(slow, dear).toList();
    }
}
