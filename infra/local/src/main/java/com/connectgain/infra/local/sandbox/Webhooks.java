package com.connectgain.infra.local.sandbox;

import com.connectgain.infra.local.http.HttpAnswer;
import java.util.Map;

/** The way from a provider to our own webhooks: through the gateway, as it comes in from outside. */
public interface Webhooks {

    HttpAnswer send(String method, String pathAndQuery, Map<String, String> headers, byte[] body);
}
