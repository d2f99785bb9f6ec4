package com.connectgain.shared.postgrest.query;

import java.util.Collection;

/** Which known name a misspelt one was meant to be, by edit distance. */
final class Similarity {

    private Similarity() {}

    /** The closest of the names, if at least {@code least} (0 to 1) like {@code name}; otherwise null. */
    static String closest(String name, Collection<String> names, double least) {
        String best = null;
        double bestScore = least;
        for (String candidate : names) {
            int longest = Math.max(1, Math.max(name.length(), candidate.length()));
            double score = 1 - (double) distance(name, candidate) / longest;
            if (score >= bestScore && (best == null || score > bestScore)) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[right.length()];
    }
}
