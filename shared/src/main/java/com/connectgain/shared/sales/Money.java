package com.connectgain.shared.sales;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Currency;
import java.util.Locale;

/** Amounts for people: {@code $1,250.00}, {@code EGP 1,250.00}. No digit is lost: all decimals are shown. */
public final class Money {

    private static final int USUAL_DECIMALS = 2;

    private Money() {}

    public static String format(BigDecimal amount, String currency) {
        Currency known = known(currency);
        int usual = known == null ? USUAL_DECIMALS : Math.max(0, known.getDefaultFractionDigits());
        int decimals = Math.max(usual, amount.stripTrailingZeros().scale());
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.US));
        format.setRoundingMode(RoundingMode.UNNECESSARY);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        String sign = amount.signum() < 0 ? "-" : "";
        return sign + prefix(known, currency) + format.format(amount.abs());
    }

    private static Currency known(String currency) {
        try {
            return currency == null ? null : Currency.getInstance(currency.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static String prefix(Currency known, String currency) {
        String symbol = known == null ? currency : known.getSymbol(Locale.US);
        if (symbol == null || symbol.isBlank()) {
            return "";
        }
        return Character.isLetterOrDigit(symbol.charAt(symbol.length() - 1)) ? symbol + " " : symbol;
    }
}
