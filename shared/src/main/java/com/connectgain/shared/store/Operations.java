package com.connectgain.shared.store;

/** The ops table: claims, counters, caps, leases, idempotency. */
public final class Operations {}
