package org.linja.asterisk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One connection to the manager interface, from login to its end. It reads on a thread of its own and never calls
/// anybody from there: events are handed over.
final class AmiConnection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final Socket socket;
    private final Duration patience;
    private final BufferedReader in;
    private final OutputStream out;
    private final Consumer<AmiMessage> events;
    private final AtomicLong ids = new AtomicLong();
    private final Map<String, CompletableFuture<AmiMessage>> asked = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private AmiConnection(Socket socket, Duration patience, Consumer<AmiMessage> events) throws IOException {
        this.socket = socket;
        this.patience = patience;
        this.events = events;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.out = socket.getOutputStream();
    }

    /// Connects and logs in. The secret does not travel: its MD5 with the server's challenge does.
    ///
    /// @param events takes every event; must not block
    /// @throws IOException when there is nobody, or the login is refused
    static AmiConnection open(AsteriskSettings.Ami ami, Consumer<AmiMessage> events) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(ami.host(), ami.port()), (int) CONNECT.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) ami.silence().toMillis());
            Socket spoken =
                    ami.tls().isPresent() ? encrypted(socket, ami, ami.tls().get()) : socket;
            AmiConnection connection = new AmiConnection(spoken, ami.silence(), events);
            connection.login(ami);
            return connection;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket encrypted(Socket socket, AsteriskSettings.Ami ami, SSLSocketFactory factory)
            throws IOException {
        SSLSocket tls = (SSLSocket) factory.createSocket(socket, ami.host(), ami.port(), true);
        SSLParameters checked = tls.getSSLParameters();
        checked.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(checked);
        tls.startHandshake();
        return tls;
    }

    private void login(AsteriskSettings.Ami ami) throws IOException {
        String banner = in.readLine();
        if (banner == null || !banner.startsWith("Asterisk Call Manager/")) {
            throw new IOException("whoever answers there is no Asterisk manager");
        }
        Thread.ofVirtual().name("ami-reader").start(this::read);
        String challenge = ask("Challenge", Map.of("AuthType", "MD5")).get("Challenge");
        AmiMessage answer = ask(
                "Login",
                Map.of(
                        "AuthType",
                        "MD5",
                        "Username",
                        ami.user(),
                        "Key",
                        md5(challenge + ami.secret()),
                        "Events",
                        "on"));
        if (!answer.success()) {
            throw new IOException("the manager interface refused the login");
        }
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try {
            for (var next = AmiMessage.read(in); next.isPresent(); next = AmiMessage.read(in)) {
                AmiMessage message = next.get();
                if (message.response()) {
                    CompletableFuture<AmiMessage> waiting = asked.remove(message.get("ActionID"));
                    if (waiting != null) {
                        waiting.complete(message);
                    }
                } else {
                    events.accept(message);
                }
            }
        } catch (IOException silentOrCut) {
            // The end of the connection is what is told below, whatever the reason.
        } finally {
            close();
        }
    }

    /// Does an action and waits for its response.
    ///
    /// @throws IOException when the connection ends first, or no response comes in time: then it is ended
    AmiMessage ask(String action, Map<String, ?> fields) throws IOException {
        String id = "linja-" + ids.incrementAndGet();
        return ask(action, id, fields);
    }

    /// The same with an id of one's own, by which later events are known.
    AmiMessage ask(String action, String id, Map<String, ?> fields) throws IOException {
        CompletableFuture<AmiMessage> answer = new CompletableFuture<>();
        asked.put(id, answer);
        if (ended.isDone()) {
            throw new IOException("the connection has ended");
        }
        byte[] written = AmiMessage.write(action, id, fields).getBytes(StandardCharsets.UTF_8);
        try {
            synchronized (out) {
                out.write(written);
                out.flush();
            }
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            close();
            throw new IOException("no response in time");
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IOException("the connection ended before the response");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        } finally {
            asked.remove(id);
        }
    }

    /// Completes when the connection has ended.
    CompletableFuture<Void> ended() {
        return ended;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // A socket that cannot be closed is gone.
        }
        ended.complete(null);
        asked.values().forEach(waiting -> waiting.completeExceptionally(new IOException("the connection has ended")));
    }
}
