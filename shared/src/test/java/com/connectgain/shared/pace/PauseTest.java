package com.connectgain.shared.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PauseTest {

    @Test
    void waitGrowsWithTheRacesLostAndWithWhatAnAttemptTakes() {
        assertThat(Pause.bound(1, Duration.ofMillis(10))).isEqualTo(40);
        assertThat(Pause.bound(3, Duration.ofMillis(10))).isEqualTo(120);
        assertThat(Pause.bound(3, Duration.ofMillis(100))).isEqualTo(1200);
    }

    @Test
    void attemptThatTookNoTimeIsWaitedForAllTheSame() {
        assertThat(Pause.bound(1, Duration.ZERO)).isEqualTo(20);
    }

    @Test
    void nobodyWaitsLongerThanARequestCanAfford() {
        assertThat(Pause.bound(50, Duration.ofSeconds(30))).isEqualTo(5000);
    }
}
