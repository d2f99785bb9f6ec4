package com.connectgain.shared.assignment;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Who gets the work, and who was considered.
 *
 * @param assignee empty when nobody fits
 */
public record Decision(Optional<String> assignee, Strategy strategy, List<Considered> considered) {

    /**
     * A member who was looked at.
     *
     * @param refusal why not; null for those who could have been chosen
     */
    public record Considered(String userId, String refusal, Long load, Double score) {

        boolean fits() {
            return refusal == null;
        }
    }

    /** For the audit trail. */
    public ArrayNode candidates() {
        ArrayNode list = Json.array();
        for (Considered candidate : considered) {
            ObjectNode entry =
                    list.addObject().put("user_id", candidate.userId()).put("eligible", candidate.fits());
            if (candidate.refusal() != null) {
                entry.put("reason", candidate.refusal());
            }
            if (candidate.load() != null) {
                entry.put("open_items", candidate.load());
            }
            if (candidate.score() != null) {
                entry.put("score", candidate.score());
            }
        }
        return list;
    }
}
