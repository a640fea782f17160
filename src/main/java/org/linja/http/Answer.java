package org.linja.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// What goes back to the caller. Its [#toString] does not show the body.
///
/// @param status the HTTP status (RFC 9110 §15)
/// @param type the content type; empty when there is no body
/// @param body what is sent
/// @param headers beyond those every answer carries
public record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    private static final byte[] NOTHING = {};

    /// The headers are kept as given at this moment.
    public Answer {
        headers = Map.copyOf(headers);
    }

    /// Words, 200.
    public static Answer text(String words) {
        return problem(200, words);
    }

    /// A page, 200.
    public static Answer html(String page) {
        return of("text/html; charset=utf-8", page);
    }

    /// An object as [Json#write] writes it, 200.
    public static Answer json(Map<String, ?> object) {
        return of("application/json", Json.write(object));
    }

    /// Anything in UTF-8, 200.
    ///
    /// @param type the content type, `charset` included
    public static Answer of(String type, String body) {
        return new Answer(200, type, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /// Done, and there is nothing to say: 204.
    public static Answer done() {
        return new Answer(204, "", NOTHING, Map.of());
    }

    /// Look there instead: 303.
    ///
    /// @param path on this server, starting with `/`
    public static Answer seeOther(String path) {
        return new Answer(303, "", NOTHING, Map.of("Location", path));
    }

    /// A sentence that says what is wrong and what to do.
    public static Answer problem(int status, String what) {
        return new Answer(status, "text/plain; charset=utf-8", what.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /// Too much at once: 503, and when to try again.
    ///
    /// @param after rounded up to whole seconds
    public static Answer busy(Duration after) {
        long seconds = Math.max(1, after.plusMillis(999).toSeconds());
        return problem(503, "busy: try again in " + seconds + " s").with("Retry-After", Long.toString(seconds));
    }

    /// A file that lies beside a class: a page, a style, a script, a picture.
    ///
    /// @param near the class beside which it lies
    /// @param file its name, such as `page.html`; its ending decides the content type
    /// @throws IllegalArgumentException when there is no such file or its ending is none we serve
    public static Answer resource(Class<?> near, String file) {
        String type = switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "woff2" -> "font/woff2";
            default -> throw new IllegalArgumentException(file + ": no content type known for this ending");
        };
        try (InputStream in = near.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException(file + ": no such resource beside " + near.getName());
            }
            return new Answer(200, type, in.readAllBytes(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same with one more header.
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, type, body, more);
    }

    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes]";
    }
}
