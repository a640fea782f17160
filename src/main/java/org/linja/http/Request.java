package org.linja.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One request, read completely. Its [#toString] shows neither values nor body.
public final class Request {
    private final String remote;
    private final String method;
    private final String path;
    private final Map<String, String> parameters;
    private final String query;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    /// @param remote the address of the peer, as a literal
    /// @param parameters of the path, decoded
    /// @param query as it stands after the question mark, or empty
    /// @param headers by name in lower case
    Request(
            String remote,
            String method,
            String path,
            Map<String, String> parameters,
            String query,
            Map<String, List<String>> headers,
            byte[] body) {
        this.remote = remote;
        this.method = method;
        this.path = path;
        this.parameters = parameters;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    /// The IP address of whoever is at the other end of the connection, which may be a proxy; empty when it is
    /// gone.
    public String remote() {
        return remote;
    }

    /// `GET`, `POST`, …
    public String method() {
        return method;
    }

    /// The path as it came, without the query.
    public String path() {
        return path;
    }

    /// The part of the path that stands where the route says `:name`.
    ///
    /// @throws IllegalArgumentException when the route has no such part
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no :" + name);
        }
        return value;
    }

    /// The query as it stands after the question mark, or empty.
    public String rawQuery() {
        return query;
    }

    /// The first field of that name in the query.
    ///
    /// @throws BadRequest when the query is not encoded as it should be
    public Optional<String> query(String name) {
        return first(Fields.read(query), name);
    }

    /// The first field of that name in a form (`application/x-www-form-urlencoded`).
    ///
    /// @throws BadRequest as [#form()]
    public Optional<String> form(String name) {
        return first(form(), name);
    }

    /// All fields of a form in the order they came; empty when the body is not a form.
    ///
    /// @throws BadRequest when the form is not encoded as it should be
    public Map<String, List<String>> form() {
        String type = header("content-type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded") ? Fields.read(text()) : Map.of();
    }

    /// The first header of that name, in any case.
    public Optional<String> header(String name) {
        return first(headers, name.toLowerCase(Locale.ROOT));
    }

    /// The body as it came.
    public byte[] body() {
        return body.clone();
    }

    /// The body as UTF-8.
    ///
    /// @throws BadRequest when it is not
    public String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRequest("the body is not UTF-8: send it in UTF-8");
        }
    }

    /// The body as a JSON object, whatever content type it names.
    ///
    /// @return as [Json#read]
    /// @throws BadRequest as [#text()] and [Json#read]
    public Map<String, Object> json() {
        return Json.read(text());
    }

    @Override
    public String toString() {
        return "Request[" + method + ", " + body.length + " bytes]";
    }

    /// All fields of the query in the order they came.
    ///
    /// @throws BadRequest when the query is not encoded as it should be
    public Map<String, List<String>> query() {
        return Fields.read(query);
    }

    private static Optional<String> first(Map<String, List<String>> fields, String name) {
        List<String> values = fields.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }
}
