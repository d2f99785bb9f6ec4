package com.connectgain.events.automations;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every documented use case in which an automation or a webhook does something that needs no provider is shown
 * somewhere: in the cases, or by a test of its own. {@code automations/use-cases.csv} says where.
 */
class UseCasesTest {

    private static final Pattern USE_CASE = Pattern.compile("(UC-[A-Z-]+-\\d{3}) .*");

    private static Set<String> inCases() throws IOException {
        try (InputStream file = UseCasesTest.class.getResourceAsStream("/automations/cases.json")) {
            return Json.read(file)
                    .valueStream()
                    .map(content -> USE_CASE.matcher(content.path("case").asText()))
                    .filter(Matcher::matches)
                    .map(name -> name.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/automations/use-cases.csv", numLinesToSkip = 1)
    void useCaseIsShown(String useCase, String shownBy) throws Exception {
        if (shownBy.equals("cases")) {
            assertThat(inCases()).contains(useCase);
            return;
        }
        String[] test = shownBy.split("#");
        assertThat(Stream.of(Class.forName("com.connectgain." + test[0]).getDeclaredMethods())
                        .map(java.lang.reflect.Method::getName))
                .contains(test[1]);
    }

    @Test
    void everyUseCaseOfTheCasesIsListed() throws IOException {
        List<String> listed;
        try (InputStream file = UseCasesTest.class.getResourceAsStream("/automations/use-cases.csv")) {
            listed = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",")[0])
                    .toList();
        }

        assertThat(listed).doesNotHaveDuplicates().containsAll(inCases());
    }
}
