package org.linja.smpp;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Msisdn;
import org.linja.dialog.UssdEvent;

/// Reads what a carrier delivers of USSD sessions. Pure.
final class UssdReader {
    /// Coding "GSM 7 bit, language unspecified" of 3GPP TS 23.038 §5, as some networks pass it on.
    private static final int CELL_BROADCAST_GSM = 0x0f;

    private static final int END_OF_SESSION = 0x01;

    private UssdReader() {}

    /// What is needed to answer in the same session.
    ///
    /// @param from the address she reached, from which the page comes
    /// @param to her address as the network writes it
    /// @param sessionInfo its_session_info as it came
    /// @param reference user_message_reference as it came
    record Way(Arrival.Address from, Arrival.Address to, Optional<byte[]> sessionInfo, Optional<byte[]> reference) {}

    /// What an arrival is.
    sealed interface Ussd {
        /// Something has happened in a session.
        record Event(UssdEvent event, Way way) implements Ussd {}

        /// A confirmation nobody waits for, or a sender that is no number.
        record Nothing() implements Ussd {}
    }

    /// Whether it belongs to a USSD session and not to SMS.
    static boolean isUssd(Arrival arrival, UssdProfile profile) {
        return arrival.parameter(Pdu.USSD_SERVICE_OP).isPresent()
                || !profile.serviceType().isEmpty()
                        && arrival.serviceType().equalsIgnoreCase(profile.serviceType())
                        && !arrival.receipt();
    }

    static Ussd read(Arrival arrival, Carrier carrier) {
        UssdProfile profile = carrier.ussd();
        Optional<Msisdn> from = Msisdn.parse(arrival.source());
        if (from.isEmpty()) {
            return new Ussd.Nothing();
        }
        Way way = new Way(
                arrival.destinationAddress(),
                arrival.sourceAddress(),
                arrival.parameter(Pdu.ITS_SESSION_INFO).filter(value -> value.length == 2),
                arrival.parameter(Pdu.USER_MESSAGE_REFERENCE).filter(value -> value.length == 2));
        int coding = arrival.dataCoding() == CELL_BROADCAST_GSM ? 0 : arrival.dataCoding();
        String text = MoReader.text(arrival.message(), coding, carrier.alphabet())
                .orElse("")
                .strip();
        Optional<Integer> op = arrival.parameter(Pdu.USSD_SERVICE_OP)
                .filter(value -> value.length == 1)
                .map(value -> value[0] & 0xff);
        return switch (kind(op, text, way, profile)) {
            case BEGIN -> {
                Dialled dialled = Dialled.of(
                        profile.codeIn() == UssdProfile.CodeIn.DESTINATION ? arrival.destination() : text,
                        profile.codeIn() == UssdProfile.CodeIn.DESTINATION ? text : "",
                        profile.codes());
                yield new Ussd.Event(
                        new UssdEvent.Begin(session(from.get(), dialled.code(), way, carrier), dialled.behind()), way);
            }
            case REPLY ->
                new Ussd.Event(
                        new UssdEvent.Reply(session(from.get(), "", way, carrier), step(way, profile), text), way);
            case ABORT -> new Ussd.Event(new UssdEvent.End(session(from.get(), "", way, carrier)), way);
            case TIMEOUT -> new Ussd.Event(new UssdEvent.Timeout(session(from.get(), "", way, carrier)), way);
            case NOTHING -> new Ussd.Nothing();
        };
    }

    private enum Kind {
        BEGIN,
        REPLY,
        ABORT,
        TIMEOUT,
        NOTHING
    }

    /// A network that marks nothing by its operation says by the text what it is.
    private static Kind kind(Optional<Integer> op, String text, Way way, UssdProfile profile) {
        boolean dialled = text.startsWith("*") && text.endsWith("#");
        if (op.isEmpty()) {
            return dialled ? Kind.BEGIN : Kind.REPLY;
        }
        UssdProfile.Ops ops = profile.ops();
        int value = op.get();
        if (value == ops.begin()) {
            return Kind.BEGIN;
        }
        if (value == ops.abort()) {
            return Kind.ABORT;
        }
        if (value == ops.timeout()) {
            return Kind.TIMEOUT;
        }
        boolean ended =
                way.sessionInfo().map(info -> (info[1] & END_OF_SESSION) != 0).orElse(false);
        if (value == ops.reply()) {
            return ended && text.isEmpty() ? Kind.ABORT : Kind.REPLY;
        }
        return text.isEmpty() ? Kind.NOTHING : dialled ? Kind.BEGIN : Kind.REPLY;
    }

    private static UssdEvent.Session session(Msisdn from, String code, Way way, Carrier carrier) {
        UssdProfile profile = carrier.ussd();
        Optional<String> info = way.sessionInfo().map(value -> "i" + (value[0] & 0xff));
        Optional<String> reference = way.reference().map(value -> "r" + ((value[0] & 0xff) << 8 | value[1] & 0xff));
        // Without a name the number she reached is the session, together with her own.
        String unnamed = "to " + way.from().digits();
        String id = switch (profile.session()) {
            case AUTO -> info.or(() -> reference).orElse(unnamed);
            case ITS_SESSION_INFO -> info.orElse(unnamed);
            case USER_MESSAGE_REFERENCE -> reference.orElse(unnamed);
            case NOTHING -> unnamed;
        };
        return new UssdEvent.Session(carrier.name(), id, from, code, profile.limit());
    }

    private static String step(Way way, UssdProfile profile) {
        return profile.steps()
                ? way.sessionInfo()
                        .map(value -> Integer.toString((value[1] & 0xff) >> 1))
                        .orElse("")
                : "";
    }

    /// A dialled string, taken apart.
    ///
    /// @param code ours, `*123#`
    /// @param behind what was dialled behind it, `1*2` of `*123*1*2#`
    record Dialled(String code, String behind) {
        static Dialled of(String dialled, String more, List<String> codes) {
            String open = open(dialled);
            // The longest: *123*45# may be a code beside *123#.
            Optional<String> ours = codes.stream()
                    .filter(code -> open.equals(open(code)) || open.startsWith(open(code) + "*"))
                    .max(Comparator.comparingInt(String::length));
            if (ours.isPresent()) {
                String code = ours.get();
                return new Dialled(code, joined(open.substring(open(code).length()), more, code));
            }
            int second = open.indexOf('*', 1);
            String first = second < 0 ? open : open.substring(0, second);
            return new Dialled(first + "#", joined(open.substring(first.length()), more, first));
        }

        @Override
        public String toString() {
            return "Dialled[" + code + "]";
        }

        private static String open(String dialled) {
            String bare = dialled.strip();
            String open = bare.endsWith("#") ? bare.substring(0, bare.length() - 1) : bare;
            return open.startsWith("*") ? open : "*" + open;
        }

        /// The text beside a code in the address may be the code once more.
        private static String joined(String behind, String more, String code) {
            boolean again = more.isBlank()
                    || open(more).equals(open(code))
                    || open(more).startsWith(open(code) + "*");
            String rest =
                    again && !more.isBlank() ? open(more).substring(open(code).length()) : again ? "" : more;
            String all = behind + "*" + rest;
            return all.replaceAll("^[*]+|[*]+$", "");
        }
    }
}
