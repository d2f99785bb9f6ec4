package com.connectgain.infra.local.template;

import java.util.Map;

/**
 * What a template cannot know of the place it runs at: where the emulators listen, and values for its parameters.
 *
 * @param parameters values that win over the template's defaults
 */
public record Site(String publicUrl, String queueEndpoint, Map<String, String> parameters) {

    public static final String REGION = "eu-west-1";
    public static final String ACCOUNT = "000000000000";
    public static final String STACK = "connectgain-local";

    public String queueUrl(String queueName) {
        return queueEndpoint + "/" + ACCOUNT + "/" + queueName;
    }
}
