package com.connectgain.shared.store;

/** Where a row lives in its physical table. */
public record RowKey(String partition, String sort) {}
