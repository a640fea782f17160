package org.linja.smpp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.PDUComposer;
import org.linja.dialog.UssdPage;
import org.linja.text.Gsm7;

/// Writes a page as the PDU with which it leaves, in the session it answers.
final class UssdWriter {
    private static final byte GSM = 0x00;
    private static final byte UCS2 = 0x08;
    private static final int END_OF_SESSION = 0x01;

    private final Carrier carrier;
    private final PDUComposer composer = new DefaultComposer();

    UssdWriter(Carrier carrier) {
        this.carrier = carrier;
    }

    /// The PDU, with sequence number 0.
    ///
    /// @throws PDUStringException when an address of the request is longer than SMPP allows
    byte[] write(UssdPage page, UssdReader.Way way) throws PDUStringException {
        UssdProfile profile = carrier.ussd();
        boolean gsm = Gsm7.fits(page.text());
        byte[] text = gsm ? octets(page.text()) : page.text().getBytes(StandardCharsets.UTF_16BE);
        byte coding = gsm ? GSM : UCS2;
        OptionalParameter[] parameters = parameters(page.last(), way);
        Arrival.Address from = way.from();
        Arrival.Address to = way.to();
        return switch (profile.pdu()) {
            case SUBMIT_SM ->
                composer.submitSm(
                        0,
                        profile.serviceType(),
                        (byte) from.ton(),
                        (byte) from.npi(),
                        from.digits(),
                        (byte) to.ton(),
                        (byte) to.npi(),
                        to.digits(),
                        (byte) 0,
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        (byte) 0,
                        (byte) 0,
                        coding,
                        (byte) 0,
                        text,
                        parameters);
            case DATA_SM -> {
                List<OptionalParameter> all = new ArrayList<>(List.of(parameters));
                all.add(new OptionalParameter.Message_payload(text));
                yield composer.dataSm(
                        0,
                        profile.serviceType(),
                        (byte) from.ton(),
                        (byte) from.npi(),
                        from.digits(),
                        (byte) to.ton(),
                        (byte) to.npi(),
                        to.digits(),
                        (byte) 0,
                        (byte) 0,
                        coding,
                        all.toArray(OptionalParameter[]::new));
            }
        };
    }

    private OptionalParameter[] parameters(boolean last, UssdReader.Way way) {
        UssdProfile profile = carrier.ussd();
        List<OptionalParameter> parameters = new ArrayList<>();
        int op = last ? profile.ops().end() : profile.ops().menu();
        parameters.add(new OptionalParameter.Ussd_service_op((byte) op));
        way.sessionInfo()
                .ifPresent(info -> parameters.add(new OptionalParameter.Its_session_info(sessionInfo(info, last))));
        way.reference().ifPresent(reference -> parameters.add(new OptionalParameter.User_message_reference(reference)));
        return parameters.toArray(OptionalParameter[]::new);
    }

    private byte[] sessionInfo(byte[] asked, boolean last) {
        int sequence = switch (carrier.ussd().sequence()) {
            case ECHO -> asked[1] & 0xfe;
            case NEXT -> (asked[1] & 0xfe) + 2 & 0xfe;
        };
        return new byte[] {asked[0], (byte) (last ? sequence | END_OF_SESSION : sequence)};
    }

    private byte[] octets(String text) {
        return switch (carrier.alphabet()) {
            case GSM -> Gsm7.encode(text);
            case ASCII, LATIN1 -> text.getBytes(StandardCharsets.ISO_8859_1);
        };
    }
}
