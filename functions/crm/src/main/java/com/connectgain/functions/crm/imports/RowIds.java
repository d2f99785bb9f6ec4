package com.connectgain.functions.crm.imports;

import com.connectgain.shared.crypto.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The ids of the rows that one job makes: the same whenever a stretch of the file is worked on again, so that what is
 * there already is recognised. They are of version 7, from the job's own moment, and sort in the order of the file.
 */
final class RowIds {

    private static final int ROW_BITS_LOW = 20;
    private static final long NOISE = (1L << 42) - 1;

    private final String job;
    private final long moment;

    RowIds(String job) {
        this.job = job;
        this.moment = UUID.fromString(job).getMostSignificantBits() >>> 16;
    }

    /** @param what apart from others that the same row makes */
    String of(String what, long row) {
        long noise = hash(job + "#" + what).getLong(0) & NOISE;
        long high = moment << 16 | 0x7000L | row >>> ROW_BITS_LOW & 0xFFFL;
        long low = 1L << 63 | (row & (1L << ROW_BITS_LOW) - 1) << 42 | noise;
        return new UUID(high, low).toString();
    }

    /** The id of something that another system has an id for: the same in every import of one organization. */
    static String named(String organization, String name) {
        ByteBuffer hash = hash(organization + "#" + name);
        long high = hash.getLong(0) & ~0xF000L | 0x8000L;
        long low = hash.getLong(8) & ~(3L << 62) | 1L << 63;
        return new UUID(high, low).toString();
    }

    private static ByteBuffer hash(String text) {
        return ByteBuffer.wrap(Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
