package org.linja.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.testkit.CallScene.number;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.cases.Case;
import org.linja.cases.CaseId;
import org.linja.cases.CaseKind;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.ContactId;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.staff.Counsellor;
import org.linja.tapes.Tape;
import org.linja.testkit.CallScene;
import org.linja.testkit.Certificates;
import org.linja.testkit.Eventually;
import org.linja.testkit.Processes;
import org.linja.voice.Telephones;

/// The manager interface of a real Asterisk over TLS, with a certificate made here.
class AmiOverTlsTest {
    private static final String SECRET = "scene-secret";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void onlyAnAsteriskWithTheRightCertificateIsTold() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.make("localhost");
        certificates.make("elsewhere.example");
        int port = Processes.freePort();
        try (CallScene scene = CallScene.open(1)) {
            Path manager = scene.asterisk().folder().resolve("etc/site/manager.conf");
            String plain = Files.readString(manager);
            Files.writeString(
                    manager,
                    "tlsenable = yes\ntlsbindaddr = 127.0.0.1:" + port + "\ntlscertfile = "
                            + certificates.pem("localhost") + "\ntlsprivatekey = " + certificates.key("localhost")
                            + "\n" + plain);
            try (var tap = scene.restartAsterisk()) {
                try (Asterisk stranger = connect(port, "elsewhere.example.pem");
                        Asterisk plainly = connect(port, "")) {
                    try (Asterisk right = connect(port, "localhost.pem")) {
                        Eventually.holds("the login over TLS", right::up);
                        assertThat(tap.ask("Action: Getvar", "Variable: LINJA_BEAT")
                                        .get("Value"))
                                .hasSizeGreaterThan(4);
                        assertThat(right.alert(arta(), aCase())).isTrue();
                    }
                    assertThat(stranger.up()).as("a certificate of another's").isFalse();
                    assertThat(plainly.up()).as("without TLS").isFalse();
                }
            }
        }
    }

    private static Case aCase() {
        return Case.open(
                new CaseId(0, "aaaaaaaaaaaaaaaa"),
                "4F7K",
                CaseKind.SOS,
                1,
                new ContactId(0, "bbbbbbbbbbbbbbbb"),
                Optional.empty(),
                Instant.EPOCH,
                Map.of());
    }

    private static Counsellor arta() {
        return new Counsellor("arta", new Msisdn(number("101")), List.of(Language.SQ));
    }

    private Asterisk connect(int port, String ca) throws IOException {
        String tls = ca.isEmpty() ? "" : ", tls: yes, ca: " + ca;
        Path file = folder.resolve("voice-" + ca + ".yaml");
        Files.writeString(file, """
                agi: { port: 0, token: a-token-for-tests }
                ami: { host: localhost, port: %d, secret: %s, beat: 1s, silence: 4s%s }
                """.formatted(port, SECRET, tls));
        Problems problems = new Problems();
        AsteriskSettings settings =
                AsteriskSettings.read(Doc.read(file, problems)).orElseThrow();
        problems.throwIfAny();
        return Asterisk.connect(settings, Pulse.fresh(), () -> List.of(arta()), new Nobody(), InstantSource.system());
    }

    @Test
    void whatIsWrongWithTheCertificatesIsSaidWhereItStands() throws IOException {
        Files.writeString(folder.resolve("empty.pem"), "nothing");
        Path file = folder.resolve("voice.yaml");
        Files.writeString(file, """
                one: { tls: yes, ca: nowhere.pem }
                two: { tls: yes, ca: empty.pem }
                three: { ca: empty.pem }
                """);
        Problems problems = new Problems();
        Doc doc = Doc.read(file, problems);
        List.of("one", "two", "three").forEach(name -> AmiTls.read(doc.at(name)));
        assertThat(problems.lines())
                .anyMatch(line -> line.contains("voice.yaml:1:") && line.contains("'nowhere.pem' cannot be read"))
                .anyMatch(line -> line.contains("voice.yaml:2:") && line.contains("no certificates in PEM"))
                .anyMatch(line -> line.contains("voice.yaml:3:") && line.contains("tls: yes"));
    }

    /// Nobody wants to know what became of calls.
    private static final class Nobody implements Telephones.Reports {
        @Override
        public void alert(String code, Msisdn leg, Telephones.Answer answer) {}

        @Override
        public void callBack(String code, Msisdn leg, Telephones.Answer answer) {}

        @Override
        public void pickedUp(String call, Msisdn leg) {}

        @Override
        public void hungUp(String call, Msisdn leg) {}

        @Override
        public void claimed(String call, Msisdn leg, Optional<String> code) {}

        @Override
        public void over(String call) {}

        @Override
        public void message(String file) {}

        @Override
        public void tape(Tape tape, boolean withdrawn) {}
    }
}
