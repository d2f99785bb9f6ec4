package com.connectgain.shared.catalog;

import com.connectgain.shared.catalog.tables.AccountTables;
import com.connectgain.shared.catalog.tables.AiTables;
import com.connectgain.shared.catalog.tables.AnalyticsTables;
import com.connectgain.shared.catalog.tables.CallIntelligenceTables;
import com.connectgain.shared.catalog.tables.CallTables;
import com.connectgain.shared.catalog.tables.CampaignTables;
import com.connectgain.shared.catalog.tables.CrmTables;
import com.connectgain.shared.catalog.tables.EventTables;
import com.connectgain.shared.catalog.tables.FlowTables;
import com.connectgain.shared.catalog.tables.InboxTables;
import com.connectgain.shared.catalog.tables.SchedulingTables;
import com.connectgain.shared.catalog.tables.SequenceTables;
import com.connectgain.shared.catalog.tables.SocialTables;
import com.connectgain.shared.catalog.tables.TaskAutomationTables;
import java.util.List;
import java.util.stream.Stream;

/** The product's own tables. */
public final class StandardCatalog {

    private StandardCatalog() {}

    public static Catalog load() {
        return Catalog.of(Stream.of(
                        AccountTables.tables(),
                        AiTables.tables(),
                        AnalyticsTables.tables(),
                        CallIntelligenceTables.tables(),
                        CallTables.tables(),
                        CampaignTables.tables(),
                        CrmTables.tables(),
                        EventTables.tables(),
                        FlowTables.tables(),
                        InboxTables.tables(),
                        SchedulingTables.tables(),
                        SequenceTables.tables(),
                        SocialTables.tables(),
                        TaskAutomationTables.tables())
                .flatMap(List::stream)
                .toList());
    }
}
