package com.connectgain.shared.notifications;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.mail.Mail;
import com.connectgain.shared.mail.Mailer;
import com.connectgain.shared.queue.Queues;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Records.Inserted;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Tells members. May be called again with the same notice: rows and mails have ids that follow from the notice's key,
 * so that each member hears of it once.
 */
public final class Notifier {

    /** A member without a row of preferences gets everything. */
    private record Ways(boolean inApp, boolean mail, boolean push) {

        private static final Ways ALL = new Ways(true, true, true);
        private static final Ways NONE = new Ways(false, false, false);
    }

    private final Store store;
    private final Records records;
    private final Mailer mailer;
    private final Queues queues;
    private final String appUrl;

    public Notifier(Store store, Records records, Mailer mailer, Queues queues, String appUrl) {
        this.store = store;
        this.records = records;
        this.mailer = mailer;
        this.queues = queues;
        this.appUrl = appUrl;
    }

    /** @param when when the matter arose: with the key, it makes the ids */
    public int tell(Writing writing, Instant when, Collection<String> members, Notice notice) {
        int told = 0;
        for (String member : new LinkedHashSet<>(members)) {
            Optional<Row> profile =
                    store.find("profiles", writing.tenant(), member).filter(row -> row.is("is_active"));
            if (profile.isPresent() && tell(writing, when, profile.get(), notice)) {
                told++;
            }
        }
        return told;
    }

    private boolean tell(Writing writing, Instant when, Row profile, Notice notice) {
        Ways ways = ways(writing.tenant(), profile.id(), notice.kind());
        String id = Ids.derived(when, notice.key() + "#" + profile.id());
        if (store.find("notifications", writing.tenant(), id).isPresent()) {
            return false;
        }
        if (ways.mail() && notice.mailed()) {
            mailer.send(id, mail(profile, notice));
        }
        if (ways.push() && hasDevice(writing.tenant(), profile.id())) {
            queues.send("PUSH_QUEUE", push(writing.tenant(), id, profile.id(), notice));
        }
        // Last, because it also says that the others were sent.
        if (ways.inApp()) {
            insert(writing, id, profile.id(), notice);
        }
        return ways.inApp() || ways.mail() || ways.push();
    }

    private void insert(Writing writing, String id, String member, Notice notice) {
        ObjectNode row = Json.object()
                .put("id", id)
                .put("created_at", DateTimes.print(writing.now()))
                .put("user_id", member)
                .put("kind", notice.kind())
                .put("title", notice.title())
                .put("body", notice.body())
                .put("link", notice.link())
                .put("entity_type", notice.entityType())
                .put("entity_id", notice.entityId());
        row.set("data", notice.data());
        switch (records.tryInsert(writing, "notifications", row, List.of())) {
            case Inserted.Done done -> {}
            case Inserted.Refused told -> {
                // Written by an earlier delivery of the same.
            }
        }
    }

    private Mail mail(Row profile, Notice notice) {
        StringBuilder text = new StringBuilder(notice.title());
        if (notice.body() != null) {
            text.append("\n\n").append(notice.body());
        }
        if (notice.link() != null) {
            text.append("\n\n").append(appUrl).append(notice.link());
        }
        return new Mail(profile.text("email"), notice.title(), text.append('\n').toString(), null, notice.kind());
    }

    private static ObjectNode push(String organization, String id, String member, Notice notice) {
        return Json.object()
                .put("id", id)
                .put("organization_id", organization)
                .put("user_id", member)
                .put("title", notice.title())
                .put("body", notice.body())
                .put("link", notice.link())
                .put("kind", notice.kind());
    }

    private boolean hasDevice(String tenant, String member) {
        Slice slice = Slice.of(new AccessPath.Equal("user_id", member), 1);
        return !store.read(store.table("push_subscriptions"), tenant, slice)
                .rows()
                .isEmpty();
    }

    private Ways ways(String tenant, String member, String kind) {
        var preferences = store.table("notification_preferences");
        ObjectNode own = Json.object().put("user_id", member);
        return store.findUnique(
                        preferences, tenant, preferences.uniques().getFirst().name(), own)
                .map(row -> row.get("kinds").path(kind).asBoolean(true)
                        ? new Ways(row.is("in_app_enabled"), row.is("email_enabled"), row.is("push_enabled"))
                        : Ways.NONE)
                .orElse(Ways.ALL);
    }
}
