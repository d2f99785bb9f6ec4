package com.connectgain.functions.data.analytics;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** How many contacts there are at the end of a period, how many came in it, and how many of them wrote in it. */
final class ContactsReport {

    private ContactsReport() {}

    static ObjectNode of(Ledger ledger, Period period) {
        long total = ledger.countCreatedUntil("contacts", period);
        long before = ledger.countCreatedUntil("contacts", period.previous());
        long engaged = engaged(ledger.messages(period));
        return Json.object()
                .put("total_contacts", total)
                .put("new_contacts", ledger.countCreated("contacts", period))
                .put("contacts_change", Ratio.change(total, before))
                .put("engaged_contacts", engaged)
                .put("engagement_rate", Ratio.percent(engaged, total, BigDecimal.ZERO));
    }

    private static long engaged(List<Row> messages) {
        return messages.stream()
                .filter(message -> "INBOUND".equals(message.text("direction")))
                .map(message -> message.text("contact_id"))
                .filter(contact -> contact != null)
                .distinct()
                .count();
    }
}
