package com.connectgain.shared.postgrest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.request.QueryParameters;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QueryParametersTest {

    static Stream<Arguments> parsed() {
        return Cases.of("parsed.tsv");
    }

    @ParameterizedTest
    @MethodSource("parsed")
    void strictQueryIsRead(String query, String expected) {
        assertThat(Described.query(QueryParameters.read(query, Dialect.STRICT))).isEqualTo(expected);
    }

    static Stream<Arguments> proxied() {
        return Cases.of("parsed-proxy.tsv");
    }

    @ParameterizedTest
    @MethodSource("proxied")
    void proxyQueryIsRead(String query, String expected) {
        assertThat(Described.query(QueryParameters.read(query, Dialect.PROXY))).isEqualTo(expected);
    }

    static Stream<Arguments> refused() {
        return Cases.of("parse-errors.tsv");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void mistakeIsExplainedAsPostgrestDoes(String query, String message, String details) {
        Problem problem = catchThrowableOfType(Problem.class, () -> QueryParameters.read(query, Dialect.STRICT));
        assertThat(problem).isNotNull();
        assertThat(problem.code()).isEqualTo("PGRST100");
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.getMessage()).isEqualTo(message);
        assertThat(problem.details().textValue()).isEqualTo(details);
    }
}
