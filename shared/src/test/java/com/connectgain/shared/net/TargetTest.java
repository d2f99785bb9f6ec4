package com.connectgain.shared.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.connectgain.shared.net.OutboundException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TargetTest {

    private final Guard guard = new Guard("");

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvFileSource(resources = "/net/targets.csv", delimiter = '|')
    void onlyPlainPublicAddressesPass(String url, String verdict, String why) {
        if (verdict.equals("ok")) {
            assertThatCode(() -> guard.check(Target.of(url))).as(why).doesNotThrowAnyException();
        } else {
            OutboundException refusal =
                    catchThrowableOfType(OutboundException.class, () -> guard.check(Target.of(url)));
            assertThat(refusal).as(why).isNotNull();
            assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        }
    }

    @Test
    void allowListNamesHostAndPort() {
        Guard local = new Guard("127.0.0.1:8080, localhost:9000");

        assertThatCode(() -> local.check(Target.of("http://127.0.0.1:8080/sink")))
                .doesNotThrowAnyException();
        assertThat(catchThrowableOfType(
                        OutboundException.class, () -> local.check(Target.of("http://127.0.0.1:8081/sink"))))
                .isNotNull();
    }

    @Test
    void relativeRedirectStaysOnTheHost() {
        Target target = Target.of("https://example.com/a/b?x=1").redirectedTo("../c");

        assertThat(target.uri()).hasToString("https://example.com/c");
    }
}
