package com.connectgain.infra.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One format for every Java file. {@code mvn -Pformat} rewrites what differs; the build only compares. */
class FormattingTest {

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everySourceIsFormatted() {
        List<Path> different = Repository.sources().parallelStream()
                .filter(source -> !formatted(source).equals(Repository.read(source)))
                .toList();
        if (System.getProperty("format", "check").equals("write")) {
            different.forEach(this::rewrite);
            return;
        }
        assertThat(different.stream().map(Repository::relative))
                .as("files that are not formatted; run: mvn -Pformat")
                .isEmpty();
    }

    private void rewrite(Path source) {
        try {
            Files.writeString(source, formatted(source));
            System.out.println("Formatted " + Repository.relative(source));
        } catch (IOException failure) {
            throw new AssertionError("Cannot write " + source, failure);
        }
    }

    private String formatted(Path source) {
        try {
            return formatter.formatSourceAndFixImports(Repository.read(source));
        } catch (FormatterException unparsable) {
            throw new AssertionError(
                    Repository.relative(source) + " does not parse: " + unparsable.getMessage(), unparsable);
        }
    }
}
