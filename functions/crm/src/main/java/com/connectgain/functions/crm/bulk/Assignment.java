package com.connectgain.functions.crm.bulk;

import com.connectgain.functions.crm.selection.Sent;
import com.connectgain.shared.http.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param assigneeId to whom all go; null with a method, and for taking rows from whoever has them
 * @param candidates whom a method may choose from; empty for everybody who takes such work
 */
record Assignment(Assignable kind, List<String> ids, boolean inTurn, String assigneeId, List<String> candidates) {

    private static final int MOST_ROWS = 500;
    private static final int MOST_CANDIDATES = 100;
    private static final String ASSIGNEE = "assignee_id";

    static Assignment read(Sent sent) {
        Assignable kind = kind(sent);
        List<String> ids = sent.ids(MOST_ROWS, "ids", kind.idsField()).orElseThrow(() -> Problem.required("ids"));
        Optional<String> method = sent.text(30, "method");
        if (method.isPresent() == sent.names(ASSIGNEE)) {
            throw Problem.badRequest("Send either assignee_id or method");
        }
        method.filter(name -> !isRoundRobin(name)).ifPresent(name -> {
            throw Problem.badRequest("method must be round_robin");
        });
        List<String> candidates = sent.ids(MOST_CANDIDATES, "assignee_ids").orElse(List.of());
        if (method.isEmpty() && !candidates.isEmpty()) {
            throw Problem.badRequest("assignee_ids goes with method");
        }
        return new Assignment(kind, ids, method.isPresent(), sent.id(ASSIGNEE).orElse(null), candidates);
    }

    private static boolean isRoundRobin(String method) {
        return method.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "").equals("roundrobin");
    }

    private static Assignable kind(Sent sent) {
        Optional<String> entity = sent.text(30, "entity", "entity_type");
        if (entity.isPresent()) {
            return Assignable.named(entity.get())
                    .orElseThrow(() -> Problem.badRequest("entity must be one of conversations, contacts, companies, "
                            + "deals, tasks, project_issues"));
        }
        for (Assignable kind : Assignable.values()) {
            if (sent.has(kind.idsField())) {
                return kind;
            }
        }
        return Assignable.CONVERSATIONS;
    }
}
