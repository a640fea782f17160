package org.linja.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads `a=1&b=2` as it stands in a query and in a form (WHATWG URL §5.1, application/x-www-form-urlencoded).
final class Fields {
    private static final int MOST = 1000;

    private Fields() {}

    /// Every field in the order it came, a name may come more than once.
    ///
    /// @throws BadRequest when a percent sign is not followed by two hexadecimal digits, or there are too many
    static Map<String, List<String>> read(String encoded) {
        if (encoded.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> fields = new LinkedHashMap<>();
        int count = 0;
        int start = 0;
        while (start <= encoded.length()) {
            int and = encoded.indexOf('&', start);
            int end = and < 0 ? encoded.length() : and;
            if (end > start) {
                if (++count > MOST) {
                    throw new BadRequest("more than " + MOST + " fields: send fewer");
                }
                int equals = encoded.indexOf('=', start);
                boolean bare = equals < 0 || equals >= end;
                String name = decode(encoded.substring(start, bare ? end : equals));
                String value = bare ? "" : decode(encoded.substring(equals + 1, end));
                fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
            }
            start = end + 1;
        }
        return Collections.unmodifiableMap(fields);
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("a field is not percent-encoded as it should be: two hexadecimal digits after each %");
        }
    }
}
