package com.connectgain.infra.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Every function of a package in one JVM, whose AOT cache then serves each of them: an event names the handler it is
 * for. The runtime finds this class in its task root, by a loader of its own, so that the cache does not hold it.
 */
public final class Rehearsal implements RequestStreamHandler {

    private static final String OURS = "com/connectgain/";

    private final Map<String, RequestStreamHandler> handlers = new HashMap<>();

    /** What the trainer sends for {@code handler} to get {@code event}. */
    static byte[] scene(String handler, JsonNode event) {
        return Json.bytes(Json.object().put("handler", handler).set("event", event));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode scene = Json.read(input);
        String name = scene.path("handler").asText();
        if (handlers.isEmpty()) {
            loadAllBeside(name);
        }
        RequestStreamHandler handler = handlers.get(name);
        if (handler == null) {
            handler = make(name);
            handlers.put(name, handler);
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(Json.bytes(scene.path("event"))), answer, context);
        answer.writeTo(output);
    }

    private static RequestStreamHandler make(String name) throws IOException {
        try {
            return (RequestStreamHandler) Class.forName(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException broken) {
            throw new IOException(name, broken);
        }
    }

    /** The product's own classes, all of them: what a scene does not come to is in the cache all the same. */
    private static void loadAllBeside(String handler) throws IOException {
        try (JarFile jar = new JarFile(jarOf(handler).toFile())) {
            List<String> names = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(OURS) && name.endsWith(".class"))
                    .filter(name -> !name.endsWith("-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
            for (String name : names) {
                Class.forName(name, false, Json.class.getClassLoader());
            }
        } catch (ClassNotFoundException broken) {
            throw new IOException(broken);
        }
    }

    private static Path jarOf(String handler) throws IOException, ClassNotFoundException {
        try {
            return Path.of(Class.forName(handler, false, Json.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IOException(impossible);
        }
    }
}
