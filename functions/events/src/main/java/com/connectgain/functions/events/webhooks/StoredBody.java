package com.connectgain.functions.events.webhooks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies as dead letters keep them: as they are, or packed where a row of 400 KB would have no room for them. */
final class StoredBody {

    private static final String PACKED = "gzip:";
    private static final int LONGEST_PLAIN = 64 * 1024;
    private static final int LONGEST = 300 * 1024;

    private StoredBody() {}

    /** Empty when there is no room even so. */
    static Optional<String> pack(String body) {
        if (body.length() <= LONGEST_PLAIN) {
            return Optional.of(body);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packer = new GZIPOutputStream(bytes)) {
            packer.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Optional.of(PACKED + Base64.getEncoder().encodeToString(bytes.toByteArray()))
                .filter(packed -> packed.length() <= LONGEST);
    }

    static String unpack(String stored) {
        if (!stored.startsWith(PACKED)) {
            return stored;
        }
        byte[] bytes = Base64.getDecoder().decode(stored.substring(PACKED.length()));
        try (GZIPInputStream unpacker = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(unpacker.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException corrupt) {
            throw new UncheckedIOException(corrupt);
        }
    }
}
