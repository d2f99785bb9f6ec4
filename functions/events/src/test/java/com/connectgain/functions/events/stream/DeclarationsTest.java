package com.connectgain.functions.events.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.events.EventNames;
import org.junit.jupiter.api.Test;

class DeclarationsTest {

    @Test
    void webhooksMaySubscribeToWhateverIsDeclared() {
        assertThat(Declarations.all().values())
                .flatExtracting(TableEvents::rules)
                .extracting(EventRule::type)
                .allMatch(EventNames::isSubscribable);
    }
}
