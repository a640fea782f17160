package org.linja.ussd;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.linja.contact.Msisdn;
import org.linja.http.BadRequest;
import org.linja.http.Request;

/// The fields of a request, whichever way they came. Names are the same in upper and lower case: providers differ from
/// their own descriptions in that.
final class Sent {
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_TEXT = 4096;

    private final Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private Sent() {}

    /// How fields travel.
    enum Encoding {
        /// In the address, after the question mark.
        QUERY,
        /// In the body, `application/x-www-form-urlencoded`.
        FORM,
        /// In the body, one JSON object.
        JSON
    }

    /// @throws BadRequest when they are not encoded as they should be
    static Sent of(Request request, Encoding encoding) {
        Sent sent = new Sent();
        switch (encoding) {
            case QUERY -> sent.putAll(request.query());
            case FORM -> sent.putAll(request.form());
            case JSON -> request.json().forEach(sent::put);
        }
        return sent;
    }

    private void putAll(Map<String, List<String>> read) {
        read.forEach((name, values) -> fields.putIfAbsent(name, values.getFirst()));
    }

    private void put(String name, Object value) {
        switch (value) {
            case String s -> fields.putIfAbsent(name, s);
            case Number n -> fields.putIfAbsent(name, n.toString());
            case Boolean b -> fields.putIfAbsent(name, b.toString());
            default -> {
                // Lists and objects are the provider's own affairs: no field we read is one.
            }
        }
    }

    /// A field that may be missing; blank counts as missing.
    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /// A name or an id, which must be there.
    String need(String name) {
        String value = field(name).orElseThrow(() -> missing(name));
        if (value.length() > LONGEST_ID) {
            throw new BadRequest(name + " is too long: at most " + LONGEST_ID + " characters");
        }
        return value;
    }

    /// What she typed, which may be empty but must be there.
    String words(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw missing(name);
        }
        if (value.length() > LONGEST_TEXT) {
            throw new BadRequest(name + " is too long: at most " + LONGEST_TEXT + " characters");
        }
        return value.strip();
    }

    /// Her number, which must be there.
    Msisdn number(String name) {
        return Msisdn.parse(need(name))
                .orElseThrow(() ->
                        new BadRequest(name + " is no telephone number: send 3 to 15 digits, with the country code"));
    }

    /// `true` or `false`, which must be there.
    boolean yes(String name) {
        return switch (need(name).toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw new BadRequest(name + " must be true or false");
        };
    }

    private static BadRequest missing(String name) {
        return new BadRequest(name + " is missing: send it with every request");
    }
}
