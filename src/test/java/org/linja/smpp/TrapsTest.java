package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.linja.outbox.ClearedMessages;
import org.linja.outbox.Lane;
import org.linja.outbox.SendResult;
import org.linja.testkit.Eventually;
import org.linja.testkit.RoughSmsc;
import org.linja.testkit.RoughSmsc.Delivery;

/// The traps of jSMPP, each sprung by an SMSC that misbehaves.
class TrapsTest {

    @Test
    void answersDoNotWaitBehindDeliveriesThatAreBeingStored() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            gateway.intake(message -> new CompletableFuture<>());
            for (int i = 0; i < 200; i++) {
                gateway.peer().deliver(Delivery.mo("38344000101", "SOS"));
            }
            Eventually.holds("all deliveries are being stored", () -> gateway.inbound.size() == 200);
            assertThat(gateway.send("still here").await()).isInstanceOf(SendResult.Accepted.class);
        }
    }

    @Test
    void aFloodOfDeliveriesIsSlowedDownAndNoAnswerIsLost() throws IOException {
        RoughSmsc smsc = new RoughSmsc();
        smsc.onSubmit((peer, submit) -> {
            for (int i = 0; i < 200; i++) {
                peer.deliver(Delivery.mo("38344000101", "SOS"));
            }
            peer.accept(submit);
        });
        try (Gateway gateway = Gateway.start(smsc, "window: 50\n")) {
            gateway.awaitBound(1);
            gateway.intake(message -> new CompletableFuture<>());
            List<Gateway.Outcome> outcomes = IntStream.range(0, 40)
                    .mapToObj(i -> gateway.send("number " + i))
                    .toList();
            outcomes.forEach(outcome -> assertThat(outcome.await()).isInstanceOf(SendResult.Accepted.class));
            Eventually.holds(
                    "what is too much is throttled",
                    () -> IntStream.rangeClosed(1001, 1000 + 8000)
                                    .filter(sequence ->
                                            gateway.peer().answerTo(sequence).isPresent())
                                    .count()
                            == 3000);
            assertThat(gateway.inbound).hasSize(5000);
            assertThat(gateway.peer().answerTo(1000 + 8000)).contains(RoughSmsc.THROTTLED);
        }
    }

    @Test
    void aLengthOfTwoGigabytesEndsTheLineAndTheNextOneWorks() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            gateway.smsc.onSubmit((peer, submit) -> peer.raw(ByteBuffer.allocate(16)
                    .putInt(0x7fffffff)
                    .putInt(5)
                    .putInt(0)
                    .putInt(1)
                    .array()));
            assertThat(gateway.send("lost").await()).isInstanceOf(SendResult.Unknown.class);
            gateway.smsc.onSubmit((peer, submit) -> peer.accept(submit));
            Eventually.holds(
                    "bound again",
                    () -> gateway.smsc.peers().size() == 2
                            && gateway.link.status().bound() == 1);
            assertThat(gateway.send("found").await()).isInstanceOf(SendResult.Accepted.class);
        }
    }

    @Test
    void aPduThatComesInPiecesWithSilenceBetweenIsRead() throws IOException {
        try (Gateway gateway = Gateway.bound("enquire-link: 30ms\n")) {
            // An answer would stand in the middle of the PDU.
            gateway.smsc.answersEnquiries(false);
            RoughSmsc.Peer peer = gateway.peer();
            byte[] pdu = Delivery.mo("38344000101", "NDIHME").pdu(7);
            for (int[] piece : new int[][] {{0, 3}, {3, 20}, {20, pdu.length}}) {
                int before = peer.others().size();
                peer.raw(Arrays.copyOfRange(pdu, piece[0], piece[1]));
                if (piece[1] < pdu.length) {
                    Eventually.holds(
                            "the silence is noticed", () -> peer.others().size() > before);
                }
            }
            assertThat(peer.awaitAnswer(7)).isZero();
            gateway.awaitTexts("NDIHME");
            assertThat(gateway.smsc.peers()).hasSize(1);
        }
    }

    @Test
    void aLineDroppedWithAFullWindowTellsEveryOutcomeOnceAndAtOnce() throws IOException {
        try (Gateway gateway = Gateway.bound("window: 50\nresponse-timeout: 1h\n")) {
            gateway.smsc.onSubmit((peer, submit) -> {});
            List<Gateway.Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                outcomes.add(gateway.send("number " + i, Lane.SOS));
            }
            Eventually.holds("the window is full", () -> gateway.smsc.submits().size() == 50);
            assertThat(gateway.link.room(Lane.SOS)).isZero();
            gateway.peer().drop();
            outcomes.forEach(outcome -> assertThat(outcome.await()).isInstanceOf(SendResult.Unknown.class));
            Eventually.holds(
                    "bound again",
                    () -> gateway.smsc.peers().size() == 2
                            && gateway.link.status().bound() == 1);
            assertThat(gateway.link.room(Lane.SOS)).isEqualTo(50);
            assertThat(gateway.link.status().unknown()).isEqualTo(50);
            outcomes.forEach(outcome -> assertThat(outcome.told).hasSize(1));
        }
    }

    @Test
    void aThousandMessagesThatNoPduCanHoldLeaveNothingBehind() throws IOException {
        try (Gateway gateway = Gateway.bound("window: 10\n")) {
            String sender = "A sender of thirty-two characters";
            for (int i = 0; i < 1000; i++) {
                var message =
                        ClearedMessages.of("38344000101", sender, "text", Lane.REPLY, java.time.Duration.ofHours(1));
                assertThat(gateway.send(message).told)
                        .singleElement()
                        .isInstanceOfSatisfying(
                                SendResult.Refused.class,
                                refused -> assertThat(refused.fault()).isEqualTo(SendResult.Fault.OURS));
            }
            assertThat(gateway.link.status().underWay()).isZero();
            assertThat(gateway.link.room(Lane.SOS)).isEqualTo(10);
            assertThat(gateway.send("a good one").await()).isInstanceOf(SendResult.Accepted.class);
        }
    }

    @Test
    void anInterruptedSenderIsNoTimeout() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            Thread.currentThread().interrupt();
            Gateway.Outcome outcome = gateway.send("hello");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(outcome.await()).isInstanceOf(SendResult.Accepted.class);
        }
    }

    @Test
    void aSilentNetworkIsLeftAndBoundAgain() throws IOException {
        try (Gateway gateway = Gateway.bound("enquire-link: 50ms\nresponse-timeout: 200ms\n")) {
            gateway.smsc.answersEnquiries(false).onSubmit((peer, submit) -> {});
            Gateway.Outcome outcome = gateway.send("into the void");
            assertThat(outcome.await()).isInstanceOf(SendResult.Unknown.class);
            Eventually.holds("a second line", () -> gateway.smsc.peers().size() >= 2);
            gateway.smsc.answersEnquiries(true).onSubmit((peer, submit) -> peer.accept(submit));
            Eventually.holds(
                    "accepted on a new line", () -> gateway.send("hello again").await() instanceof SendResult.Accepted);
            assertThat(outcome.told).hasSize(1);
        }
    }

    @Test
    void aHostThatDoesNotAnswerIsGivenUp() throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(deaf, queue);
            SmscLink link = new SmscLink(
                    Gateway.carrier("connect-timeout: 50ms\n", deaf.getLocalPort()),
                    message -> CompletableFuture.completedStage(null),
                    report -> CompletableFuture.completedStage(true),
                    new MemoryPartStore(),
                    java.time.InstantSource.system());
            link.start();
            Eventually.holds("given up", () -> link.status().problem().contains("does not answer"));
            link.close();
        } finally {
            for (Socket waiting : queue) {
                waiting.close();
            }
        }
    }

    /// Fills the queue of connections that nobody accepts, until the next one gets no answer.
    private static void fill(ServerSocket deaf, List<Socket> queue) throws IOException {
        while (true) {
            Socket next = new Socket();
            queue.add(next);
            try {
                next.connect(deaf.getLocalSocketAddress(), 200);
            } catch (java.net.SocketTimeoutException full) {
                return;
            }
        }
    }

    @Test
    void closingFromACallbackDoesNotDeadlock() throws Exception {
        try (Gateway gateway = Gateway.bound("")) {
            CountDownLatch closed = new CountDownLatch(1);
            gateway.link.send(ClearedMessages.of("38344000101", "hello", Lane.REPLY), result -> {
                gateway.link.close();
                closed.countDown();
            });
            assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(gateway.link.status().bound()).isZero();
        }
    }

    @Test
    void answersOutOfOrderFindTheirMessages() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            gateway.smsc.onSubmit((peer, submit) -> {
                if (peer.submits().size() == 20) {
                    for (RoughSmsc.Submit one : peer.submits().reversed()) {
                        peer.answer(one, RoughSmsc.OK, "id-" + one.latin());
                    }
                }
            });
            List<Gateway.Outcome> outcomes =
                    IntStream.range(0, 20).mapToObj(i -> gateway.send("n" + i)).toList();
            for (int i = 0; i < 20; i++) {
                assertThat(outcomes.get(i).await()).isEqualTo(new SendResult.Accepted(List.of("id-n" + i)));
            }
        }
    }

    @Test
    void anAnswerAfterTheTimeIsCountedAndChangesNothing() throws IOException {
        try (Gateway gateway = Gateway.bound("response-timeout: 100ms\n")) {
            gateway.smsc.onSubmit((peer, submit) -> {});
            Gateway.Outcome outcome = gateway.send("slow");
            assertThat(outcome.await()).isInstanceOf(SendResult.Unknown.class);
            RoughSmsc.Peer peer = gateway.peer();
            peer.answer(peer.submits().getFirst(), RoughSmsc.OK, "1");
            Eventually.holds(
                    "the late answer is counted", () -> gateway.link.status().late() == 1);
            assertThat(outcome.told).hasSize(1);
            assertThat(gateway.link.status().underWay()).isZero();
        }
    }

    @Test
    void aReceiptBeforeTheAnswerReachesTheLedgerAndTheAnswerToo() throws IOException {
        RoughSmsc smsc = new RoughSmsc();
        smsc.onSubmit((peer, submit) -> {
            int sequence = peer.deliver(Delivery.receipt("id:00ab sub:001 dlvrd:001 stat:DELIVRD err:000 text:"));
            Thread.ofVirtual().start(() -> {
                peer.awaitAnswer(sequence);
                peer.answer(submit, RoughSmsc.OK, "AB");
            });
        });
        try (Gateway gateway = Gateway.start(smsc, "")) {
            gateway.awaitBound(1);
            SendResult result = gateway.send("hello").await();
            assertThat(result).isEqualTo(new SendResult.Accepted(List.of("ab")));
            assertThat(gateway.reports)
                    .singleElement()
                    .satisfies(report -> assertThat(report.candidates()).contains("ab"));
            assertThat(gateway.inbound).isEmpty();
        }
    }

    @Test
    void aNackAnswersItsMessage() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            gateway.smsc.onSubmit((peer, submit) -> peer.raw(RoughSmsc.frame(0x80000000, 0x03, submit.sequence())));
            assertThat(gateway.send("hello").await()).isInstanceOf(SendResult.Refused.class);
            assertThat(gateway.smsc.peers()).hasSize(1);
        }
    }

    @Test
    void aRefusedBindIsTriedAgainUntilItIsTaken() throws IOException {
        RoughSmsc smsc = new RoughSmsc().bindStatus(0x0e);
        try (Gateway gateway = Gateway.start(smsc, "")) {
            Eventually.holds("refused", () -> gateway.link.status().problem().contains("0x0E"));
            assertThat(gateway.link.room(Lane.SOS)).isZero();
            assertThat(gateway.send("no bind").await()).isInstanceOf(SendResult.Retry.class);
            smsc.bindStatus(RoughSmsc.OK);
            gateway.awaitBound(1);
            assertThat(gateway.send("bound").await()).isInstanceOf(SendResult.Accepted.class);
        }
    }

    @Test
    void anUnansweredBindIsGivenUpAndTriedAgain() throws IOException {
        RoughSmsc smsc = new RoughSmsc().binding(false);
        try (Gateway gateway = Gateway.start(smsc, "response-timeout: 200ms\n")) {
            Eventually.holds("a second attempt", () -> smsc.peers().size() >= 2);
            smsc.binding(true);
            gateway.awaitBound(1);
        }
    }

    @Test
    void anUnbindIsAnsweredAndFollowedByANewBind() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            RoughSmsc.Peer first = gateway.peer();
            gateway.smsc.onSubmit((peer, submit) -> peer.unbind());
            assertThat(gateway.send("hello").await()).isInstanceOf(SendResult.Unknown.class);
            Eventually.holds("the unbind is answered", () -> first.others().contains("unbind-resp"));
            gateway.smsc.onSubmit((peer, submit) -> peer.accept(submit));
            Eventually.holds(
                    "bound again",
                    () -> gateway.smsc.peers().size() == 2
                            && gateway.link.status().bound() == 1);
            assertThat(gateway.send("again").await()).isInstanceOf(SendResult.Accepted.class);
        }
    }

    @Test
    void garbageOnThePortIsLeftAlone() throws IOException {
        RoughSmsc smsc = new RoughSmsc()
                .binding(false)
                .greeting("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        try (Gateway gateway = Gateway.start(smsc, "response-timeout: 1h\n")) {
            Eventually.holds("tried again and again", () -> smsc.peers().size() >= 3);
            smsc.greeting(new byte[0]).binding(true);
            gateway.awaitBound(1);
        }
    }

    @Test
    void enquiriesOfTheNetworkAreAnswered() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            RoughSmsc.Peer peer = gateway.peer();
            peer.enquire();
            Eventually.holds("an answer", () -> peer.others().contains("enquire-resp"));
        }
    }

    @Test
    void closingSaysGoodbyeAndEndsItsThreads() throws IOException {
        Gateway gateway = Gateway.bound("");
        RoughSmsc.Peer peer = gateway.peer();
        gateway.link.close();
        Eventually.holds("goodbye", () -> peer.others().contains("unbind"));
        gateway.close();
        Eventually.holds(
                "no thread is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("smpp-write-rough")));
    }
}
