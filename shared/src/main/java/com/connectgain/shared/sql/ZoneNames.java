package com.connectgain.shared.sql;

import com.connectgain.shared.http.Problem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/** Time zones by name: the usual abbreviations, and regions. */
final class ZoneNames {

    private static final Map<String, Integer> ABBREVIATIONS = Map.ofEntries(
            Map.entry("z", 0),
            Map.entry("zulu", 0),
            Map.entry("ut", 0),
            Map.entry("utc", 0),
            Map.entry("gmt", 0),
            Map.entry("wet", 0),
            Map.entry("cet", 3600),
            Map.entry("cest", 7200),
            Map.entry("eet", 7200),
            Map.entry("eest", 10800),
            Map.entry("msk", 10800),
            Map.entry("bst", 3600),
            Map.entry("est", -18000),
            Map.entry("edt", -14400),
            Map.entry("cst", -21600),
            Map.entry("cdt", -18000),
            Map.entry("mst", -25200),
            Map.entry("mdt", -21600),
            Map.entry("pst", -28800),
            Map.entry("pdt", -25200),
            Map.entry("jst", 32400));

    private ZoneNames() {}

    /** Null when the word cannot be a zone at all. */
    static ZoneId find(String name) {
        Integer offset = ABBREVIATIONS.get(name.toLowerCase(Locale.ROOT));
        if (offset != null) {
            return ZoneOffset.ofTotalSeconds(offset);
        }
        if (name.indexOf('/') < 0) {
            return null;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Problem.of(400, "22023", "time zone \"" + name.toLowerCase(Locale.ROOT) + "\" not recognized");
        }
    }
}
