package com.connectgain.shared.notifications;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Something that members are told.
 *
 * @param key the same when the same is told again; a member hears of it once
 * @param kind such as {@code task_overdue}, what preferences switch off
 * @param body more words; null for none
 * @param link a path of the dashboard; null for none
 * @param entityType the table of what it is about; null for nothing
 * @param entityId its row
 * @param mailed whether it is worth a mail to those who take any
 */
public record Notice(
        String key,
        String kind,
        String title,
        String body,
        String link,
        String entityType,
        String entityId,
        ObjectNode data,
        boolean mailed) {

    public static Notice of(String key, String kind, String title) {
        return new Notice(key, kind, title, null, null, null, null, Json.object(), true);
    }

    public Notice saying(String newBody) {
        return new Notice(key, kind, title, newBody, link, entityType, entityId, data, mailed);
    }

    public Notice about(String type, String id, String newLink) {
        return new Notice(key, kind, title, body, newLink, type, id, data, mailed);
    }

    public Notice with(ObjectNode newData) {
        return new Notice(key, kind, title, body, link, entityType, entityId, newData, mailed);
    }

    /** What comes too often for mails. */
    public Notice unmailed() {
        return new Notice(key, kind, title, body, link, entityType, entityId, data, false);
    }
}
