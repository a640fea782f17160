package org.linja.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes JSON (RFC 8259) from plain values, and reads an object into them.
public final class Json {
    private Json() {}

    /// @param object by name: a String, a number, a boolean, or a Map or List of such
    public static String write(Map<String, ?> object) {
        JsonObject json = new JsonObject();
        object.forEach((name, value) -> json.put(name, plain(value)));
        return json.encode();
    }

    /// Reads one object. What is null in it is left out.
    ///
    /// @return by name, in the order written: a String, a number, a boolean, or a Map or List
    /// @throws BadRequest when the text is no JSON object, or one that is nested too deeply
    public static Map<String, Object> read(String text) {
        try {
            Map<String, Object> object = new LinkedHashMap<>();
            new JsonObject(text).getMap().forEach((name, value) -> {
                if (value != null) {
                    object.put(name, value);
                }
            });
            return object;
        } catch (DecodeException e) {
            throw new BadRequest(
                    "the body is no JSON object: send one, in UTF-8, with names and values in double quotes");
        }
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
