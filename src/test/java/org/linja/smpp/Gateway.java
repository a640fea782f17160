package org.linja.smpp;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.dialog.Inbound;
import org.linja.outbox.Cleared;
import org.linja.outbox.ClearedMessages;
import org.linja.outbox.DeliveryReport;
import org.linja.outbox.Lane;
import org.linja.outbox.SendResult;
import org.linja.testkit.Eventually;
import org.linja.testkit.RoughSmsc;

/// Our side of the line in tests: a link with a recording intake, bound to a rough SMSC.
final class Gateway implements AutoCloseable {
    final RoughSmsc smsc;
    final SmscLink link;
    final MemoryPartStore parts;
    final List<Inbound> inbound = new CopyOnWriteArrayList<>();
    final List<DeliveryReport> reports = new CopyOnWriteArrayList<>();
    private volatile Function<Inbound, CompletionStage<?>> intake = message -> CompletableFuture.completedStage(null);

    private Gateway(RoughSmsc smsc, MemoryPartStore parts, String settings) {
        this.smsc = smsc;
        this.parts = parts;
        this.link = new SmscLink(
                carrier(settings, smsc.port()),
                message -> {
                    inbound.add(message);
                    return intake.apply(message);
                },
                report -> {
                    reports.add(report);
                    return CompletableFuture.completedStage(true);
                },
                parts,
                InstantSource.system());
    }

    /// Starts a link with these settings (lines of YAML) besides host, port and login.
    static Gateway start(RoughSmsc smsc, String settings) {
        return start(smsc, new MemoryPartStore(), settings);
    }

    static Gateway start(RoughSmsc smsc, MemoryPartStore parts, String settings) {
        Gateway gateway = new Gateway(smsc, parts, settings);
        gateway.link.start();
        return gateway;
    }

    /// A rough SMSC and a link that is bound to it.
    static Gateway bound(String settings) throws IOException {
        Gateway gateway = start(new RoughSmsc(), settings);
        gateway.awaitBound(1);
        return gateway;
    }

    static Carrier carrier(String settings, int port) {
        Problems problems = new Problems();
        String pauses = settings.contains("reconnect:") ? "" : "reconnect: { from: 20ms, to: 200ms }\n";
        String host = settings.contains("host:") ? "" : "host: 127.0.0.1\n";
        Carrier carrier = Carrier.read(
                "rough",
                Doc.parse(
                        "carriers.yaml",
                        host + "port: " + port + "\nsystem-id: linja\npassword: linja\n" + pauses + settings,
                        problems));
        problems.throwIfAny();
        return carrier;
    }

    /// What the intake answers from now on.
    void intake(Function<Inbound, CompletionStage<?>> answer) {
        intake = answer;
    }

    void awaitBound(int binds) {
        Eventually.holds(binds + " binds up", () -> link.status().bound() == binds);
    }

    RoughSmsc.Peer peer() {
        return smsc.awaitBound();
    }

    /// Hands a message to the link and gathers every outcome told for it.
    Outcome send(Cleared message) {
        Outcome outcome = new Outcome();
        link.send(message, outcome.told::add);
        return outcome;
    }

    Outcome send(String text, Lane lane) {
        return send(ClearedMessages.of("38344000101", "55111", text, lane, Duration.ofHours(1)));
    }

    Outcome send(String text) {
        return send(text, Lane.REPLY);
    }

    List<String> texts() {
        return inbound.stream()
                .map(message -> switch (message.body()) {
                    case Inbound.Body.Text text -> (text.partial() ? "partial: " : "") + text.text();
                    case Inbound.Body.Undecodable bytes -> "bytes: " + bytes.bytes().length;
                })
                .toList();
    }

    void awaitTexts(String... texts) {
        Eventually.holds("texts " + List.of(texts).size(), () -> inbound.size() >= texts.length);
        org.assertj.core.api.Assertions.assertThat(texts()).containsExactly(texts);
    }

    @Override
    public void close() throws IOException {
        if (link.status().underWay() > 0) {
            // Nobody will answer: closing politely would wait for it.
            smsc.close();
        }
        link.close();
        smsc.close();
    }

    /// What was told of one message.
    static final class Outcome {
        final List<SendResult> told = new CopyOnWriteArrayList<>();

        SendResult await() {
            Eventually.holds("an outcome", () -> !told.isEmpty());
            return told.getFirst();
        }

        boolean open() {
            return told.isEmpty();
        }
    }
}
