package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.linja.outbox.ClearedMessages;
import org.linja.outbox.Lane;
import org.linja.testkit.Eventually;
import org.linja.testkit.RoughSmsc;
import org.slf4j.LoggerFactory;

/// Numbers and texts stay out of every log line, whatever goes wrong.
class SilenceTest {
    private static final String NUMBER = "000101";
    private static final String SECRET = "hidhërim";

    @Test
    void nothingThatIsLoggedNamesANumberOrAText() throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger jsmpp = (Logger) LoggerFactory.getLogger("org.jsmpp");
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        Level before = jsmpp.getLevel();
        jsmpp.setLevel(Level.INFO);
        seen.start();
        root.addAppender(seen);
        try {
            everythingGoesWrong();
        } finally {
            root.detachAppender(seen);
            jsmpp.setLevel(before);
        }
        assertThat(List.copyOf(seen.list)).isNotEmpty().allSatisfy(event -> {
            String line = event.getFormattedMessage()
                    + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
            assertThat(line).doesNotContain(NUMBER).doesNotContain(SECRET).doesNotContain("linja-pw");
        });
    }

    private static void everythingGoesWrong() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            RoughSmsc.Peer peer = gateway.peer();
            gateway.send(SECRET, Lane.SOS).await();
            gateway.send(
                    ClearedMessages.of("38344" + NUMBER, "x".repeat(40), SECRET, Lane.SOS, java.time.Duration.ZERO));
            peer.awaitAnswer(peer.deliver(RoughSmsc.Delivery.mo("38344" + NUMBER, SECRET)));
            gateway.intake(message -> CompletableFuture.failedStage(new IllegalStateException(SECRET + NUMBER)));
            peer.awaitAnswer(peer.deliver(RoughSmsc.Delivery.mo("38344" + NUMBER, SECRET)));
            peer.awaitAnswer(peer.deliver(RoughSmsc.Delivery.mo("Familja " + NUMBER, SECRET)));
            peer.awaitAnswer(peer.deliver(RoughSmsc.Delivery.receipt(SECRET)));
            peer.awaitAnswer(peer.deliver(RoughSmsc.Delivery.mo("38344" + NUMBER + "0".repeat(30), SECRET)));
            peer.raw(RoughSmsc.frame(
                    0x07, 0, 5, (NUMBER + SECRET + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            Eventually.holds("a nack", () -> peer.others().contains("nack"));
            peer.raw((NUMBER + SECRET.repeat(9)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Eventually.holds(
                    "bound again",
                    () -> gateway.smsc.peers().size() == 2
                            && gateway.link.status().bound() == 1);
        }
    }
}
