package com.connectgain.infra.local.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every provider by name, and which one serves a channel. */
public final class Providers {

    static final String BASE_PATH = "/_sandbox/providers/";

    private static final List<String> NAMES = List.of(
            "appgain",
            "meta",
            "telegram",
            "tiktok",
            "linkedin",
            "shopify",
            "ses",
            "smtp",
            "stripe",
            "gemini",
            "openai",
            "anthropic",
            "ollama",
            "n8n",
            "qdrant",
            "google",
            "zoom",
            "mymemory",
            "sms",
            "push");

    private final Map<String, Provider> byName = new LinkedHashMap<>();

    /** {@code special} are the providers with a behaviour of their own. */
    public Providers(List<Provider> special) {
        NAMES.forEach(name -> byName.put(name, new Silent(name)));
        special.forEach(provider -> byName.put(provider.name(), provider));
    }

    public static Providers standard() {
        return new Providers(List.of(new SesProvider(), new N8nProvider()));
    }

    /** A provider that is only recorded. */
    private record Silent(String name) implements Provider {}

    Optional<Provider> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Provider> ofChannel(String channel) {
        String wanted = channel.toLowerCase(Locale.ROOT);
        return byName.values().stream()
                .filter(provider -> provider.channels().contains(wanted))
                .findFirst();
    }

    /** The settings that point the product at this sandbox. */
    public Map<String, String> settings(String publicUrl) {
        Map<String, String> settings = new LinkedHashMap<>();
        byName.keySet()
                .forEach(name -> settings.put(
                        "PROVIDER_" + name.toUpperCase(Locale.ROOT) + "_URL", publicUrl + BASE_PATH + name));
        return settings;
    }
}
