package com.connectgain.shared.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "John DOE, john doe",
        "José Müller, jose muller",
        "Straße, strasse",
        "Øyvind Łukasz, oyvind lukasz",
        "İstanbul Işık, istanbul isik",
        "ﬁancée, fiancee",
        "أحمد, احمد",
        "إبراهيم آل, ابراهيم ال",
        "مُحَمَّد, محمد",
        "محـــمد, محمد",
        "فاطمة, فاطمه",
        "مصطفى, مصطفي",
        "علی کریم, علي كريم",
        "٠١٢٣۴۵, 012345",
    })
    void textIsFoldedToHowItIsTyped(String text, String folded) {
        assertThat(Folding.of(text)).isEqualTo(folded);
        assertThat(Folding.of(folded)).isEqualTo(folded);
    }
}
