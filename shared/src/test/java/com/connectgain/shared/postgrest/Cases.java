package com.connectgain.shared.postgrest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Tables of cases: tab-separated lines, {@code #} begins a comment, {@code -} is an empty cell. */
final class Cases {

    private Cases() {}

    static Stream<Arguments> of(String resource) {
        try (InputStream in = Cases.class.getResourceAsStream(resource)) {
            return Stream.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arguments.of(Arrays.stream(line.split("\t", -1))
                            .map(cell -> cell.equals("-") ? "" : cell)
                            .toArray()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
