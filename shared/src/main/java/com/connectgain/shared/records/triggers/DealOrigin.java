package com.connectgain.shared.records.triggers;

import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What a new deal takes from where it comes from: a conversation, a contact, a company. */
final class DealOrigin {

    private static final String CONTACT = "contact_id";
    private static final String COMPANY = "company_id";
    private static final String CONVERSATION = "conversation_id";
    private static final String TITLE = "title";

    /** A title has 200 characters. */
    private static final int LONGEST_NAME = 150;

    private DealOrigin() {}

    /** A conversation becomes a deal with its contact, and with a title for whoever thinks of none. */
    static void fill(Writing writing, ObjectNode sent) {
        boolean complete = !Cells.isBlank(sent, CONTACT) && !Cells.isBlank(sent, TITLE);
        if (complete || !sent.path(CONVERSATION).isTextual()) {
            return;
        }
        Optional<Row> conversation =
                writing.lookups().find("conversations", sent.path(CONVERSATION).asText());
        if (conversation.isEmpty()) {
            return;
        }
        if (Cells.isBlank(sent, CONTACT)) {
            conversation.get().find(CONTACT).ifPresent(contact -> sent.put(CONTACT, contact));
        }
        if (Cells.isBlank(sent, TITLE)) {
            sent.put(TITLE, "Deal from Conversation - " + name(writing, sent));
        }
    }

    private static String name(Writing writing, ObjectNode sent) {
        String name = writing.lookups()
                .find("contacts", sent.path(CONTACT).asText())
                .flatMap(contact -> contact.find("full_name_search"))
                .orElse("Unknown Contact");
        return Cells.beginning(name, LONGEST_NAME);
    }

    /**
     * A deal with somebody is one with their company, unless it says with which. A company that is made together with
     * its deal becomes that of the deal's contact, who had none.
     */
    static void company(Transaction transaction, ObjectNode deal) {
        boolean stated = deal.hasNonNull(COMPANY);
        if (!stated && transaction.writing().names(COMPANY)
                || stated && !transaction.makes("companies", Cells.text(deal, COMPANY))) {
            return;
        }
        Optional<Row> contact = transaction.find("contacts", Cells.text(deal, CONTACT));
        Optional<String> employer = contact.flatMap(row -> row.find(COMPANY));
        if (!stated) {
            employer.ifPresent(company -> deal.put(COMPANY, company));
        } else if (contact.isPresent() && employer.isEmpty()) {
            transaction.change(contact.get(), values -> values.set(COMPANY, deal.path(COMPANY)));
        }
    }
}
