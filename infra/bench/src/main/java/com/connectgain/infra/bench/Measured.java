package com.connectgain.infra.bench;

import java.util.Arrays;

/** Times of one thing, in milliseconds. Medians are compared, and only within one run: the machine is noisy. */
record Measured(double[] sorted) {

    Measured {
        sorted = sorted.clone();
        Arrays.sort(sorted);
    }

    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The smallest time that {@code share} of all times do not exceed. */
    double percentile(double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    double least() {
        return sorted[0];
    }

    double most() {
        return sorted[sorted.length - 1];
    }
}
