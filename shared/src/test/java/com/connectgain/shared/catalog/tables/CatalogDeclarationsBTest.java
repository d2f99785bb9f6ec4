package com.connectgain.shared.catalog.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogDeclarationsBTest {
    @Test
    void builds() {
        assertThat(Stream.of(EventTables.tables(), TaskAutomationTables.tables(), CampaignTables.tables(), SequenceTables.tables(),
            FlowTables.tables(), CallTables.tables(), CallIntelligenceTables.tables(), AiTables.tables(), SchedulingTables.tables(),
            SocialTables.tables(), AnalyticsTables.tables()).flatMap(l -> l.stream()).toList()).isNotEmpty();
    }
}
