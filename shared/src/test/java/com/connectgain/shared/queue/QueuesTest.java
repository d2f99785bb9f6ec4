package com.connectgain.shared.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.queue.Queues.Outgoing;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueuesTest {

    private static Outgoing ofBytes(int bytes) {
        return Outgoing.of(Json.nodes().textNode("x".repeat(bytes - 2)));
    }

    @Test
    void batchesHoldTenMessagesAtMost() {
        assertThat(Queues.batches(Collections.nCopies(21, ofBytes(10))))
                .extracting(List::size)
                .containsExactly(10, 10, 1);
        assertThat(Queues.batches(List.of())).isEmpty();
    }

    @Test
    void batchesStayBelowTheSizeThatSqsTakes() {
        assertThat(Queues.batches(Collections.nCopies(5, ofBytes(400_000))))
                .extracting(List::size)
                .containsExactly(2, 2, 1);
    }

    @Test
    void delayIsBounded() {
        assertThat(Queues.batches(List.of(ofBytes(10).after(Queues.LONGEST_DELAY)))
                        .getFirst()
                        .getFirst()
                        .delaySeconds())
                .isEqualTo(900);
        assertThatThrownBy(() -> Queues.batches(List.of(ofBytes(10).after(Duration.ofMinutes(16)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void groupIsTheMessageGroup() {
        assertThat(Queues.batches(List.of(ofBytes(10).inGroup("org")))
                        .getFirst()
                        .getFirst()
                        .messageGroupId())
                .isEqualTo("org");
    }
}
