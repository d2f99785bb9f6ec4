package com.connectgain.shared.postgrest.request;

import java.util.ArrayList;
import java.util.List;

/** {@code embed.embed.column->path}: the name of a parameter. */
final class TreePath {

    private TreePath() {}

    static Placed<FieldRef> field(String key) {
        Scanner in = new Scanner("failed to parse tree path (" + key + ")", key);
        List<String> names = names(in);
        List<FieldRef.Step> path = FieldGrammar.path(in);
        String column = names.removeLast();
        return new Placed<>(List.copyOf(names), new FieldRef(column, path));
    }

    static List<String> names(String key, String what) {
        return names(new Scanner("failed to parse " + what + " (" + key + ")", key));
    }

    private static List<String> names(Scanner in) {
        List<String> names = new ArrayList<>(4);
        do {
            String name = FieldGrammar.name(in);
            if (name == null) {
                throw in.failure();
            }
            names.add(name);
        } while (FieldGrammar.delimiter(in));
        return names;
    }

    /** The embed path of {@code embed.order}, {@code embed.limit}: all but the last name. */
    static List<String> parents(String key) {
        if (key.indexOf('.') < 0) {
            return List.of();
        }
        List<String> names = names(key, "tree path");
        names.removeLast();
        return List.copyOf(names);
    }
}
