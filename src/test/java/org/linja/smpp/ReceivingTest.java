package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.linja.dialog.Inbound;
import org.linja.outbox.Delivery;
import org.linja.testkit.Eventually;
import org.linja.testkit.RoughSmsc;

/// What the network delivers, where it goes, and when it is acknowledged.
class ReceivingTest {
    private static final int TRY_LATER = 0x64;

    private static RoughSmsc.Delivery mo(String text) {
        return RoughSmsc.Delivery.mo("38344000101", text);
    }

    @Test
    void aMessageIsAcknowledgedOnlyWhenItIsStored() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            CompletableFuture<Void> stored = new CompletableFuture<>();
            gateway.intake(message -> stored);
            int sequence = gateway.peer().deliver(mo("SOS"));
            gateway.awaitTexts("SOS");
            assertThat(gateway.peer().answerTo(sequence)).isEmpty();
            stored.complete(null);
            assertThat(gateway.peer().awaitAnswer(sequence)).isZero();
            Inbound inbound = gateway.inbound.getFirst();
            assertThat(inbound.from().digits()).isEqualTo("38344000101");
            assertThat(inbound.to()).isEqualTo("55111");
            assertThat(inbound.carrier()).isEqualTo("rough");
        }
    }

    @Test
    void whatCouldNotBeStoredIsAskedForAgain() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            gateway.intake(message -> CompletableFuture.failedStage(new IllegalStateException("disk")));
            assertThat(gateway.peer().awaitAnswer(gateway.peer().deliver(mo("SOS"))))
                    .isEqualTo(TRY_LATER);
            gateway.intake(message -> {
                throw new IllegalStateException("worse");
            });
            assertThat(gateway.peer().awaitAnswer(gateway.peer().deliver(mo("SOS"))))
                    .isEqualTo(TRY_LATER);
            gateway.intake(message -> CompletableFuture.completedStage(null));
            assertThat(gateway.peer().awaitAnswer(gateway.peer().deliver(mo("SOS"))))
                    .isZero();
            assertThat(gateway.smsc.peers()).hasSize(1);
        }
    }

    @Test
    void dataSmIsAMessageToo() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            int sequence = gateway.peer().deliver(mo("POMOC").dataSm());
            assertThat(gateway.peer().awaitAnswer(sequence)).isZero();
            gateway.awaitTexts("POMOC");
        }
    }

    @Test
    void partsAreJoinedInWhateverOrderTheyCome() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            RoughSmsc.Peer peer = gateway.peer();
            for (int number : new int[] {3, 1, 3, 2}) {
                int sequence = peer.deliver(mo("part" + number + ".").part(9, 3, number));
                assertThat(peer.awaitAnswer(sequence)).isZero();
            }
            gateway.awaitTexts("part1.part2.part3.");
            assertThat(gateway.parts.all()).isEmpty();
            assertThat(gateway.link.status().partsHeld()).isZero();
        }
    }

    @Test
    void oneReferenceFromTwoSendersIsTwoMessages() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            RoughSmsc.Peer peer = gateway.peer();
            peer.deliver(RoughSmsc.Delivery.mo("38344000101", "a1").part(9, 2, 1));
            peer.deliver(RoughSmsc.Delivery.mo("38344000102", "b1").part(9, 2, 1));
            peer.deliver(RoughSmsc.Delivery.mo("38344000102", "b2").part(9, 2, 2));
            peer.deliver(RoughSmsc.Delivery.mo("38344000101", "a2").part(9, 2, 2));
            gateway.awaitTexts("b1b2", "a1a2");
        }
    }

    @Test
    void aPartIsStoredBeforeItIsAcknowledged() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            gateway.parts.broken(true);
            RoughSmsc.Delivery first = mo("SOS ").part(1, 2, 1);
            assertThat(gateway.peer().awaitAnswer(gateway.peer().deliver(first)))
                    .isEqualTo(TRY_LATER);
            gateway.parts.broken(false);
            assertThat(gateway.peer().awaitAnswer(gateway.peer().deliver(first)))
                    .isZero();
            assertThat(gateway.parts.all()).hasSize(1);
        }
    }

    @Test
    void theLastPartIsAskedForAgainWhenTheWholeCouldNotBeStored() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            RoughSmsc.Peer peer = gateway.peer();
            gateway.intake(message -> CompletableFuture.failedStage(new IllegalStateException("disk")));
            assertThat(peer.awaitAnswer(peer.deliver(mo("SO").part(1, 2, 1)))).isZero();
            assertThat(peer.awaitAnswer(peer.deliver(mo("S").part(1, 2, 2)))).isEqualTo(TRY_LATER);
            gateway.intake(message -> CompletableFuture.completedStage(null));
            assertThat(peer.awaitAnswer(peer.deliver(mo("S").part(1, 2, 2)))).isZero();
            gateway.awaitTexts("SOS", "SOS");
            assertThat(gateway.inbound.get(0).id())
                    .isEqualTo(gateway.inbound.get(1).id());
            assertThat(gateway.parts.all()).isEmpty();
        }
    }

    @Test
    void whatIsStillMissingAfterTheTimeIsNotWaitedFor() throws IOException {
        try (Gateway gateway = Gateway.bound("join-wait: 50ms\n")) {
            gateway.peer().deliver(mo("SOS he has").part(1, 3, 1));
            gateway.peer().deliver(mo("come back").part(1, 3, 3));
            gateway.awaitTexts("partial: SOS he has … come back");
            Eventually.holds("the parts are dropped", () -> gateway.parts.all().isEmpty());
            assertThat(gateway.link.status().partial()).isEqualTo(1);
        }
    }

    @Test
    void partsFromBeforeTheLastStopAreTakenUp() throws IOException {
        MemoryPartStore parts = new MemoryPartStore();
        RoughSmsc smsc = new RoughSmsc();
        try (Gateway before = Gateway.start(smsc, parts, "")) {
            before.awaitBound(1);
            before.peer().awaitAnswer(before.peer().deliver(mo("SO").part(1, 2, 1)));
            before.link.close();
        }
        assertThat(parts.all()).hasSize(1);
        try (Gateway after = Gateway.start(new RoughSmsc(), parts, "")) {
            after.awaitBound(1);
            after.peer().deliver(mo("S").part(1, 2, 2));
            after.awaitTexts("SOS");
            assertThat(parts.all()).isEmpty();
        }
    }

    @Test
    void whatNoTableCanReadIsKeptAsItCame() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            RoughSmsc.Peer peer = gateway.peer();
            peer.deliver(mo("").coding(4).bytes(1, 2, 3));
            peer.deliver(mo("").esm(0x40).bytes(90, 0, 3, 1));
            gateway.awaitTexts("bytes: 3", "bytes: 4");
        }
    }

    @Test
    void aSenderWithoutANumberIsAcknowledgedAndCounted() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            RoughSmsc.Peer peer = gateway.peer();
            assertThat(peer.awaitAnswer(peer.deliver(RoughSmsc.Delivery.mo("Banka", "x"))))
                    .isZero();
            assertThat(peer.awaitAnswer(peer.deliver(RoughSmsc.Delivery.mo("", "x"))))
                    .isZero();
            assertThat(gateway.link.status().unanswerable()).isEqualTo(2);
            assertThat(gateway.inbound).isEmpty();
        }
    }

    @Test
    void aReceiptIsAReportAndNeverAMessage() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            RoughSmsc.Peer peer = gateway.peer();
            int told = peer.deliver(RoughSmsc.Delivery.receipt("id:A1 stat:FAILED err:x9 text:"));
            int soon = peer.deliver(
                    RoughSmsc.Delivery.receipt("id:A2 stat:ENROUTE").esm(0x20));
            int silent = peer.deliver(RoughSmsc.Delivery.receipt("nothing to read"));
            int hidden = peer.deliver(RoughSmsc.Delivery.mo("55111", "")
                    .tlv(0x1e, "A3\0".getBytes(StandardCharsets.US_ASCII))
                    .tlv(0x427, (byte) 2));
            for (int sequence : List.of(told, soon, silent, hidden)) {
                assertThat(peer.awaitAnswer(sequence)).isZero();
            }
            assertThat(gateway.reports)
                    .extracting(report -> report.candidates().getFirst(), report -> report.state())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("a1", Delivery.FAILED),
                            org.assertj.core.groups.Tuple.tuple("a2", Delivery.ENROUTE),
                            org.assertj.core.groups.Tuple.tuple("a3", Delivery.DELIVERED));
            assertThat(gateway.link.status().receiptsWithoutId()).isEqualTo(1);
            assertThat(gateway.inbound).isEmpty();
        }
    }

    @Test
    void aTextThatLooksLikeAReceiptIsAMessage() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            gateway.peer().deliver(mo("id:1 stat:DELIVRD"));
            gateway.awaitTexts("id:1 stat:DELIVRD");
            assertThat(gateway.reports).isEmpty();
        }
    }

    @Test
    void aPduThatCannotBeReadIsRefusedAndTheNextOneIsRead() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            RoughSmsc.Peer peer = gateway.peer();
            peer.raw(RoughSmsc.frame(5, 0, 77, (byte) 0, (byte) 1));
            assertThat(peer.awaitAnswer(77)).isEqualTo(0x02);
            assertThat(peer.awaitAnswer(peer.deliver(mo("SOS")))).isZero();
        }
    }
}
