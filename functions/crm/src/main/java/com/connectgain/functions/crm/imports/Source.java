package com.connectgain.functions.crm.imports;

import com.connectgain.shared.files.Bucket;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of a file, wherever it is, a piece at a time. */
interface Source {

    /** At most {@code length} bytes; none beyond the end. */
    byte[] read(long from, int length);

    static Source of(byte[] bytes) {
        return (from, length) -> from >= bytes.length
                ? new byte[0]
                : Arrays.copyOfRange(bytes, (int) from, (int) Math.min(bytes.length, from + length));
    }

    static Source of(Bucket bucket, String key) {
        return (from, length) -> bucket.read(key, from, length);
    }

    /** Reads in blocks, each a request of its own: no connection is held open while rows are written. */
    default InputStream from(long start) {
        return new Blocks(this, start);
    }

    /** One block in memory. */
    final class Blocks extends InputStream {

        private static final int BLOCK = 1024 * 1024;

        private final Source source;
        private long next;
        private byte[] block = new byte[0];
        private int at;
        private boolean ended;

        Blocks(Source source, long start) {
            this.source = source;
            this.next = start;
        }

        @Override
        public int read() {
            return hasMore() ? block[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (!hasMore()) {
                return -1;
            }
            int some = Math.min(length, block.length - at);
            System.arraycopy(block, at, target, offset, some);
            at += some;
            return some;
        }

        private boolean hasMore() {
            if (at == block.length && !ended) {
                block = source.read(next, BLOCK);
                next += block.length;
                at = 0;
                ended = block.length < BLOCK;
            }
            return at < block.length;
        }
    }
}
