package com.connectgain.shared.files;

import java.time.Instant;
import java.util.Map;

/** A link that takes one file of one size and type; {@code headers} have to be sent with it as they are. */
public record SignedUpload(String url, Map<String, String> headers, Instant expires) {}
