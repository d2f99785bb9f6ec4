package com.connectgain.shared.files;

/** What the bucket says of an object. */
public record StoredFile(String key, long size, String contentType) {}
