package com.connectgain.functions.crm.duplicates;

import java.util.Optional;

/** What can be merged, and what it is called. */
enum Subject {
    CONTACTS("contacts", "contact", "MERGE_CONTACTS", "contactIds"),
    COMPANIES("companies", "company", "MERGE_COMPANIES", "companyIds");

    private final String table;
    private final String noun;
    private final String job;
    private final String idsField;

    Subject(String table, String noun, String job, String idsField) {
        this.table = table;
        this.noun = noun;
        this.job = job;
        this.idsField = idsField;
    }

    static Optional<Subject> ofJob(String kind) {
        for (Subject subject : values()) {
            if (subject.job.equals(kind)) {
                return Optional.of(subject);
            }
        }
        return Optional.empty();
    }

    String table() {
        return table;
    }

    String noun() {
        return noun;
    }

    /** {@code background_jobs.kind}. */
    String job() {
        return job;
    }

    String idsField() {
        return idsField;
    }
}
