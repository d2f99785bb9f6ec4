package com.connectgain.infra.checks;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The handler classes found in the functions' compiled classes. */
final class FunctionClasses {

    private FunctionClasses() {}

    /** Every concrete handler of every domain. */
    static List<Class<?>> all() {
        return Repository.domains().stream().flatMap(FunctionClasses::of).toList();
    }

    private static Stream<Class<?>> of(String domain) {
        Path module = Repository.ROOT.resolve("functions").resolve(domain);
        if (!Files.exists(module.resolve("src/main/java"))) {
            return Stream.empty();
        }
        Path classes = module.resolve("target/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            List<Class<?>> handlers = new ArrayList<>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                Class<?> type = load(domain, classes.relativize(file).toString());
                if (RequestStreamHandler.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                    handlers.add(type);
                }
            }
            return handlers.stream();
        } catch (IOException failure) {
            throw new UncheckedIOException("Module functions/" + domain + " is not compiled", failure);
        }
    }

    private static Class<?> load(String domain, String file) {
        String name = file.replaceAll("\\.class$", "").replaceAll("[/\\\\]", ".");
        try {
            return Class.forName(name, false, FunctionClasses.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(
                    "Add functions/" + domain + " to the dependencies of infra/checks/pom.xml", missing);
        }
    }
}
