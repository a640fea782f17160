package org.linja.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/// Writes JSON (RFC 8259) from plain values.
public final class Json {
    private Json() {}

    /// @param object by name: a String, a number, a boolean, or a Map or List of such
    public static String write(Map<String, ?> object) {
        JsonObject json = new JsonObject();
        object.forEach((name, value) -> json.put(name, plain(value)));
        return json.encode();
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                JsonObject json = new JsonObject();
                map.forEach((name, inner) -> json.put(String.valueOf(name), inner == null ? null : plain(inner)));
                yield json;
            }
            case List<?> list -> {
                JsonArray json = new JsonArray();
                list.forEach(inner -> json.add(plain(inner)));
                yield json;
            }
            case String s -> s;
            case Number n -> n;
            case Boolean b -> b;
            default ->
                throw new IllegalArgumentException(
                        "not for JSON: " + value.getClass().getName());
        };
    }
}
