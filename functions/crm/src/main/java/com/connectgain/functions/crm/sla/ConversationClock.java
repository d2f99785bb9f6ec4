package com.connectgain.functions.crm.sla;

import com.connectgain.shared.assignment.ActiveMembers;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.notifications.Notice;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Conversations whose {@code sla_deadline} has passed: whoever should have answered hears of it once, and the row says
 * which deadline was missed. Telling comes first, since it may be repeated and a mark may not be lost.
 */
public final class ConversationClock {

    private static final String CONVERSATIONS = "conversations";
    private static final String DEADLINE = "sla_deadline";
    private static final String BREACHED = "sla_breached_at";

    /** Of each shard of the due index; the next tick takes what is left. */
    private static final int MOST = 500;

    private static final int AT_ONCE = 8;

    /** Histories that are imported bring deadlines that nobody could have kept. */
    private static final Duration NEWS = Duration.ofDays(1);

    private final Kernel kernel;

    public ConversationClock(Kernel kernel) {
        this.kernel = kernel;
    }

    /** @return how many deadlines were found missed */
    public int tick() {
        Instant now = kernel.clock().instant();
        List<Row> missed = kernel.store().due(kernel.store().table(CONVERSATIONS), DateTimes.print(now), MOST).stream()
                .filter(row -> isMissed(row, now))
                .toList();
        Parallel.map(missed, AT_ONCE, row -> mark(row, now));
        return missed.size();
    }

    private static boolean isMissed(Row row, Instant now) {
        return !row.get(DEADLINE).equals(row.get(BREACHED))
                && row.instant(DEADLINE).filter(at -> !at.isAfter(now)).isPresent();
    }

    private List<Row> mark(Row conversation, Instant now) {
        Writing writing = new Writing(kernel.store(), conversation.organization(), null, now);
        Instant deadline = conversation.instant(DEADLINE).orElseThrow();
        if (deadline.plus(NEWS).isAfter(now)) {
            kernel.notifier().tell(writing, deadline, members(conversation), notice(conversation));
        }
        return kernel.records()
                .update(
                        writing,
                        List.of(conversation),
                        values -> {
                            var marked = values.deepCopy();
                            marked.set(BREACHED, values.path(DEADLINE));
                            return marked;
                        },
                        row -> row.get(DEADLINE).equals(conversation.get(DEADLINE)));
    }

    /** The assignee; of a conversation that nobody has, those who could give it to somebody. */
    private List<String> members(Row conversation) {
        return conversation
                .find("assignee_id")
                .map(List::of)
                .orElseGet(() -> ActiveMembers.of(kernel.store(), conversation.organization()).stream()
                        .filter(member -> Role.valueOf(member.text("role")).administers())
                        .map(Row::id)
                        .toList());
    }

    private Notice notice(Row conversation) {
        String name = kernel.store()
                .find("contacts", conversation.organization(), conversation.text("contact_id"))
                .map(contact -> contact.text("full_name_search"))
                .orElse(null);
        String key = "conversation_overdue#" + conversation.id() + "#" + conversation.text(DEADLINE);
        return Notice.of(key, "conversation_overdue", "A conversation is past its SLA deadline")
                .saying(name)
                .about(CONVERSATIONS, conversation.id(), "/inbox/" + conversation.id())
                .with(Json.object().put(DEADLINE, conversation.text(DEADLINE)));
    }
}
