package org.linja.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linja.simulator.RawEsme.octets;
import static org.linja.simulator.RawEsme.submit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.contact.Msisdn;

/// Messages between handsets and an ESME, both ways, through the SMSC.
final class HandsetTest {
    private static final String LINE = "55111";
    private static final Msisdn ANNA_NUMBER = new Msisdn("38344000201");
    private static final int SUBMIT_SM = 4;
    private static final Duration QUIET = Duration.ofMillis(50);

    private final SimulatedSmsc smsc = SimulatedSmsc.start(
            0,
            Map.of("linja", "secret"),
            InstantSource.system(),
            new Timers(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMillis(20)));
    private final Handset anna = smsc.handset(ANNA_NUMBER, LINE);
    private final Handset bram = smsc.handset(new Msisdn("38344000101"), LINE);

    @AfterEach
    void stop() {
        smsc.close();
    }

    @Test
    void aTextGoesOutAsItIsAndAnAnswerComesBack() throws Exception {
        try (var esme = RawEsme.transceiver(smsc.port())) {
            anna.texts("SOS");
            RawEsme.Delivered came = esme.takes();
            assertThat(came.from()).isEqualTo(ANNA_NUMBER.digits());
            assertThat(came.to()).isEqualTo(LINE);
            assertThat(came.coding()).isZero();
            assertThat(came.esmClass()).isZero();
            assertThat(came.ascii()).isEqualTo("SOS");

            esme.ask(SUBMIT_SM, submit(LINE, ANNA_NUMBER.digits(), 0, 0, 0, "Thank you, your order is registered."));
            esme.ask(SUBMIT_SM, submit(LINE, "38344000101", 0, 0, 0, "SOS 4F7K"));
            anna.gets("Thank you", "registered");
            bram.gets("SOS 4F7K").texts("1");
            assertThat(esme.takes().ascii()).isEqualTo("1");
            smsc.nothingElseSent(QUIET);
        }
    }

    @Test
    void anUnexpectedMessageFailsTheStory() throws Exception {
        try (var esme = RawEsme.transceiver(smsc.port())) {
            esme.ask(SUBMIT_SM, submit(LINE, ANNA_NUMBER.digits(), 0, 0, 0, "what nobody expects"));
            assertThatThrownBy(() -> smsc.nothingElseSent(Duration.ZERO))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("what nobody expects");
            assertThatThrownBy(() -> anna.getsNothing(QUIET)).isInstanceOf(AssertionError.class);

            esme.ask(SUBMIT_SM, submit(LINE, ANNA_NUMBER.digits(), 0, 0, 0, "another"));
            assertThatThrownBy(() -> anna.gets("the expected"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("another")
                    .hasMessageNotContaining(ANNA_NUMBER.digits());
            assertThatThrownBy(() -> anna.within(QUIET).gets("more"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("no message within");
        }
    }

    @Test
    void textsWaitWhileNobodyIsBoundAndKeepTheirOrder() throws Exception {
        anna.texts("one").texts("two").texts("three");
        try (var transmitter = new RawEsme(smsc.port())) {
            transmitter.ask(2, RawEsme.bind("linja", "secret", 0x34));
            assertThat(transmitter.next(50)).as("a transmitter gets nothing").isNull();
            try (var esme = RawEsme.transceiver(smsc.port())) {
                assertThat(List.of(
                                esme.takes().ascii(),
                                esme.takes().ascii(),
                                esme.takes().ascii()))
                        .containsExactly("one", "two", "three");
            }
        }
    }

    @Test
    void aTextWhoseAcknowledgementIsLostIsSentAgainOnTheNextBind() throws Exception {
        CompletableFuture<Void> sent;
        try (var first = RawEsme.transceiver(smsc.port())) {
            sent = smsc.send(ANNA_NUMBER, LINE, "SOS");
            assertThat(first.next().delivered().ascii()).isEqualTo("SOS");
        }
        assertThat(sent).isNotDone();
        try (var second = RawEsme.transceiver(smsc.port())) {
            assertThat(second.takes().ascii()).isEqualTo("SOS");
            sent.get(20, TimeUnit.SECONDS);
        }
    }

    /// SMPP 3.4 §5.1.3: these say "not now".
    @ParameterizedTest
    @ValueSource(ints = {0x64, 0x58, 0x14, 0x08})
    void aTextThatCannotBeTakenNowIsSentAgain(int status) throws Exception {
        try (var esme = RawEsme.transceiver(smsc.port())) {
            CompletableFuture<Void> sent = smsc.send(ANNA_NUMBER, LINE, "SOS");
            esme.answer(esme.next(), status);
            assertThat(esme.takes().ascii()).isEqualTo("SOS");
            sent.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aTextThatIsRefusedForGoodIsNotSentAgainAndTheNextOneIs() throws Exception {
        try (var esme = RawEsme.transceiver(smsc.port())) {
            CompletableFuture<Void> refused = smsc.send(ANNA_NUMBER, LINE, "one");
            CompletableFuture<Void> taken = smsc.send(ANNA_NUMBER, LINE, "two");
            esme.answer(esme.next(), 0x65);
            assertThat(esme.takes().ascii()).isEqualTo("two");
            taken.get(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> refused.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void lettersOutsideTheGsmAlphabetTravelInUcs2() throws Exception {
        try (var esme = RawEsme.transceiver(smsc.port())) {
            anna.texts("ndihmë").texts("помоћ");
            RawEsme.Delivered albanian = esme.takes();
            assertThat(albanian.coding()).isEqualTo(8);
            assertThat(albanian.ucs2()).isEqualTo("ndihmë");
            assertThat(esme.takes().ucs2()).isEqualTo("помоћ");
        }
    }

    /// 3GPP TS 23.040 §9.2.3.24.1: 153 septets or 67 UCS-2 units fit beside the header; TS 23.038 §6.2.1.1: an
    /// escape and its letter stay together.
    @Test
    void aLongTextIsSplit() throws Exception {
        String gsm = "a".repeat(152) + "€" + "b".repeat(10);
        String cyrillic = "ж".repeat(66) + "😀" + "ш".repeat(5);
        try (var esme = RawEsme.transceiver(smsc.port())) {
            anna.texts(gsm);
            RawEsme.Delivered first = esme.takes();
            RawEsme.Delivered second = esme.takes();
            assertThat(first.esmClass()).isEqualTo(0x40);
            assertThat(first.content()).hasSize(6 + 152).startsWith(5, 0, 3).containsSequence(2, 1, 'a');
            assertThat(second.content()).hasSize(6 + 12).containsSequence(2, 2, 0x1B, 0x65, 'b');
            assertThat(second.content()[3]).isEqualTo(first.content()[3]);

            anna.texts(cyrillic);
            first = esme.takes();
            second = esme.takes();
            assertThat(first.content()).hasSize(6 + 132);
            assertThat(ucs2(first) + ucs2(second)).isEqualTo(cyrillic);

            anna.texts("a".repeat(160)).texts("ж".repeat(70));
            assertThat(esme.takes().esmClass()).isZero();
            assertThat(esme.takes().esmClass()).isZero();
        }
    }

    private static String ucs2(RawEsme.Delivered segment) {
        return new String(segment.content(), 6, segment.content().length - 6, StandardCharsets.UTF_16BE);
    }

    @Test
    void segmentsAreJoinedInAnyOrderHoweverTheyAreMarked() throws Exception {
        String to = ANNA_NUMBER.digits();
        try (var esme = RawEsme.transceiver(smsc.port())) {
            esme.ask(SUBMIT_SM, submit(LINE, to, 0x40, 0, 0, octets(5, 0, 3, 9, 2, 2, "world")));
            esme.ask(SUBMIT_SM, submit(LINE, to, 0x40, 0, 0, octets(6, 8, 4, 1, 9, 2, 1, "HELLO ")));
            esme.ask(SUBMIT_SM, submit(LINE, to, 0x40, 0, 0, octets(5, 0, 3, 9, 2, 2, "world")));
            anna.getsNothing(QUIET);
            esme.ask(SUBMIT_SM, submit(LINE, to, 0x40, 0, 0, octets(5, 0, 3, 9, 2, 1, "hello ")));
            Arrival joined = anna.next();
            assertThat(joined.text()).isEqualTo("hello world");
            assertThat(joined.segments()).isEqualTo(2);
            esme.ask(SUBMIT_SM, submit(LINE, to, 0x40, 0, 0, octets(6, 8, 4, 1, 9, 2, 2, "WORLD")));
            anna.gets("HELLO WORLD");

            esme.ask(SUBMIT_SM, submit(LINE, to, 0, 0, 0, "sar 2", sar(7, 2, 2)));
            esme.ask(SUBMIT_SM, submit(LINE, to, 0, 0, 0, "sar 1 ", sar(7, 2, 1)));
            anna.gets("sar 1 sar 2");

            byte[] cyrillic = "ж😀".getBytes(StandardCharsets.UTF_16BE);
            esme.ask(SUBMIT_SM, submit(LINE, to, 0x40, 0, 8, octets(5, 0, 3, 8, 2, 1, slice(cyrillic, 0, 4))));
            esme.ask(SUBMIT_SM, submit(LINE, to, 0x40, 0, 8, octets(5, 0, 3, 8, 2, 2, slice(cyrillic, 4, 6))));
            anna.gets("ж😀");
        }
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return java.util.Arrays.copyOfRange(bytes, from, to);
    }

    private static byte[] sar(int reference, int total, int number) {
        return octets(0x02, 0x0C, 0, 2, 0, reference, 0x02, 0x0E, 0, 1, total, 0x02, 0x0F, 0, 1, number);
    }

    @Test
    void aHeaderThatCannotBeReadStillShowsTheText() throws Exception {
        String to = ANNA_NUMBER.digits();
        try (var esme = RawEsme.transceiver(smsc.port())) {
            esme.ask(SUBMIT_SM, submit(LINE, to, 0x40, 0, 0, octets(200, "short")));
            esme.ask(SUBMIT_SM, submit(LINE, to, 0x40, 0, 0, octets(5, 0, 3, 1, 2, 9, "impossible")));
            esme.ask(SUBMIT_SM, submit(LINE, to, 0x40, 0, 0, octets(2, 0, 3, "cut")));
            esme.ask(SUBMIT_SM, submit(LINE, to, 0, 0, 4, octets(1, 0xAB)));
            anna.gets("short").gets("impossible").gets("cut").gets("01ab");
        }
    }

    /// SMPP 3.4 Appendix B, §5.2.17, §5.3.2.12: a receipt names the message, to the one who sent it.
    @Test
    void aReceiptComesWhenItWasAskedFor() throws Exception {
        String to = ANNA_NUMBER.digits();
        try (var esme = RawEsme.transceiver(smsc.port())) {
            byte[] answer = esme.ask(SUBMIT_SM, submit(LINE, to, 0, 1, 0, "hi")).body();
            String id = new String(answer, 0, answer.length - 1, StandardCharsets.US_ASCII);
            RawEsme.Delivered receipt = esme.takes();
            assertThat(receipt.esmClass()).isEqualTo(4);
            assertThat(receipt.from()).isEqualTo(to);
            assertThat(receipt.to()).isEqualTo(LINE);
            assertThat(receipt.ascii())
                    .matches("id:" + id + " sub:001 dlvrd:001 submit date:\\d{10} done date:\\d{10}"
                            + " stat:DELIVRD err:000 text:");
            assertThat(receipt.parameters()).contains("001e0009", "0427000102");

            esme.ask(SUBMIT_SM, submit(LINE, to, 0, 0, 0, "none wanted"));
            esme.ask(SUBMIT_SM, submit(LINE, to, 0, 2, 0, "only failure wanted"));
            assertThat(esme.next(100)).isNull();
            smsc.faults().receiptState("UNDELIV").receiptId(Faults.ReceiptId.DECIMAL);
            answer = esme.ask(SUBMIT_SM, submit(LINE, to, 0, 2, 0, "fails")).body();
            long number = Long.parseLong(new String(answer, 0, answer.length - 1, StandardCharsets.US_ASCII), 16);
            receipt = esme.takes();
            assertThat(receipt.ascii()).startsWith("id:" + number + " ").contains("stat:UNDELIV err:001");
            assertThat(receipt.parameters()).isEmpty();
        }
    }

    @Test
    void itMisbehavesWhenTold() throws Exception {
        String to = ANNA_NUMBER.digits();
        try (var esme = RawEsme.transceiver(smsc.port())) {
            smsc.faults().throttleEvery(2);
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                statuses.add(
                        esme.ask(SUBMIT_SM, submit(LINE, to, 0, 0, 0, "hi")).status());
            }
            assertThat(statuses).containsExactly(0, 0x58, 0, 0x58);
            assertThat(smsc.submitted()).hasSize(2);

            smsc.faults().throttleEvery(0).silent(true);
            int unanswered = esme.send(SUBMIT_SM, submit(LINE, to, 0, 0, 0, "into silence"));
            anna.gets("hi").gets("hi").gets("into silence");
            smsc.faults().silent(false);

            smsc.faults().receiptsFirst(true).delayResponses(Duration.ofMillis(150));
            int late = esme.send(SUBMIT_SM, submit(LINE, to, 0, 1, 0, "late"));
            assertThat(esme.takes().ascii()).contains("stat:DELIVRD");
            assertThat(esme.answerTo(late).status()).isZero();
            assertThat(unanswered).isLessThan(late);

            smsc.faults().dropAfter(1).delayResponses(Duration.ZERO);
            esme.ask(SUBMIT_SM, submit(LINE, to, 0, 0, 0, "last"));
            esme.send(SUBMIT_SM, submit(LINE, to, 0, 0, 0, "dropped"));
            assertThat(esme.closedByOther()).isTrue();
        }
    }
}
