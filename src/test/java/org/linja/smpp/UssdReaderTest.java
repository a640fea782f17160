package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.util.DefaultComposer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.dialog.UssdEvent;

/// What a carrier's PDU says of a USSD session, in data_sm (SMPP 3.4 §4.7.1) as in deliver_sm.
class UssdReaderTest {
    private static final Carrier CARRIER = Gateway.carrier("ussd: { codes: [ '*123#', '*123*45#' ], steps: yes }\n", 1);

    @ParameterizedTest
    @CsvSource({
        "1, *123#, Begin",
        "18, 1, Reply",
        "129, '', End",
        "130, '', Timeout",
        "19, '', Nothing",
        "17, '', Nothing",
        "32, 1, Reply",
        "32, *123#, Begin",
        "-1, *123#, Begin",
        "-1, 2, Reply"
    })
    void the_operation_says_what_happened_and_where_it_does_not_the_text(int op, String text, String what)
            throws PDUStringException {
        Arrival arrival = arrival(op, text, new byte[] {7, 6});
        assertThat(UssdReader.isUssd(arrival, CARRIER.ussd())).isTrue();
        String read = switch (UssdReader.read(arrival, CARRIER)) {
            case UssdReader.Ussd.Event event -> event.event().getClass().getSimpleName();
            case UssdReader.Ussd.Nothing _ -> "Nothing";
        };
        assertThat(read).isEqualTo(what);
    }

    @ParameterizedTest
    @CsvSource({
        "*123#, *123#, ''",
        "*123*9#, *123#, 9",
        "*123*1*2#, *123#, 1*2",
        "*123*45#, *123*45#, ''",
        "*123*45*1#, *123*45#, 1",
        "*99*1#, *99#, 1",
        "*99#, *99#, ''"
    })
    void what_is_dialled_behind_the_code_is_an_answer(String dialled, String code, String behind)
            throws PDUStringException {
        UssdReader.Ussd.Event read =
                (UssdReader.Ussd.Event) UssdReader.read(arrival(1, dialled, new byte[] {7, 0}), CARRIER);
        assertThat(read.event()).isInstanceOfSatisfying(UssdEvent.Begin.class, begin -> {
            assertThat(begin.session().code()).isEqualTo(code);
            assertThat(begin.words()).isEqualTo(behind);
        });
    }

    @Test
    void the_sequence_number_is_the_step_and_the_end_mark_is_none_of_it() throws PDUStringException {
        UssdReader.Ussd.Event read =
                (UssdReader.Ussd.Event) UssdReader.read(arrival(18, "1", new byte[] {(byte) 200, 13}), CARRIER);
        assertThat(read.event()).isInstanceOfSatisfying(UssdEvent.Reply.class, reply -> {
            assertThat(reply.step()).isEqualTo("6");
            assertThat(reply.session().id()).isEqualTo("i200");
            assertThat(reply.words()).isEqualTo("1");
        });
    }

    @Test
    void a_number_of_the_configuration_is_decimal() {
        Problems problems = new Problems();
        UssdProfile.read(
                Doc.parse("carriers.yaml", "ops: { end: 0x17 }\nservice-type: TOOLONG\ncodes: [ '123' ]\n", problems));
        assertThat(problems.lines()).hasSize(3);
    }

    private static Arrival arrival(int op, String text, byte[] sessionInfo) throws PDUStringException {
        List<OptionalParameter> parameters = new ArrayList<>();
        if (op >= 0) {
            parameters.add(new OptionalParameter.Ussd_service_op((byte) op));
        }
        parameters.add(new OptionalParameter.Its_session_info(sessionInfo));
        parameters.add(new OptionalParameter.Message_payload(text.getBytes(StandardCharsets.US_ASCII)));
        byte[] pdu = new DefaultComposer()
                .dataSm(
                        1,
                        "USSD",
                        (byte) 1,
                        (byte) 1,
                        "38344000201",
                        (byte) 0,
                        (byte) 0,
                        "123",
                        (byte) 0,
                        (byte) 0,
                        (byte) 0,
                        parameters.toArray(OptionalParameter[]::new));
        return Arrival.read(pdu).orElseThrow();
    }
}
