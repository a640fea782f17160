package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.outbox.ClearedMessages;
import org.linja.outbox.Lane;
import org.linja.outbox.SendResult;
import org.linja.testkit.Eventually;
import org.linja.testkit.RoughSmsc;

/// What reaches the network, and what becomes of it.
class SendingTest {
    private static final String LONG = "Falas dhe konfidenciale. ".repeat(13);

    @Test
    void aMessageCarriesItsSenderItsDestinationItsValidityAndAsksForAReceipt() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            var message = ClearedMessages.of("38344000101", "55111", "Falas", Lane.SOS, Duration.ofMinutes(90));
            assertThat(gateway.send(message).await()).isEqualTo(new SendResult.Accepted(List.of("100")));
            RoughSmsc.Submit submit = gateway.peer().submits().getFirst();
            assertThat(submit.latin()).isEqualTo("Falas");
            assertThat(submit.source()).isEqualTo("55111");
            assertThat(submit.sourceTon()).isZero();
            assertThat(submit.destination()).isEqualTo("38344000101");
            assertThat(submit.destinationTon()).isEqualTo(1);
            assertThat(submit.validity()).isEqualTo("000000013000000R");
            assertThat(submit.registered()).isEqualTo(1);
            assertThat(submit.dataCoding()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Linja,        5, 0, Linja",
        "38344000900,  1, 1, 38344000900",
        "+38344000900, 1, 1, 38344000900",
        "55111,        0, 1, 55111",
        "'',           3, 8, 1818"
    })
    void theSenderHasTheTypeThatItsFormAsksFor(String from, int ton, int npi, String source) throws IOException {
        try (Gateway gateway = Gateway.bound("receipts: no\nsource: { address: '1818', ton: 3, npi: 8 }\n")) {
            gateway.send(ClearedMessages.of("38344000101", from, "x", Lane.REPLY, Duration.ofHours(1)))
                    .await();
            RoughSmsc.Submit submit = gateway.peer().submits().getFirst();
            assertThat(List.of(submit.sourceTon(), submit.sourceNpi())).containsExactly(ton, npi);
            assertThat(submit.source()).isEqualTo(source);
            assertThat(submit.registered()).isZero();
        }
    }

    @Test
    void aNameOfMoreThanElevenLettersIsOursToMend() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            var message = ClearedMessages.of("38344000101", "ABCDEFGHIJKL", "x", Lane.REPLY, Duration.ofHours(1));
            assertThat(gateway.send(message).told)
                    .containsExactly(
                            new SendResult.Refused("the sender is longer than 11 characters", SendResult.Fault.OURS));
            assertThat(gateway.smsc.submits()).isEmpty();
        }
    }

    @Test
    void aLongMessageTravelsInNumberedPartsAndIsAcceptedWithAllOfThem() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            assertThat(gateway.send(LONG).await())
                    .isInstanceOfSatisfying(
                            SendResult.Accepted.class,
                            accepted -> assertThat(accepted.providerIds()).containsExactly("100", "101", "102"));
            List<RoughSmsc.Submit> parts = gateway.peer().submits();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 3; i++) {
                byte[] part = parts.get(i).message();
                assertThat(parts.get(i).esmClass()).isEqualTo(0x40);
                assertThat(part).hasSizeLessThanOrEqualTo(159);
                byte reference = parts.getFirst().message()[3];
                assertThat(part).startsWith(new byte[] {5, 0, 3, reference, 3, (byte) (i + 1)});
                text.append(new String(part, 6, part.length - 6, StandardCharsets.US_ASCII));
            }
            assertThat(text).hasToString(LONG);
        }
    }

    @Test
    void anEscapedLetterIsNeverCutInTwo() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            gateway.send("a".repeat(152) + "€" + "b".repeat(20)).await();
            byte[] first = gateway.peer().submits().getFirst().message();
            assertThat(first).hasSize(6 + 152);
            assertThat(gateway.peer().submits().get(1).message())
                    .startsWith(5, 0, 3)
                    .contains(0x1b, 0x65);
        }
    }

    @Test
    void someCarriersWantTheNumbersOfThePartsAsParameters() throws IOException {
        try (Gateway gateway = Gateway.bound("long-messages: sar\n")) {
            gateway.send(LONG).await();
            List<RoughSmsc.Submit> parts = gateway.peer().submits();
            for (int i = 0; i < 3; i++) {
                assertThat(parts.get(i).esmClass()).isZero();
                assertThat(parts.get(i).parameters().get(0x20e)).containsExactly(3);
                assertThat(parts.get(i).parameters().get(0x20f)).containsExactly(i + 1);
                assertThat(parts.get(i).parameters().get(0x20c))
                        .isEqualTo(parts.getFirst().parameters().get(0x20c));
            }
            assertThat(parts.stream().map(RoughSmsc.Submit::latin).collect(Collectors.joining()))
                    .isEqualTo(LONG);
        }
    }

    @Test
    void someCarriersWantTheWholeTextInOnePayload() throws IOException {
        try (Gateway gateway = Gateway.bound("long-messages: payload\n")) {
            gateway.send(LONG).await();
            RoughSmsc.Submit submit = gateway.peer().submits().getFirst();
            assertThat(submit.message()).isEmpty();
            assertThat(new String(submit.parameters().get(0x424), StandardCharsets.US_ASCII))
                    .isEqualTo(LONG);
        }
    }

    @Test
    void lettersOutsideGsmTravelAsUcs2OrAreReplacedAsTheLaneSays() throws IOException {
        try (Gateway gateway = Gateway.bound("transliteration: { sos: never, reply: always }\n")) {
            gateway.send("Ndihmë", Lane.SOS).await();
            gateway.send("Ndihmë", Lane.REPLY).await();
            List<RoughSmsc.Submit> submits = gateway.peer().submits();
            assertThat(submits.get(0).dataCoding()).isEqualTo(8);
            assertThat(new String(submits.get(0).message(), StandardCharsets.UTF_16BE))
                    .isEqualTo("Ndihmë");
            assertThat(submits.get(1).dataCoding()).isZero();
            assertThat(submits.get(1).latin()).isEqualTo("Ndihme");
        }
    }

    @ParameterizedTest
    @CsvSource({"gsm, 0, 05", "ascii, 8, 00e9", "latin1, 0, e9"})
    void theDefaultAlphabetIsTheCarriersOwn(String alphabet, int dataCoding, String hex) throws IOException {
        try (Gateway gateway =
                Gateway.bound("default-alphabet: " + alphabet + "\ntransliteration: { reply: never }\n")) {
            gateway.send("é").await();
            RoughSmsc.Submit submit = gateway.peer().submits().getFirst();
            assertThat(submit.dataCoding()).isEqualTo(dataCoding);
            assertThat(java.util.HexFormat.of().formatHex(submit.message())).isEqualTo(hex);
        }
    }

    @Test
    void throttledMessagesGoAgainInTheirOrderBeforeYoungerOnes() throws IOException {
        List<String> taken = new CopyOnWriteArrayList<>();
        ConcurrentHashMap<String, AtomicInteger> tries = new ConcurrentHashMap<>();
        try (Gateway gateway = Gateway.bound("window: 25\n")) {
            gateway.smsc.onSubmit((peer, submit) -> {});
            List<Gateway.Outcome> outcomes =
                    IntStream.range(0, 20).mapToObj(i -> gateway.send("n" + i)).toList();
            Eventually.holds("all are written", () -> gateway.smsc.submits().size() == 20);
            gateway.smsc.onSubmit((peer, submit) -> {
                int times = tries.computeIfAbsent(submit.latin(), text -> new AtomicInteger())
                        .incrementAndGet();
                if (times == 1) {
                    peer.answer(submit, RoughSmsc.QUEUE_FULL, "");
                } else {
                    taken.add(submit.latin());
                    peer.accept(submit);
                }
            });
            List<RoughSmsc.Submit> first = List.copyOf(gateway.peer().submits());
            first.forEach(submit -> gateway.peer().answer(submit, RoughSmsc.THROTTLED, ""));
            outcomes.forEach(outcome -> assertThat(outcome.await()).isInstanceOf(SendResult.Accepted.class));
            assertThat(taken)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(i -> "n" + i).toList());
            assertThat(gateway.link.status().throttled()).isEqualTo(40);
        }
    }

    @Test
    void anSosPassesAThrottledBroadcastAndAFullWindow() throws IOException {
        try (Gateway gateway = Gateway.bound("window: 10\nsos-share: 20\n")) {
            gateway.smsc.onSubmit((peer, submit) -> {});
            List<Gateway.Outcome> outcomes = IntStream.range(0, 8)
                    .mapToObj(i -> gateway.send("news", Lane.BROADCAST))
                    .toList();
            Eventually.holds("all are written", () -> gateway.smsc.submits().size() == 8);
            gateway.smsc.onSubmit((peer, submit) -> {
                if (submit.latin().equals("SOS")) {
                    peer.accept(submit);
                } else {
                    peer.answer(submit, RoughSmsc.THROTTLED, "");
                }
            });
            List<RoughSmsc.Submit> first = List.copyOf(gateway.peer().submits());
            first.forEach(submit -> gateway.peer().answer(submit, RoughSmsc.THROTTLED, ""));
            Eventually.holds("throttled", () -> gateway.link.status().throttled() >= 8);
            assertThat(gateway.send("SOS", Lane.SOS).await()).isInstanceOf(SendResult.Accepted.class);
            assertThat(outcomes).allMatch(Gateway.Outcome::open);
        }
    }

    @Test
    void theReservedPartOfTheWindowIsForSosOnly() throws IOException {
        try (Gateway gateway = Gateway.bound("window: 10\nsos-share: 20\n")) {
            gateway.smsc.onSubmit((peer, submit) -> {});
            assertThat(gateway.link.room(Lane.STAFF)).isEqualTo(8);
            for (int i = 0; i < 8; i++) {
                gateway.send("n" + i, Lane.STAFF);
            }
            assertThat(gateway.link.room(Lane.STAFF)).isZero();
            assertThat(gateway.send("too much", Lane.STAFF).await()).isInstanceOf(SendResult.Retry.class);
            assertThat(gateway.link.room(Lane.SOS)).isEqualTo(2);
            gateway.send("SOS", Lane.SOS);
            Eventually.holds("it is on the wire", () -> gateway.smsc.submits().size() == 9);
        }
    }

    @Test
    void roomIsToldWhenAnswersComeAndAfterAPause() throws IOException {
        try (Gateway gateway = Gateway.bound("window: 1\nrate: 20\nsos-share: 0\n")) {
            AtomicInteger told = new AtomicInteger();
            gateway.link.onRoom(told::incrementAndGet);
            gateway.send("first").await();
            Eventually.holds("told of the answer", () -> told.get() > 0);
            while (gateway.link.room(Lane.REPLY) > 0) {
                gateway.send("next").await();
            }
            int before = told.get();
            Eventually.holds("told of the rate", () -> told.get() > before && gateway.link.room(Lane.REPLY) > 0);
        }
    }

    @Test
    void aMessageOfMoreSegmentsThanTheWindowStillLeaves() throws IOException {
        try (Gateway gateway = Gateway.bound("window: 1\n")) {
            assertThat(gateway.send(LONG).await()).isInstanceOf(SendResult.Accepted.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x0B, Refused, NUMBER",
        "0x0A, Refused, OURS",
        "0x66, Refused, THEIRS",
        "0x08, Retry,   ''",
        "0x400, Retry,  ''"
    })
    void refusalsSayWhoHasToMendThem(String status, String result, String fault) throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            gateway.smsc.onSubmit((peer, submit) -> peer.answer(submit, Integer.decode(status), ""));
            SendResult outcome = gateway.send("x").await();
            assertThat(outcome.getClass().getSimpleName()).isEqualTo(result);
            if (outcome instanceof SendResult.Refused refused) {
                assertThat(refused.fault()).hasToString(fault);
            }
        }
    }

    @Test
    void aMessageOfWhichOnlyAPartWasTakenIsUnknown() throws IOException {
        try (Gateway gateway = Gateway.bound("")) {
            gateway.smsc.onSubmit((peer, submit) -> {
                if (submit.message()[5] == 2) {
                    peer.answer(submit, 0x08, "");
                } else {
                    peer.accept(submit);
                }
            });
            assertThat(gateway.send(LONG).await()).isInstanceOf(SendResult.Unknown.class);
        }
    }

    @Test
    void separateBindsSendOnTheTransmittersAndReceiveOnTheReceivers() throws IOException {
        RoughSmsc smsc = new RoughSmsc();
        try (Gateway gateway = Gateway.start(smsc, "bind: separate\nbinds: 2\nwindow: 5\nsos-share: 0\n")) {
            List<RoughSmsc.Peer> peers = smsc.awaitBound(4);
            gateway.awaitBound(4);
            assertThat(peers.stream().map(RoughSmsc.Peer::bindCommand)).containsExactlyInAnyOrder(1, 1, 2, 2);
            smsc.onSubmit((peer, submit) -> {});
            assertThat(gateway.link.room(Lane.REPLY)).isEqualTo(10);
            for (int i = 0; i < 10; i++) {
                gateway.send("n" + i);
            }
            Eventually.holds("all are written", () -> smsc.submits().size() == 10);
            assertThat(peers).allSatisfy(peer -> assertThat(peer.submits()).hasSize(peer.bindCommand() == 2 ? 5 : 0));
        }
    }

    @Test
    void whatALostLineCarriedIsUnknownAndTheOthersGoOn() throws IOException {
        RoughSmsc smsc = new RoughSmsc();
        try (Gateway gateway =
                Gateway.start(smsc, "binds: 2\nwindow: 5\nsos-share: 0\nreconnect: { from: 1h, to: 1h }\n")) {
            List<RoughSmsc.Peer> peers = smsc.awaitBound(2);
            gateway.awaitBound(2);
            smsc.onSubmit((peer, submit) -> {});
            List<Gateway.Outcome> outcomes =
                    IntStream.range(0, 10).mapToObj(i -> gateway.send("n" + i)).toList();
            Eventually.holds("all are written", () -> smsc.submits().size() == 10);
            peers.getFirst().drop();
            Eventually.holds("five are unknown", () -> gateway.link.status().unknown() == 5);
            smsc.onSubmit((peer, submit) -> peer.accept(submit));
            peers.getLast().submits().forEach(peers.getLast()::accept);
            outcomes.forEach(Gateway.Outcome::await);
            assertThat(outcomes.stream()
                            .map(outcome -> outcome.await().getClass().getSimpleName()))
                    .containsOnly("Accepted", "Unknown");
            assertThat(gateway.send("on the other").await()).isInstanceOf(SendResult.Accepted.class);
        }
    }
}
