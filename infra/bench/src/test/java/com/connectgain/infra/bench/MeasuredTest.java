package com.connectgain.infra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuredTest {

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(new Measured(new double[] {4, 1, 3, 2}).median()).isEqualTo(2.5);
        assertThat(new Measured(new double[] {9, 1, 5}).median()).isEqualTo(5);
    }

    @Test
    void aPercentileIsATimeThatWasMeasured() {
        Measured hundred = new Measured(
                IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray());
        assertThat(hundred.percentile(0.99)).isEqualTo(99);
        assertThat(hundred.least()).isEqualTo(1);
        assertThat(hundred.most()).isEqualTo(100);
    }
}
