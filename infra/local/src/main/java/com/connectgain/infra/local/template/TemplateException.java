package com.connectgain.infra.local.template;

/** The template says something that cannot be run; the message names where. */
public final class TemplateException extends RuntimeException {

    public TemplateException(String message) {
        super(message);
    }
}
