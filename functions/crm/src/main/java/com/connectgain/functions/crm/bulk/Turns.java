package com.connectgain.functions.crm.bulk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows dealt out evenly: nobody gets two more than another. Who has a row already keeps it as long as the parts stay
 * even, so that dealing out the same rows again moves nothing.
 */
final class Turns {

    private Turns() {}

    /**
     * @param holders the rows and who has them now, null for nobody
     * @param people in the order in which they take turns
     * @return by row, who shall have it
     */
    static Map<String, String> dealt(Map<String, String> holders, List<String> people, int first) {
        int least = holders.size() / people.size();
        int[] spare = {holders.size() % people.size()};
        Map<String, Integer> counts = new LinkedHashMap<>();
        people.forEach(person -> counts.put(person, 0));
        Map<String, String> dealt = new LinkedHashMap<>();
        holders.forEach((row, holder) -> {
            boolean keeps = counts.containsKey(holder)
                    && (counts.get(holder) < least || counts.get(holder) == least && spare[0]-- > 0);
            if (keeps) {
                counts.merge(holder, 1, Integer::sum);
                dealt.put(row, holder);
            }
        });
        List<String> order = new ArrayList<>(people);
        Collections.rotate(order, -Math.floorMod(first, people.size()));
        holders.keySet().stream()
                .filter(row -> !dealt.containsKey(row))
                .toList()
                .forEach(row -> {
                    String next = order.stream()
                            .min((one, other) -> Integer.compare(counts.get(one), counts.get(other)))
                            .orElseThrow();
                    counts.merge(next, 1, Integer::sum);
                    dealt.put(row, next);
                });
        return dealt;
    }
}
