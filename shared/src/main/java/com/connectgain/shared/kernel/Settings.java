package com.connectgain.shared.kernel;

import java.util.Map;
import java.util.Optional;

/** Configuration by name, as {@code template.yaml} sets it. Only {@link Kernel} knows where the values come from. */
public record Settings(Map<String, String> values) {

    public String require(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("Setting " + name + " is missing"));
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    public String get(String name, String otherwise) {
        return find(name).orElse(otherwise);
    }

    /** The base URL of a provider: {@code PROVIDER_<NAME>_URL}, or the provider's own public address. */
    public String provider(String name, String publicUrl) {
        return get("PROVIDER_" + name.toUpperCase(java.util.Locale.ROOT) + "_URL", publicUrl);
    }
}
