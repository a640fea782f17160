package org.linja.smpp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.linja.config.Doc;
import org.linja.outbox.Lane;
import org.linja.text.Transliteration;

/// One carrier's SMSC and how it likes to be spoken to.
///
/// @param name as it is called everywhere: in keys, logs and reports
/// @param host its name or address
/// @param port its port
/// @param login who we are
/// @param transport how the line is protected
/// @param bind one line for both directions, or one for each
/// @param binds how many lines of each kind
/// @param flow how much may be under way, and how fast
/// @param timers when to lose patience
/// @param source where messages come from that do not say it themselves
/// @param numbers our numbers at this carrier
/// @param alphabet what the octets of data_coding 0 mean
/// @param transliteration per lane, when letters outside GSM 03.38 are replaced
/// @param longMessages how a message of several segments travels
/// @param receipts whether delivery receipts are asked for
/// @param messageIds how ids are written in responses and receipts
/// @param ussd how USSD sessions are spoken
public record Carrier(
        String name,
        String host,
        int port,
        Login login,
        Transport transport,
        Bind bind,
        int binds,
        Flow flow,
        Timers timers,
        Source source,
        List<String> numbers,
        Octets alphabet,
        Map<Lane, Transliteration.Policy> transliteration,
        LongMessages longMessages,
        boolean receipts,
        MessageIds messageIds,
        UssdProfile ussd) {

    private static final int LONGEST_SYSTEM_ID = 15;
    private static final int LONGEST_PASSWORD = 8;
    private static final int LONGEST_SYSTEM_TYPE = 12;
    private static final int LONGEST_ADDRESS = 20;
    private static final int LONGEST_NAME = 11;

    /// How we bind (SMPP 3.4 §2.2).
    public enum Bind {
        TRANSCEIVER,
        SEPARATE
    }

    /// What the octets of data_coding 0 ("SMSC default alphabet") mean at this carrier.
    public enum Octets {
        /// GSM 03.38, one septet per octet.
        GSM,
        ASCII,
        LATIN1
    }

    /// How the segments of a long message are marked.
    public enum LongMessages {
        /// A user data header in each (3GPP TS 23.040 §9.2.3.24.1).
        UDH,
        /// The sar_* parameters (SMPP 3.4 §5.3.2.22–24).
        SAR,
        /// One PDU with the whole text in message_payload; the SMSC splits it.
        PAYLOAD
    }

    /// How a carrier writes the ids of messages.
    public enum MessageIds {
        /// Unknown: every form is looked up.
        AUTO,
        /// The receipt repeats what the response said.
        SAME,
        /// Hexadecimal in the response, decimal in the receipt.
        HEX_IN_RESPONSE,
        /// Decimal in the response, hexadecimal in the receipt.
        HEX_IN_RECEIPT
    }

    /// Who we are at the SMSC. It has no readable [#toString].
    public record Login(String systemId, String password, String systemType) {
        @Override
        public String toString() {
            return "Login[" + systemId + "]";
        }
    }

    /// How much may be under way.
    ///
    /// @param window segments without an answer, per line
    /// @param rate segments per second over all lines, 0 for no limit
    /// @param sosShare the part of both, 0 to 1, that only SOS may use
    public record Flow(int window, double rate, double sosShare) {}

    /// When to lose patience.
    ///
    /// @param enquireLink a line that was silent this long is asked whether it lives
    /// @param response how long an answer may take
    /// @param connect how long a connection may take
    /// @param reconnectFrom the first pause before binding again
    /// @param reconnectTo the longest one
    /// @param throttleTo the longest pause after the network asked for patience
    /// @param join how long the missing parts of a long MO are waited for after the last one that came
    public record Timers(
            Duration enquireLink,
            Duration response,
            Duration connect,
            Duration reconnectFrom,
            Duration reconnectTo,
            Duration throttleTo,
            Duration join) {}

    /// A source address with its type and numbering plan (SMPP 3.4 §5.2.5, §5.2.6), for the carriers that
    /// insist.
    ///
    /// @param address at most 20 digits or 11 letters; empty lets the SMSC choose
    public record Source(String address, int ton, int npi) {}

    /// The same carrier as the simulator plays it on this machine: its line is plain.
    public Carrier simulated(int port) {
        return simulated(name, port, flow);
    }

    /// A simulated carrier for a rehearsal, under a name that says so: as fast as it can be.
    public Carrier rehearsing(int port) {
        return simulated("rehearsal", port, new Flow(flow.window(), 0, flow.sosShare()));
    }

    private Carrier simulated(String called, int port, Flow pace) {
        return new Carrier(
                called,
                "127.0.0.1",
                port,
                login,
                Transport.PLAIN,
                bind,
                binds,
                pace,
                timers,
                source,
                numbers,
                alphabet,
                transliteration,
                longMessages,
                receipts,
                messageIds,
                ussd);
    }

    /// Reads `carriers.yaml`: a mapping `carriers` of names to settings. What is wrong becomes a problem.
    public static List<Carrier> readAll(Doc doc) {
        Doc all = doc.at("carriers");
        List<Carrier> carriers = new ArrayList<>();
        all.entries().forEach((name, settings) -> carriers.add(read(name, settings)));
        if (carriers.isEmpty()) {
            all.problems()
                    .add(all.place(), "there is no carrier: write 'carriers:' and below it a name with host and port");
        }
        doc.done();
        return carriers;
    }

    /// Reads one carrier's settings.
    static Carrier read(String name, Doc doc) {
        return new Carrier(
                name,
                doc.at("host").string(),
                doc.at("port").integer(1, 65_535, 2775),
                new Login(
                        fitting(doc.at("system-id"), doc.at("system-id").string(), LONGEST_SYSTEM_ID),
                        fitting(doc.at("password"), doc.at("password").secret(), LONGEST_PASSWORD),
                        fitting(doc.at("system-type"), doc.at("system-type").string(""), LONGEST_SYSTEM_TYPE)),
                transport(doc.at("tls")),
                doc.at("bind").oneOf(Bind.class, Bind.TRANSCEIVER),
                doc.at("binds").integer(1, 32, 1),
                new Flow(
                        doc.at("window").integer(1, 10_000, 50),
                        doc.at("rate").decimal(0, 100_000, 0),
                        doc.at("sos-share").integer(0, 90, 20) / 100.0),
                timers(doc),
                source(doc.at("source")),
                doc.at("numbers").list().stream().map(Carrier::address).toList(),
                doc.at("default-alphabet").oneOf(Octets.class, Octets.GSM),
                transliteration(doc.at("transliteration")),
                doc.at("long-messages").oneOf(LongMessages.class, LongMessages.UDH),
                doc.at("receipts").yes(true),
                doc.at("message-id").oneOf(MessageIds.class, MessageIds.AUTO),
                UssdProfile.read(doc.at("ussd")));
    }

    private static Transport transport(Doc doc) {
        if (doc.at("enabled").yes(doc.present())) {
            return Tls.read(doc);
        }
        doc.entries();
        return Transport.PLAIN;
    }

    private static Timers timers(Doc doc) {
        Duration least = Duration.ofMillis(1);
        Duration most = Duration.ofHours(1);
        Doc reconnect = doc.at("reconnect");
        Duration from = reconnect.at("from").duration(least, most, Duration.ofSeconds(1));
        Duration to = reconnect.at("to").duration(least, most, Duration.ofSeconds(60));
        if (to.compareTo(from) < 0) {
            reconnect.problems().add(reconnect.at("to").place(), "'to' is shorter than 'from': swap them");
        }
        return new Timers(
                doc.at("enquire-link").duration(least, most, Duration.ofSeconds(30)),
                doc.at("response-timeout").duration(least, most, Duration.ofSeconds(30)),
                doc.at("connect-timeout").duration(least, most, Duration.ofSeconds(10)),
                from,
                to,
                doc.at("throttle-pause").duration(least, most, Duration.ofSeconds(5)),
                doc.at("join-wait").duration(least, most, Duration.ofSeconds(30)));
    }

    private static Source source(Doc doc) {
        String address = doc.at("address").present() ? address(doc.at("address")) : "";
        Addresses usual = Addresses.of(address);
        return new Source(
                address, doc.at("ton").integer(0, 6, usual.ton()), doc.at("npi").integer(0, 18, usual.npi()));
    }

    private static String address(Doc doc) {
        String address = doc.string().strip();
        boolean digits = Addresses.number(address);
        if (address.length() > (digits ? LONGEST_ADDRESS : LONGEST_NAME)) {
            doc.problems()
                    .add(
                            doc.place(),
                            "a sender is a number of at most " + LONGEST_ADDRESS + " digits or a name of at most "
                                    + LONGEST_NAME + " letters");
        } else if (!digits && !Addresses.plainName(address)) {
            doc.problems()
                    .add(doc.place(), "a sender's name is made of the letters A to Z, digits, space, '.', '_' and '-'");
        }
        return address;
    }

    private static Map<Lane, Transliteration.Policy> transliteration(Doc doc) {
        Map<Lane, Transliteration.Policy> policies = new EnumMap<>(Lane.class);
        for (Lane lane : Lane.values()) {
            Doc own = doc.at(lane.name().toLowerCase(Locale.ROOT));
            policies.put(lane, own.oneOf(Transliteration.Policy.class, Transliteration.Policy.WHEN_CHEAPER));
        }
        return Map.copyOf(policies);
    }

    private static String fitting(Doc doc, String value, int longest) {
        if (value.length() > longest) {
            doc.problems()
                    .add(
                            doc.place(),
                            "is longer than the " + longest + " characters of SMPP 3.4 §4.1.1: ask the carrier for a"
                                    + " shorter one");
        }
        return value;
    }
}
