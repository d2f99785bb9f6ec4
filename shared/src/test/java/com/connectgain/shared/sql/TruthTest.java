package com.connectgain.shared.sql;

import static com.connectgain.shared.sql.Truth.FALSE;
import static com.connectgain.shared.sql.Truth.TRUE;
import static com.connectgain.shared.sql.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TruthTest {

    @Test
    void unknownIsAbsorbedOnlyByWhatDecides() {
        assertThat(UNKNOWN.and(FALSE)).isEqualTo(FALSE);
        assertThat(FALSE.and(UNKNOWN)).isEqualTo(FALSE);
        assertThat(UNKNOWN.and(TRUE)).isEqualTo(UNKNOWN);
        assertThat(UNKNOWN.or(TRUE)).isEqualTo(TRUE);
        assertThat(TRUE.or(UNKNOWN)).isEqualTo(TRUE);
        assertThat(UNKNOWN.or(FALSE)).isEqualTo(UNKNOWN);
        assertThat(UNKNOWN.not()).isEqualTo(UNKNOWN);
    }
}
