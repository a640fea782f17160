package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.dialog.Inbound.Body;
import org.linja.smpp.MoReader.Mo;
import org.linja.testkit.RoughSmsc;

/// Messages as phones and networks write them.
class MoReaderTest {
    private static final RoughSmsc.Delivery BASE = RoughSmsc.Delivery.mo("38344000101", "");

    private static Mo read(RoughSmsc.Delivery delivery, String settings) {
        return MoReader.read(Arrival.read(delivery.pdu(1)).orElseThrow(), Gateway.carrier(settings, 2775));
    }

    private static Mo read(RoughSmsc.Delivery delivery) {
        return read(delivery, "");
    }

    private static String text(Mo mo) {
        assertThat(mo).isInstanceOf(Mo.Whole.class);
        return switch (((Mo.Whole) mo).body()) {
            case Body.Text text -> text.text();
            case Body.Undecodable bytes ->
                "coding " + bytes.dataCoding() + ": " + HexFormat.of().formatHex(bytes.bytes());
        };
    }

    @ParameterizedTest
    @CsvSource({
        "gsm,    0,   534f53,           SOS",
        "gsm,    0,   1b6500,           €@",
        "latin1, 0,   e9,               é",
        "ascii,  0,   40,               @",
        "gsm,    1,   40,               @",
        "gsm,    3,   eb,               ë",
        "gsm,    8,   004e006400eb,     Ndë",
        "gsm,    8,   004e00,           N",
        "gsm,    8,   feff004e,         N",
        "gsm,    8,   fffe4e00,         N",
        "gsm,    8,   d83dde00,         😀",
        "gsm,    8,   d83d0041,         \uFFFDA",
        "gsm,    8,   de000041,         \uFFFDA",
        "gsm,    24,  004e,             N",
        "gsm,    241, 534f53,           SOS",
        "gsm,    2,   0102,             coding 2: 0102",
        "gsm,    4,   0102,             coding 4: 0102",
        "gsm,    14,  0102,             coding 14: 0102",
        "gsm,    245, 0102,             coding 245: 0102"
    })
    void theOctetsAreReadAsTheirCodingAndTheCarrierSay(String alphabet, int coding, String hex, String text) {
        var delivery = BASE.coding(coding).bytes(HexFormat.of().parseHex(hex));
        assertThat(text(read(delivery, "default-alphabet: " + alphabet + "\n"))).isEqualTo(text);
    }

    @Test
    void aPayloadIsReadWhereTheMessageIsEmpty() {
        assertThat(text(read(BASE.tlv(0x424, "SOS".getBytes(StandardCharsets.US_ASCII)))))
                .isEqualTo("SOS");
    }

    @ParameterizedTest
    @CsvSource({
        "050003070201,       7,      2, 1",
        "0608041234 0302,    69172,  3, 2",
        "0a0504000000000003070201, 7, 2, 1",
        "0a0003070201 0102aaaa ,   7, 2, 1"
    })
    void theHeaderSaysWhichPartItIs(String header, int reference, int total, int number) {
        byte[] bytes = HexFormat.of().parseHex(header.replace(" ", "") + "41");
        // The third and fourth rows carry another element before or after the one that concatenates.
        bytes[0] = (byte) (bytes.length - 2);
        Mo mo = read(BASE.esm(0x40).bytes(bytes));
        assertThat(mo).isInstanceOfSatisfying(Mo.Piece.class, piece -> {
            int kind = header.startsWith("0608") ? 1 : 0;
            assertThat(piece.origin().reference()).isEqualTo(kind == 1 ? 1 << 16 | 0x1234 : reference);
            assertThat(piece.origin().total()).isEqualTo(total);
            assertThat(piece.number()).isEqualTo(number);
            assertThat(piece.bytes()).containsExactly(0x41);
        });
    }

    @Test
    void parametersMaySayItToo() {
        Mo mo = read(RoughSmsc.Delivery.mo("38344000101", "A")
                .tlv(0x20c, (byte) 0x12, (byte) 0x34)
                .tlv(0x20e, (byte) 2)
                .tlv(0x20f, (byte) 2));
        assertThat(mo).isInstanceOfSatisfying(Mo.Piece.class, piece -> {
            assertThat(piece.origin().reference()).isEqualTo(2 << 16 | 0x1234);
            assertThat(piece.number()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @CsvSource({"05000307 0000", "05000307 0203", "05000307 0101", "05000307 0200"})
    void aHeaderWhoseNumbersMakeNoSenseIsDroppedAndTheTextRead(String header) {
        byte[] bytes = HexFormat.of().parseHex(header.replace(" ", "") + "41");
        assertThat(text(read(BASE.esm(0x40).bytes(bytes)))).isEqualTo("A");
    }

    @ParameterizedTest
    @CsvSource({"'',''", "5a000307,5a000307", "050009070201,050009070201", "020041,020041", "0100,0100"})
    void aBrokenHeaderLeavesTheOctetsAsTheyAre(String hex, String kept) {
        assertThat(text(read(BASE.esm(0x40).bytes(HexFormat.of().parseHex(hex)))))
                .isEqualTo("coding 0: " + kept);
    }

    @Test
    void noSenderNoAnswer() {
        assertThat(read(RoughSmsc.Delivery.mo("", "x"))).isInstanceOf(Mo.Unanswerable.class);
        assertThat(read(RoughSmsc.Delivery.mo("INFO", "x"))).isInstanceOf(Mo.Unanswerable.class);
    }

    @Test
    void nothingThatCanArriveBreaksTheReading() {
        Random random = new Random(42);
        Carrier carrier = Gateway.carrier("", 2775);
        byte[] whole = RoughSmsc.Delivery.mo("38344000101", "A long enough text")
                .part(7, 3, 2)
                .tlv(0x20c, (byte) 1, (byte) 2)
                .tlv(0x424, new byte[20])
                .pdu(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] pdu = Arrays.copyOf(whole, 16 + random.nextInt(whole.length - 15));
            for (int j = random.nextInt(6); j > 0; j--) {
                int at = 16 + random.nextInt(Math.max(1, pdu.length - 16));
                if (at < pdu.length) {
                    pdu[at] = (byte) random.nextInt(256);
                }
            }
            assertThatCode(() -> Arrival.read(pdu).ifPresent(arrival -> {
                        MoReader.read(arrival, carrier);
                        Receipt.read(arrival);
                    }))
                    .as(HexFormat.of().formatHex(pdu))
                    .doesNotThrowAnyException();
        }
    }
}
