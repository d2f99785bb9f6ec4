package com.connectgain.shared.postgrest.request;

import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.sql.DisplayZone;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code Prefer} header. The first of two contradicting preferences counts; a null was not given.
 *
 * @param maxAffected the most rows a write may touch; counts only with {@link #strict}
 * @param timezone what moments are shown in; a text that names a zone
 * @param ignored preferences that are unknown or not supported here
 */
public record Preferences(
        Resolution resolution,
        Representation representation,
        Count count,
        Missing missing,
        Handling handling,
        Long maxAffected,
        String timezone,
        List<String> ignored) {

    public static final Preferences NONE = new Preferences(null, null, null, null, null, null, null, List.of());

    /** A preference as it is written in the header. */
    public interface Written {
        String written();
    }

    public enum Resolution implements Written {
        MERGE_DUPLICATES("resolution=merge-duplicates"),
        IGNORE_DUPLICATES("resolution=ignore-duplicates");

        private final String written;

        Resolution(String written) {
            this.written = written;
        }

        @Override
        public String written() {
            return written;
        }
    }

    public enum Representation implements Written {
        FULL("return=representation"),
        MINIMAL("return=minimal"),
        HEADERS_ONLY("return=headers-only");

        private final String written;

        Representation(String written) {
            this.written = written;
        }

        @Override
        public String written() {
            return written;
        }
    }

    public enum Count implements Written {
        EXACT("count=exact"),
        PLANNED("count=planned"),
        ESTIMATED("count=estimated");

        private final String written;

        Count(String written) {
            this.written = written;
        }

        @Override
        public String written() {
            return written;
        }
    }

    public enum Missing implements Written {
        DEFAULT("missing=default"),
        NULL("missing=null");

        private final String written;

        Missing(String written) {
            this.written = written;
        }

        @Override
        public String written() {
            return written;
        }
    }

    public enum Handling implements Written {
        STRICT("handling=strict"),
        LENIENT("handling=lenient");

        private final String written;

        Handling(String written) {
            this.written = written;
        }

        @Override
        public String written() {
            return written;
        }
    }

    private static final String MAX_AFFECTED = "max-affected=";
    private static final String TIMEZONE = "timezone=";

    static Preferences read(String header) {
        if (header.isBlank()) {
            return NONE;
        }
        Resolution resolution = null;
        Representation representation = null;
        Count count = null;
        Missing missing = null;
        Handling handling = null;
        Long maxAffected = null;
        String timezone = null;
        List<String> ignored = new ArrayList<>();
        for (String part : header.split(",")) {
            String preference = part.strip();
            if (preference.isEmpty()) {
                continue;
            }
            if (preference.startsWith(MAX_AFFECTED)) {
                maxAffected = maxAffected == null ? number(preference) : maxAffected;
                continue;
            }
            if (preference.startsWith(TIMEZONE)) {
                timezone = timezone == null ? preference.substring(TIMEZONE.length()) : timezone;
                continue;
            }
            // Known but without effect: rolling back is not open to clients, as on the original's hosts.
            if (preference.equals("tx=commit") || preference.equals("tx=rollback")) {
                continue;
            }
            Written known = known(preference);
            switch (known) {
                case Resolution value -> resolution = resolution == null ? value : resolution;
                case Representation value -> representation = representation == null ? value : representation;
                case Count value -> count = count == null ? value : count;
                case Missing value -> missing = missing == null ? value : missing;
                case Handling value -> handling = handling == null ? value : handling;
                case null, default -> ignored.add(preference);
            }
        }
        return new Preferences(
                resolution, representation, count, missing, handling, maxAffected, timezone, List.copyOf(ignored));
    }

    private static Written known(String preference) {
        for (Written[] all : new Written[][] {
            Resolution.values(), Representation.values(), Count.values(), Missing.values(), Handling.values()
        }) {
            for (Written one : all) {
                if (one.written().equals(preference)) {
                    return one;
                }
            }
        }
        return null;
    }

    private static Long number(String preference) {
        try {
            return Long.valueOf(preference.substring(MAX_AFFECTED.length()));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    public boolean strict() {
        return handling == Handling.STRICT;
    }

    /** The most rows a write may touch; null when there is no limit. */
    public Long affectedLimit() {
        return strict() ? maxAffected : null;
    }

    public boolean counts() {
        return count != null;
    }

    public boolean returnsRows() {
        return representation == Representation.FULL;
    }

    /** The zone that moments are shown in, or null for UTC. */
    public ZoneId zone() {
        return timezone == null ? null : DisplayZone.read(timezone);
    }

    /** @throws com.connectgain.shared.http.Problem PGRST122 when something unknown was asked for strictly */
    Preferences checked() {
        zone();
        if (strict() && !ignored.isEmpty()) {
            throw PgrstError.invalidPreferences(String.join(", ", ignored));
        }
        return this;
    }

    public Preferences returning(Representation preferred) {
        return new Preferences(resolution, preferred, count, missing, handling, maxAffected, timezone, ignored);
    }
}
