package com.connectgain.shared.catalog.tables;

import com.connectgain.shared.catalog.Table;
import java.util.List;
import java.util.stream.Stream;

/** Channels, conversations, messages and templates. */
public final class InboxTables {

    private InboxTables() {}

    public static List<Table> tables() {
        return Stream.of(ChannelTables.tables(), ConversationTables.tables(), TemplateTables.tables())
                .flatMap(List::stream)
                .toList();
    }
}
