package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.StandardCatalog;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiConsumer;

/** The renderings, made once for all tests. */
final class Documents {

    static final Description DESCRIPTION = Description.load();
    static final Served SERVED = new Served(StandardCatalog.byDomain());
    static final ApiReference REFERENCE =
            new ApiReference(new Settings(Map.of("PUBLIC_URL", "https://api.example.test")));
    static final ObjectNode SWAGGER = read(REFERENCE.swagger());
    static final ObjectNode OPEN_API = read(REFERENCE.openApi());
    static final ObjectNode POSTMAN = read(REFERENCE.postman());

    private Documents() {}

    private static ObjectNode read(Rendering rendering) {
        return Json.readObject(new String(rendering.body(), StandardCharsets.UTF_8));
    }

    /** Shows {@code visitor} every field of the tree, at any depth. */
    static void eachField(JsonNode tree, BiConsumer<String, JsonNode> visitor) {
        tree.properties().forEach(field -> visitor.accept(field.getKey(), field.getValue()));
        tree.forEach(child -> eachField(child, visitor));
    }
}
