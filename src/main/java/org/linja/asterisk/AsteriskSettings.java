package org.linja.asterisk;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.linja.config.Doc;

/// The `asterisk` mapping of `config/voice.yaml`: where calls come in and where Asterisk is told what to do.
///
/// @param agi where Asterisk's FastAGI connects to
/// @param ami where Asterisk's manager interface is
/// @param leg how one counsellor's leg is dialled; `{number}` stands for her number
/// @param out how a telephone is called by us; `{number}` stands for its number
/// @param line the hotline's own number: what every telephone that we call shows
public record AsteriskSettings(Agi agi, Ami ami, String leg, String out, String line) {

    /// @param host loopback unless Asterisk is on another machine; then let it be a private network
    /// @param port 0 takes any free one
    /// @param token what the dialplan gives as its first argument
    /// @param from whose connections are taken, besides this machine's
    /// @param atOnce more calls than this are sent to the dialplan's static part
    public record Agi(String host, int port, String token, List<InetAddress> from, int atOnce) {
        @Override
        public String toString() {
            return "Agi[" + host + ":" + port + "]";
        }
    }

    /// @param tls how the connection is encrypted and the server's certificate checked; empty: it is not encrypted
    /// @param beat how often Asterisk is told that we live: after 6 s without, nothing rings for us any more
    /// @param silence a connection that has been silent for so long is given up
    public record Ami(
            String host,
            int port,
            String user,
            String secret,
            Optional<SSLSocketFactory> tls,
            Duration beat,
            Duration silence) {
        @Override
        public String toString() {
            return "Ami[" + host + ":" + port + "]";
        }
    }

    /// Reads the mapping.
    ///
    /// @return empty when there is none: no calls are taken
    public static Optional<AsteriskSettings> read(Doc doc) {
        if (!doc.present()) {
            return Optional.empty();
        }
        Doc agi = doc.at("agi");
        Doc ami = doc.at("ami");
        Duration second = Duration.ofSeconds(1);
        return Optional.of(new AsteriskSettings(
                new Agi(
                        agi.at("host").string("127.0.0.1"),
                        agi.at("port").integer(0, 65_535, 4573),
                        agi.at("token").secret(),
                        addresses(agi.at("from")),
                        agi.at("at-once").integer(1, 10_000, 600)),
                new Ami(
                        ami.at("host").string("127.0.0.1"),
                        ami.at("port").integer(1, 65_535, 5038),
                        ami.at("user").string("linja"),
                        ami.at("secret").secret(),
                        AmiTls.read(ami),
                        ami.at("beat").duration(second, Duration.ofSeconds(3), Duration.ofSeconds(2)),
                        ami.at("silence").duration(second, Duration.ofMinutes(1), Duration.ofSeconds(12))),
                template(doc.at("leg"), "Local/{number}@linja-leg/n"),
                template(doc.at("out"), "Local/{number}@linja-out/n"),
                doc.at("line").string("")));
    }

    private static List<InetAddress> addresses(Doc doc) {
        List<InetAddress> addresses = new ArrayList<>();
        for (Doc one : doc.list()) {
            try {
                addresses.add(InetAddress.getByName(one.string()));
            } catch (UnknownHostException e) {
                one.problems().add(one.place(), "no such address; write it as 192.0.2.10");
            }
        }
        return List.copyOf(addresses);
    }

    private static String template(Doc doc, String fallback) {
        String template = doc.string(fallback);
        if (!template.contains("{number}") || template.matches(".*[&,\\s].*")) {
            doc.problems()
                    .add(
                            doc.place(),
                            "a channel with {number} in it and without '&', ',' or space, such as " + fallback);
        }
        return template;
    }
}
