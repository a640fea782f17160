package org.linja.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real browser without a screen, driven over the Chrome DevTools Protocol: pages as people see them, hands on the
/// keyboard, and pictures of what is shown.
public final class Browser implements AutoCloseable {
    private static final int LONG = 30;
    private static final int STOPS = 80;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final Path profile;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final StringBuilder received = new StringBuilder();
    private @Nullable String session;

    private Browser(Process process, Path profile, URI address) {
        this.process = process;
        this.profile = profile;
        this.socket =
                client.newWebSocketBuilder().buildAsync(address, new Listener()).join();
    }

    /// Starts Chromium with an empty page.
    ///
    /// @throws org.opentest4j.TestAbortedException as [Peers#need]
    public static Browser open() throws Exception {
        Path chromium = Peers.need("chromium", "apt-get install chromium");
        Path profile = Files.createTempDirectory("browser");
        Process process = new ProcessBuilder(
                        chromium.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-extensions",
                        "--lang=en",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("output").toFile())
                .start();
        Browser browser = new Browser(process, profile, address(process, profile));
        browser.begin();
        return browser;
    }

    /// The browser writes its port and path into a file of its profile.
    private static URI address(Process process, Path profile) throws Exception {
        Path told = profile.resolve("DevToolsActivePort");
        for (int i = 0; i < LONG * 20; i++) {
            List<String> lines = Files.exists(told) ? Files.readAllLines(told) : List.of();
            if (lines.size() == 2) {
                return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            }
            if (!process.isAlive()) {
                break;
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new IllegalStateException("chromium did not start: " + Files.readString(profile.resolve("output")));
    }

    private void begin() throws Exception {
        String target = ask("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        ask("Page.enable", Map.of());
        ask("Runtime.enable", Map.of());
        ask("Log.enable", Map.of());
    }

    /// Opens a page and waits until it is loaded.
    public Browser go(URI page) throws Exception {
        ask("Page.navigate", Map.of("url", page.toString()));
        return until("location.href.startsWith('" + page + "') && document.readyState === 'complete'");
    }

    /// Makes the window that large, in CSS pixels.
    ///
    /// @param dark whether the person prefers dark pages
    public Browser window(int width, int height, boolean dark) throws Exception {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        ask(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        return this;
    }

    /// Runs JavaScript in the page; a promise is waited for.
    ///
    /// @return its value
    public JsonNode evaluate(String script) throws Exception {
        JsonNode answer =
                ask("Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError("the page threw: " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /// What [#evaluate] gives, as text.
    public String text(String script) throws Exception {
        return evaluate(script).asText();
    }

    /// Waits until the script says true.
    public Browser until(String script) throws Exception {
        for (int i = 0; i < LONG * 20; i++) {
            if (holds(script)) {
                return this;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("within " + LONG + " s this did not become true: " + script + "; the page says: "
                + text("document.body.innerText"));
    }

    /// While one page leaves and the next one comes, nothing holds.
    private boolean holds(String script) throws Exception {
        try {
            return evaluate("(() => { try { return Boolean(" + script + ") } catch { return false } })()")
                    .asBoolean();
        } catch (BetweenPages e) {
            return false;
        }
    }

    private static final class BetweenPages extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// Presses keys, one after the other: `Tab`, `Shift+Tab`, `Enter`, `Space`, `ArrowRight`, `7`, …
    public Browser press(String... keys) throws Exception {
        for (String key : keys) {
            boolean shift = key.startsWith("Shift+");
            key(shift ? key.substring("Shift+".length()) : key, shift ? 8 : 0);
        }
        return this;
    }

    /// Presses `Tab` until the focus is on what the selector names.
    public Browser tabTo(String selector) throws Exception {
        for (int i = 0; i < STOPS; i++) {
            if (holds("document.activeElement.matches(\"" + selector + "\")")) {
                return this;
            }
            press("Tab");
        }
        throw new AssertionError("the keyboard does not reach " + selector);
    }

    private void key(String name, int modifiers) throws Exception {
        String key = name.equals("Space") ? " " : name;
        String typed = switch (name) {
            case "Enter" -> "\r";
            case "Space" -> " ";
            default -> name.length() == 1 ? name : "";
        };
        int code = switch (name) {
            case "Tab" -> 9;
            case "Enter" -> 13;
            case "Escape" -> 27;
            case "Space" -> 32;
            case "ArrowLeft" -> 37;
            case "ArrowUp" -> 38;
            case "ArrowRight" -> 39;
            case "ArrowDown" -> 40;
            default -> {
                if (!name.matches("[0-9]")) {
                    throw new IllegalArgumentException(name + ": no code known for this key");
                }
                yield name.charAt(0);
            }
        };
        Map<String, Object> event =
                Map.of("key", key, "code", name, "windowsVirtualKeyCode", code, "modifiers", modifiers);
        ask("Input.dispatchKeyEvent", with(event, typed.isEmpty() ? "rawKeyDown" : "keyDown", typed));
        ask("Input.dispatchKeyEvent", with(event, "keyUp", ""));
    }

    private static Map<String, Object> with(Map<String, Object> event, String type, String text) {
        Map<String, Object> whole = new HashMap<>(event);
        whole.put("type", type);
        if (!text.isEmpty()) {
            whole.put("text", text);
        }
        return whole;
    }

    /// Writes a text where the focus is.
    public Browser type(String text) throws Exception {
        ask("Input.insertText", Map.of("text", text));
        return this;
    }

    /// Keeps a picture of the whole page in `target/screenshots`.
    public Path picture(String name) throws Exception {
        JsonNode shot = ask("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        return Files.write(
                folder.resolve(name + ".png"),
                Base64.getDecoder().decode(shot.path("data").asText()));
    }

    /// What the page complained of since this was asked last: exceptions nobody caught, and everything the browser
    /// logged as an error, such as what the content security policy forbade.
    public List<String> complaints() {
        List<String> since = List.copyOf(complaints);
        complaints.removeAll(since);
        return since;
    }

    /// Ends the browser and forgets its profile.
    @Override
    public void close() throws IOException {
        socket.abort();
        client.shutdownNow();
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().orTimeout(LONG, TimeUnit.SECONDS).join());
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private JsonNode ask(String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(message.toString(), true).get(LONG, TimeUnit.SECONDS);
        JsonNode told = answer.get(LONG, TimeUnit.SECONDS);
        if (told.path("error").path("message").asText().contains("context")) {
            throw new BetweenPages();
        }
        if (told.has("error")) {
            throw new AssertionError(method + ": " + told.get("error"));
        }
        return told.path("result");
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            received.append(part);
            if (last) {
                take(received.toString());
                received.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String message) {
            try {
                JsonNode node = JSON.readTree(message);
                CompletableFuture<JsonNode> answer =
                        asked.remove(node.path("id").asInt());
                if (answer != null) {
                    answer.complete(node);
                }
                String entry = node.path("params").path("entry").toString();
                switch (node.path("method").asText()) {
                    case "Runtime.exceptionThrown" ->
                        complaints.add(node.path("params").toString());
                    case "Log.entryAdded" -> {
                        if (entry.contains("\"level\":\"error\"")) {
                            complaints.add(entry);
                        }
                    }
                    default -> {}
                }
            } catch (IOException e) {
                complaints.add("not JSON: " + message);
            }
        }
    }
}
