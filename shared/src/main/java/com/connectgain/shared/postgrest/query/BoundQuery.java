package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.postgrest.request.ApiRequest;

/** A request bound to the catalog. For writes the root's filter says which rows are touched. */
public record BoundQuery(ApiRequest request, BoundLevel root) {}
