package com.connectgain.shared.assignment;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an assignee is chosen among those who may take the work. */
public enum Strategy {
    ROUND_ROBIN,
    WORKLOAD,
    AVAILABILITY,
    SKILLS;

    /** {@code round_robin}, {@code ROUND-ROBIN}, {@code availability-based}, {@code skills_matching}. */
    public static Optional<Strategy> named(String text) {
        String word = text.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        for (Strategy strategy : values()) {
            if (word.equals(strategy.name()) || word.startsWith(strategy.name() + "_")) {
                return Optional.of(strategy);
            }
        }
        return switch (word) {
            case "LEAST_BUSY" -> Optional.of(WORKLOAD);
            case "AVAILABLE" -> Optional.of(AVAILABILITY);
            case "SKILL", "SKILL_BASED" -> Optional.of(SKILLS);
            default -> Optional.empty();
        };
    }

    /** All of them, for whoever is told which there are. */
    public static String words() {
        return Stream.of(values()).map(Strategy::word).collect(Collectors.joining(", "));
    }

    /** As it is stored and shown. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
