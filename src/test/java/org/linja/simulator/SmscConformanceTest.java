package org.linja.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.simulator.RawEsme.bind;
import static org.linja.simulator.RawEsme.octets;
import static org.linja.simulator.RawEsme.submit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What SMPP 3.4 asks of an SMSC, section by section, seen by an ESME that makes its octets itself.
final class SmscConformanceTest {
    private static final String LINE = "55111";
    private static final String ANNA = "38344000201";
    private static final int BIND_RECEIVER = 1;
    private static final int BIND_TRANSMITTER = 2;
    private static final int SUBMIT_SM = 4;
    private static final int DELIVER_SM = 5;
    private static final int UNBIND = 6;
    private static final int BIND_TRANSCEIVER = 9;
    private static final int ENQUIRE_LINK = 0x15;
    private static final int DATA_SM = 0x103;
    private static final byte[] NOTHING = {};

    private SimulatedSmsc smsc = SimulatedSmsc.start(0, Map.of("linja", "secret"), InstantSource.system());

    @AfterEach
    void stop() {
        smsc.close();
    }

    /// §4.1.1, §4.1.3, §4.1.5: each bind is answered with its own response, which names the SMSC.
    @ParameterizedTest
    @MethodSource("binds")
    void aBindIsAnswered(int command, boolean submits, boolean receives) throws Exception {
        try (var esme = new RawEsme(smsc.port())) {
            RawEsme.Frame answer = esme.ask(command, bind("linja", "secret", 0x34));
            assertThat(answer.command()).isEqualTo(command | 0x8000_0000);
            assertThat(answer.status()).isZero();
            assertThat(new String(answer.body(), StandardCharsets.ISO_8859_1)).startsWith("linja-sim\0");
            awaitBinds(1);
            assertThat(smsc.reachable()).isEqualTo(receives);
            // §2.3, table 2-1: a receiver may not submit.
            assertThat(esme.ask(SUBMIT_SM, submit(LINE, ANNA, 0, 0, 0, "hi")).status())
                    .isEqualTo(submits ? 0 : 0x04);
        }
    }

    static Stream<Arguments> binds() {
        return Stream.of(
                Arguments.of(BIND_RECEIVER, false, true),
                Arguments.of(BIND_TRANSMITTER, true, false),
                Arguments.of(BIND_TRANSCEIVER, true, true));
    }

    /// §4.1.2: sc_interface_version (tag 0x0210) tells an ESME of 3.4 what the SMSC speaks. §3.4: an ESME of 3.3
    /// gets no optional parameter.
    @Test
    void theVersionIsToldToWhoCanReadIt() throws Exception {
        try (var modern = new RawEsme(smsc.port());
                var old = new RawEsme(smsc.port())) {
            assertThat(modern.ask(BIND_TRANSCEIVER, bind("linja", "secret", 0x34))
                            .body())
                    .endsWith(octets(0x02, 0x10, 0, 1, 0x34));
            assertThat(old.ask(BIND_TRANSMITTER, bind("linja", "secret", 0x33)).body())
                    .isEqualTo(octets("linja-sim", 0));
        }
    }

    /// §5.1.3, table 5-2: which status a refused request gets.
    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedBinds")
    void aBindThatIsWrongIsRefused(String what, byte[] body, int status) throws Exception {
        try (var esme = new RawEsme(smsc.port())) {
            RawEsme.Frame answer = esme.ask(BIND_TRANSCEIVER, body);
            assertThat(answer.command()).isEqualTo(0x8000_0009);
            assertThat(answer.status()).isEqualTo(status);
            // §4.1.2: a response that refuses has no body.
            assertThat(answer.body()).isEmpty();
            assertThat(smsc.binds()).isZero();
            assertThat(esme.ask(BIND_TRANSCEIVER, bind("linja", "secret", 0x34)).status())
                    .isZero();
        }
    }

    static Stream<Arguments> refusedBinds() {
        return Stream.of(
                Arguments.of("ESME_RINVSYSID, nobody has that name", bind("nobody", "secret", 0x34), 0x0F),
                Arguments.of("ESME_RINVPASWD, wrong password", bind("linja", "wrong", 0x34), 0x0E),
                Arguments.of("ESME_RINVPASWD, no password", bind("linja", "", 0x34), 0x0E),
                Arguments.of("ESME_RINVPASWD, more than 8 octets", bind("linja", "secretsecret", 0x34), 0x0E),
                Arguments.of("ESME_RINVSYSID, more than 15 octets", bind("l".repeat(16), "secret", 0x34), 0x0F),
                Arguments.of("ESME_RINVCMDLEN, cut off", octets("linja", 0, "sec"), 0x02));
    }

    /// §4.4.1, §5.2: which status a submit_sm with a wrong field gets.
    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedSubmits")
    void aSubmitThatIsWrongIsRefused(String what, byte[] body, int status) throws Exception {
        try (var esme = RawEsme.transceiver(smsc.port())) {
            RawEsme.Frame answer = esme.ask(SUBMIT_SM, body);
            assertThat(answer.command()).isEqualTo(0x8000_0004);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).isEmpty();
            assertThat(smsc.submitted()).isEmpty();
            assertThat(esme.ask(SUBMIT_SM, submit(LINE, ANNA, 0, 0, 0, "still here"))
                            .status())
                    .isZero();
        }
    }

    static Stream<Arguments> refusedSubmits() {
        byte[] whole = submit(LINE, ANNA, 0, 0, 0, "hi");
        return Stream.of(
                Arguments.of("ESME_RINVDSTADR, no destination", submit(LINE, "", 0, 0, 0, "hi"), 0x0B),
                Arguments.of("ESME_RINVDSTADR, with a plus", submit(LINE, "+" + ANNA, 0, 0, 0, "hi"), 0x0B),
                Arguments.of("ESME_RINVDSTADR, more than 20 octets", submit(LINE, "3".repeat(21), 0, 0, 0, "hi"), 0x0B),
                Arguments.of("ESME_RINVSRCADR, letters with ton 1", submit("LINJA", ANNA, 0, 0, 0, "hi"), 0x0A),
                Arguments.of("ESME_RINVMSGLEN, 255 octets", submit(LINE, ANNA, 0, 0, 0, "x".repeat(255)), 0x01),
                Arguments.of("ESME_RINVCMDLEN, cut off", java.util.Arrays.copyOf(whole, 20), 0x02),
                Arguments.of("ESME_RINVMSGLEN, text cut off", java.util.Arrays.copyOf(whole, whole.length - 1), 0x01),
                Arguments.of("ESME_RINVEXPIRY, no time", timed("", "tomorrow"), 0x62),
                Arguments.of("ESME_RINVEXPIRY, month 13", timed("", "261322120000000+"), 0x62),
                Arguments.of("ESME_RINVSCHED, not offered", timed("000001000000000R", ""), 0x61),
                Arguments.of(
                        "ESME_RINVOPTPARSTREAM, longer than the rest",
                        submit(LINE, ANNA, 0, 0, 0, "hi", 0x02, 0x04, 0, 9, 1),
                        0xC0),
                Arguments.of(
                        "ESME_ROPTPARNOTALLWD, text twice",
                        submit(LINE, ANNA, 0, 0, 0, "hi", 0x04, 0x24, 0, 2, "yo"),
                        0xC1));
    }

    private static byte[] timed(String schedule, String validity) {
        return octets("", 0, 1, 1, LINE, 0, 1, 1, ANNA, 0, 0, 0, 0, schedule, 0, validity, 0, 0, 0, 0, 0, 2, "hi");
    }

    /// §2.2: before a bind only a bind is allowed; a second bind on one session is ESME_RALYBND.
    @Test
    void theStateOfTheSessionDecidesWhatIsAllowed() throws Exception {
        try (var esme = new RawEsme(smsc.port())) {
            assertThat(esme.ask(SUBMIT_SM, submit(LINE, ANNA, 0, 0, 0, "hi")).status())
                    .isEqualTo(0x04);
            assertThat(esme.ask(UNBIND, NOTHING).status()).isEqualTo(0x04);
        }
        try (var esme = RawEsme.transceiver(smsc.port())) {
            assertThat(esme.ask(BIND_TRANSMITTER, bind("linja", "secret", 0x34)).status())
                    .isEqualTo(0x05);
        }
    }

    /// §4.2: unbind is answered, then the connection is closed.
    @Test
    void unbindIsAnsweredAndTheConnectionCloses() throws Exception {
        try (var esme = RawEsme.transceiver(smsc.port())) {
            RawEsme.Frame answer = esme.ask(UNBIND, NOTHING);
            assertThat(answer.command()).isEqualTo(0x8000_0006);
            assertThat(answer.status()).isZero();
            assertThat(esme.closedByOther()).isTrue();
            assertThat(smsc.binds()).isZero();
        }
    }

    /// §4.11: either side may ask whether the other is there, and closes when it is not (§7.2).
    @Test
    void theLinkIsEnquiredBothWays() throws Exception {
        var quick =
                new Timers(Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(300), Duration.ofMillis(20));
        smsc.close();
        smsc = SimulatedSmsc.start(0, Map.of("linja", "secret"), InstantSource.system(), quick);
        try (var esme = RawEsme.transceiver(smsc.port())) {
            assertThat(esme.ask(ENQUIRE_LINK, NOTHING).command()).isEqualTo(0x8000_0015);
            RawEsme.Frame asked = esme.next();
            assertThat(asked.command()).isEqualTo(ENQUIRE_LINK);
            esme.answer(asked, 0);
            assertThat(esme.next().command()).isEqualTo(ENQUIRE_LINK);
            assertThat(esme.closedByOther()).as("unanswered, so closed").isTrue();
        }
    }

    /// §7.2, session_init_timer: who connects has to bind.
    @Test
    void whoDoesNotBindIsCutOff() throws Exception {
        var quick = new Timers(
                Duration.ofMillis(50), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(1));
        smsc.close();
        smsc = SimulatedSmsc.start(0, Map.of("linja", "secret"), InstantSource.system(), quick);
        try (var esme = new RawEsme(smsc.port())) {
            assertThat(esme.closedByOther()).isTrue();
        }
    }

    /// §4.3: what is unknown is answered with generic_nack and ESME_RINVCMDID, and the session goes on.
    @Test
    void anUnknownCommandIsNacked() throws Exception {
        try (var esme = RawEsme.transceiver(smsc.port())) {
            for (int command : new int[] {0x03, 0x0A, 0x7777, DELIVER_SM}) {
                RawEsme.Frame answer = esme.ask(command, NOTHING);
                assertThat(answer.command()).isEqualTo(0x8000_0000);
                assertThat(answer.status()).isEqualTo(0x03);
            }
            assertThat(esme.ask(ENQUIRE_LINK, NOTHING).status()).isZero();
        }
    }

    /// §4.3.1: a length that cannot be is answered with generic_nack and ESME_RINVCMDLEN. Nothing after it can be
    /// read, so the connection closes; the SMSC goes on.
    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(ints = {0, 15, 64 * 1024 + 1, Integer.MAX_VALUE, -1})
    void aLengthThatCannotBeEndsTheSessionOnly(int length) throws Exception {
        try (var esme = RawEsme.transceiver(smsc.port())) {
            esme.raw(ByteBuffer.allocate(16)
                    .putInt(length)
                    .putInt(SUBMIT_SM)
                    .putInt(0)
                    .putInt(77)
                    .array());
            RawEsme.Frame answer = esme.answerTo(77);
            assertThat(answer.command()).isEqualTo(0x8000_0000);
            assertThat(answer.status()).isEqualTo(0x02);
            assertThat(esme.closedByOther()).isTrue();
        }
        RawEsme.transceiver(smsc.port()).close();
    }

    /// §3.2: a PDU is read whole, however TCP has cut it.
    @Test
    void aPduMayComeInPieces() throws Exception {
        try (var esme = RawEsme.transceiver(smsc.port())) {
            byte[] body = submit(LINE, ANNA, 0, 0, 0, "in pieces");
            byte[] pdu = ByteBuffer.allocate(16 + body.length)
                    .putInt(16 + body.length)
                    .putInt(SUBMIT_SM)
                    .putInt(0)
                    .putInt(99)
                    .put(body)
                    .array();
            for (byte octet : pdu) {
                esme.raw(new byte[] {octet});
            }
            assertThat(esme.answerTo(99).status()).isZero();
            assertThat(smsc.submitted().getLast().content()).isEqualTo(octets("in pieces"));
        }
    }

    /// §4.4.2: submit_sm_resp carries a message_id, another one for each message. §4.7: so does data_sm_resp.
    @Test
    void everyMessageHasItsOwnId() throws Exception {
        try (var esme = RawEsme.transceiver(smsc.port())) {
            byte[] first =
                    esme.ask(SUBMIT_SM, submit(LINE, ANNA, 0, 0, 0, "one")).body();
            byte[] second =
                    esme.ask(SUBMIT_SM, submit(LINE, ANNA, 0, 0, 0, "two")).body();
            byte[] data = octets("", 0, 1, 1, LINE, 0, 1, 1, ANNA, 0, 0, 0, 0, 0x04, 0x24, 0, 5, "three");
            byte[] third = esme.ask(DATA_SM, data).body();
            assertThat(first).hasSize(9).isNotEqualTo(second).isNotEqualTo(third);
            assertThat(smsc.submitted()).hasSize(3);
            assertThat(smsc.submitted().getLast().content()).isEqualTo(octets("three"));
        }
    }

    /// §5.2.16: the validity period is kept as it came, for a test to look at. §7.1.1: absolute and relative times.
    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"261122193000000+", "000000001000000R", "261122193000004-"})
    void theValidityIsKept(String validity) throws Exception {
        try (var esme = RawEsme.transceiver(smsc.port())) {
            assertThat(esme.ask(SUBMIT_SM, timed("", validity)).status()).isZero();
            assertThat(smsc.submitted().getLast().validity()).isEqualTo(validity);
        }
    }

    private void awaitBinds(int count) throws InterruptedException {
        for (int i = 0; i < 2_000 && smsc.binds() != count; i++) {
            Thread.sleep(5);
        }
        assertThat(smsc.binds()).isEqualTo(count);
    }
}
