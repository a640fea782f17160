package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linja.contact.Msisdn;
import org.linja.simulator.Handset;
import org.linja.simulator.SimulatedSmsc;

/// The simulated SMSC and jSMPP understand each other, though neither knows the other's codec.
final class JsmppPeerTest {
    private static final String LINE = "55111";
    private static final String ANNA = "38344000201";

    private final SimulatedSmsc smsc = SimulatedSmsc.start(0, Map.of("linja", "secret"), InstantSource.system());
    private final Handset anna = smsc.handset(new Msisdn(ANNA), LINE);
    private final BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();
    private final SMPPSession session = new SMPPSession();

    @AfterEach
    void stop() {
        session.close();
        smsc.close();
    }

    @Test
    void textsAnswersAndReceiptsTravelBothWays() throws Exception {
        session.setMessageReceiverListener(listener());
        session.connectAndBind("127.0.0.1", smsc.port(), as("secret"));
        anna.texts("SOS");
        DeliverSm text = next();
        assertThat(text.getSourceAddr()).isEqualTo(ANNA);
        assertThat(text.getDestAddress()).isEqualTo(LINE);
        assertThat(new String(text.getShortMessage(), StandardCharsets.US_ASCII))
                .isEqualTo("SOS");

        String id = session.submitShortMessage(
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.ISDN,
                        LINE,
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        ANNA,
                        new ESMClass(),
                        (byte) 0,
                        (byte) 0,
                        null,
                        "000000001000000R",
                        new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                        (byte) 0,
                        DataCodings.ZERO,
                        (byte) 0,
                        "Faleminderit".getBytes(StandardCharsets.US_ASCII))
                .getMessageId();
        anna.gets("Faleminderit");
        DeliverSm receipt = next();
        assertThat(receipt.isSmscDeliveryReceipt()).isTrue();
        assertThat(receipt.getShortMessageAsDeliveryReceipt().getId()).isEqualTo(id);
        session.unbindAndClose();
        assertThat(smsc.binds()).isZero();
    }

    @Test
    void aWrongPasswordIsToldAsSuch() {
        assertThatThrownBy(() -> session.connectAndBind("127.0.0.1", smsc.port(), as("wrong")))
                .hasRootCauseInstanceOf(NegativeResponseException.class)
                .hasStackTraceContaining("0000000e");
    }

    private static BindParameter as(String password) {
        return new BindParameter(
                BindType.BIND_TRX, "linja", password, "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, null);
    }

    private DeliverSm next() throws InterruptedException {
        DeliverSm message = delivered.poll(20, TimeUnit.SECONDS);
        assertThat(message).as("a deliver_sm").isNotNull();
        return message;
    }

    private MessageReceiverListener listener() {
        return new MessageReceiverListener() {
            @Override
            public void onAcceptDeliverSm(DeliverSm message) {
                delivered.add(message);
            }

            @Override
            public void onAcceptAlertNotification(org.jsmpp.bean.AlertNotification alert) {}

            @Override
            public org.jsmpp.session.DataSmResult onAcceptDataSm(org.jsmpp.bean.DataSm message, Session source) {
                throw new UnsupportedOperationException("no data_sm is sent here");
            }
        };
    }
}
