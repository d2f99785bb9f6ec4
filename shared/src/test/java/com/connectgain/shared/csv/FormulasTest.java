package com.connectgain.shared.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulasTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1",
                "+cmd|' /C calc'!A0",
                "-1+1",
                "@SUM(1)",
                "\t=1",
                "\r=1",
                " =1",
                "\n=1",
                "'=1",
                "+1-800-CALL",
                "+1-2",
                "-1",
                "+1.5",
                "+201000000001",
                "+201; +202"
            })
    void formulasBecomeTextAndComeBack(String cell) {
        String safe = Formulas.neutralised(cell);
        assertThat(safe).startsWith("'").endsWith(cell);
        assertThat(Formulas.restored(safe)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "'", "'a", "1e5", "a=b", "201; +202", "محمد"})
    void everythingElseStays(String cell) {
        assertThat(Formulas.neutralised(cell)).isEqualTo(cell);
        assertThat(Formulas.restored(cell)).isEqualTo(cell);
    }
}
