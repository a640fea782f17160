package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.outbox.Delivery;
import org.linja.testkit.RoughSmsc;

/// Receipts as vendors write them.
class ReceiptTest {

    private static Receipt read(RoughSmsc.Delivery delivery) {
        return Receipt.read(Arrival.read(delivery.pdu(1)).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id:1a sub:001 dlvrd:001 submit date:2611220101 done date:2611220102 stat:DELIVRD err:000 text:hi | 1a | DELIVERED | ''",
                "id:1a sub:001 dlvrd:000 submit date:20261122 done date:20261122 stat:FAILED err:045 text: | 1a | FAILED | 045",
                "id:1a stat:delivrd err:0  | 1a | DELIVERED | 0",
                "ID:1a STAT:UNDELIV ERR:x-7y | 1a | FAILED | x-7y",
                "id: 1a stat: EXPIRED | 1a | EXPIRED | ''",
                "id:1a,stat:REJECTD,err:12 | 1a | FAILED | 12",
                "id:1a stat:DELETED | 1a | FAILED | ''",
                "id:1a stat:ACCEPTD | 1a | ENROUTE | ''",
                "id:1a stat:ENROUTE | 1a | ENROUTE | ''",
                "id:1a stat:UNKNOWN | 1a | UNKNOWN | ''",
                "id:1a stat:WHATEVER | 1a | UNKNOWN | ''",
                "id:1a | 1a | UNKNOWN | ''",
                "stat:DELIVRD err:000 | '' | DELIVERED | ''",
                "id: stat:DELIVRD | '' | DELIVERED | ''",
                "msgid:7 id:1a stat:DELIVRD | 1a | DELIVERED | ''",
                "id:1a stat:DELIVRD text:id:2b stat:FAILED | 1a | DELIVERED | ''",
                "'' | '' | UNKNOWN | ''"
            })
    void theTextIsReadTolerantly(String text, String id, Delivery state, String error) {
        assertThat(read(RoughSmsc.Delivery.receipt(text))).isEqualTo(new Receipt(id, state, error));
    }

    @Test
    void parametersCountMoreThanTheText() {
        Receipt receipt = read(RoughSmsc.Delivery.receipt("id:old stat:FAILED err:1")
                .tlv(0x1e, "new\0".getBytes(StandardCharsets.US_ASCII))
                .tlv(0x427, (byte) 2)
                .tlv(0x423, (byte) 3, (byte) 1, (byte) 2));
        assertThat(receipt).isEqualTo(new Receipt("new", Delivery.DELIVERED, "258"));
    }

    @Test
    void unreadableParametersLeaveTheTextItsSay() {
        Receipt receipt = read(RoughSmsc.Delivery.receipt("id:a stat:EXPIRED")
                .tlv(0x1e, (byte) 0)
                .tlv(0x427, (byte) 99)
                .tlv(0x423, (byte) 3));
        assertThat(receipt).isEqualTo(new Receipt("a", Delivery.EXPIRED, ""));
    }

    @Test
    void anIntermediateNotificationIsNotTheEnd() {
        assertThat(read(RoughSmsc.Delivery.receipt("id:a").esm(0x20)).state()).isEqualTo(Delivery.ENROUTE);
    }

    @Test
    void dataCodingEightMayStillBeAscii() {
        String text = "id:1a stat:DELIVRD";
        assertThat(read(RoughSmsc.Delivery.receipt(text).coding(8)).id()).isEqualTo("1a");
        assertThat(read(RoughSmsc.Delivery.receipt("").coding(8).bytes(text.getBytes(StandardCharsets.UTF_16BE)))
                        .state())
                .isEqualTo(Delivery.DELIVERED);
    }

    @ParameterizedTest
    @CsvSource({
        "AB12,       ab12",
        "00012,      12",
        "000,        0",
        "' 1A ',     1a",
        "0a0b-0c0d,  0a0b-0c0d",
        "00zz,       00zz"
    })
    void idsAreRecordedInOneForm(String told, String recorded) {
        assertThat(ReceiptIds.normal(told)).isEqualTo(recorded);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO,            0026,   26 1a 38",
        "AUTO,            1A,     1a 26",
        "SAME,            0026,   26",
        "HEX_IN_RESPONSE, 26,     1a 26",
        "HEX_IN_RECEIPT,  1A,     26 1a",
        "AUTO,            6b29fc40-ca47-1067-b31d-00dd010662da, 6b29fc40-ca47-1067-b31d-00dd010662da",
        "AUTO,            ffffffffffffffff, ffffffffffffffff 18446744073709551615",
        "AUTO,            '  ',   ''"
    })
    void everyFormAnIdMayHaveBeenRecordedUnderIsLookedUp(Carrier.MessageIds form, String told, String candidates) {
        List<String> expected = candidates.isEmpty() ? List.of() : List.of(candidates.split(" "));
        assertThat(ReceiptIds.candidates(told, form)).containsExactlyElementsOf(expected);
    }
}
