package com.connectgain.functions.crm.imports;

/** Where the files of a job are: always inside its organization, and never where a client says. */
final class JobFiles {

    static final String TYPE = "text/csv";

    /** Rows are worked on for minutes, not hours. */
    static final long LARGEST = 100L * 1024 * 1024;

    private JobFiles() {}

    static String folder(String organization, String job) {
        return "tmp/imports/" + organization + "/" + job + "/";
    }

    static String source(String organization, String job) {
        return folder(organization, job) + "source.csv";
    }
}
