package org.linja.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// Somebody who asks one server over HTTP, and sends forms as a browser does.
public final class Visitor implements AutoCloseable {
    /// What a form is sent as.
    public static final String FORM = "application/x-www-form-urlencoded";

    private static final Duration LONG = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;

    /// @param server any address of it
    public Visitor(URI server) {
        this.server = server;
    }

    /// GET of a path with its query.
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    /// GET of something that is no text, or does not end.
    public <T> HttpResponse<T> get(String path, BodyHandler<T> body) throws IOException, InterruptedException {
        return client.send(to(path).build(), body);
    }

    /// GET that is answered later.
    public CompletableFuture<HttpResponse<String>> getting(String path) {
        return client.sendAsync(to(path).build(), BodyHandlers.ofString());
    }

    /// POST of a form with those fields.
    public HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return post(path, form(fields));
    }

    /// POST of a form, encoded as it is.
    public HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return send(posting(path, BodyPublishers.ofString(form)));
    }

    /// POST of a form to which more may be added.
    public HttpRequest.Builder posting(String path, BodyPublisher form) {
        return to(path).header("Content-Type", FORM).POST(form);
    }

    /// A request to a path; GET unless said otherwise.
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(LONG);
    }

    /// Sends it and waits for the answer.
    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// Fields as a form has them.
    public static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        client.close();
    }
}
