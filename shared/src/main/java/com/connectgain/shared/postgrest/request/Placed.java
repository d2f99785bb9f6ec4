package com.connectgain.shared.postgrest.request;

import java.util.List;

/** Something said about the level of the select tree that {@code path} leads to; the root has no path. */
public record Placed<T>(List<String> path, T what) {

    public boolean isRoot() {
        return path.isEmpty();
    }
}
