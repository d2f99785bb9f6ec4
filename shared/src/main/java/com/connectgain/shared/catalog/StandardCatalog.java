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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The product's own tables. */
public final class StandardCatalog {

    private StandardCatalog() {}

    public static Catalog load() {
        return Catalog.of(byDomain().values().stream().flatMap(List::stream).toList());
    }

    /** The tables under the name of the part of the product they belong to, in the order the reference lists them. */
    public static SequencedMap<String, List<Table>> byDomain() {
        SequencedMap<String, List<Table>> domains = new LinkedHashMap<>();
        domains.put("CRM", CrmTables.tables());
        domains.put("Inbox", InboxTables.tables());
        domains.put("Accounts", AccountTables.tables());
        domains.put("Campaigns", CampaignTables.tables());
        domains.put("Sequences", SequenceTables.tables());
        domains.put("Bot Flows", FlowTables.tables());
        domains.put("Automations and Events", EventTables.tables());
        domains.put("Task Automation", TaskAutomationTables.tables());
        domains.put("Calls", CallTables.tables());
        domains.put("Call Intelligence", CallIntelligenceTables.tables());
        domains.put("AI", AiTables.tables());
        domains.put("Scheduling", SchedulingTables.tables());
        domains.put("Social", SocialTables.tables());
        domains.put("Analytics", AnalyticsTables.tables());
        return domains;
    }
}
