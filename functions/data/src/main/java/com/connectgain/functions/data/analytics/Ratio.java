package com.connectgain.functions.data.analytics;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Percentages with one decimal. */
public final class Ratio {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Ratio() {}

    public static BigDecimal percent(long part, long whole, BigDecimal ofNone) {
        return whole == 0
                ? ofNone
                : BigDecimal.valueOf(part).multiply(HUNDRED).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }

    /** How much more, in percent of what it was; from nothing to something counts as all of it. */
    public static BigDecimal change(BigDecimal current, BigDecimal previous) {
        if (previous.signum() == 0) {
            return current.signum() == 0 ? BigDecimal.ZERO : HUNDRED;
        }
        return current.subtract(previous).multiply(HUNDRED).divide(previous, 1, RoundingMode.HALF_UP);
    }

    public static BigDecimal change(long current, long previous) {
        return change(BigDecimal.valueOf(current), BigDecimal.valueOf(previous));
    }
}
