package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.outbox.Lane;
import org.linja.text.Transliteration;

/// Carriers as they are configured.
class CarrierTest {

    @Test
    void hostAndLoginAreEnough() {
        Problems problems = new Problems();
        Carrier carrier =
                Carrier.readAll(Doc.parse("carriers.yaml", """
                        carriers:
                          vala: { host: smsc.example, system-id: linja, password: "secret" }
                        """, problems)).getFirst();
        assertThat(problems.lines()).isEmpty();
        assertThat(carrier.name()).isEqualTo("vala");
        assertThat(carrier.port()).isEqualTo(2775);
        assertThat(carrier.bind()).isEqualTo(Carrier.Bind.TRANSCEIVER);
        assertThat(carrier.binds()).isEqualTo(1);
        assertThat(carrier.flow()).isEqualTo(new Carrier.Flow(50, 0, 0.2));
        assertThat(carrier.timers().enquireLink()).isEqualTo(Duration.ofSeconds(30));
        assertThat(carrier.timers().reconnectTo()).isEqualTo(Duration.ofSeconds(60));
        assertThat(carrier.transport()).isSameAs(Transport.PLAIN);
        assertThat(carrier.receipts()).isTrue();
        assertThat(carrier.longMessages()).isEqualTo(Carrier.LongMessages.UDH);
        assertThat(carrier.alphabet()).isEqualTo(Carrier.Octets.GSM);
        assertThat(carrier.messageIds()).isEqualTo(Carrier.MessageIds.AUTO);
        assertThat(carrier.transliteration()).containsEntry(Lane.SOS, Transliteration.Policy.WHEN_CHEAPER);
        assertThat(carrier.toString()).doesNotContain("secret");
    }

    @Test
    void everySettingIsRead() {
        Problems problems = new Problems();
        Carrier carrier =
                Carrier.readAll(Doc.parse("carriers.yaml", """
                        carriers:
                          ipko:
                            host: 10.0.0.1
                            port: 3600
                            system-id: linja
                            password: linja
                            system-type: VMA
                            bind: separate
                            binds: 2
                            tls: { enabled: no, ca: nowhere.pem }
                            window: 10
                            rate: 30
                            sos-share: 50
                            enquire-link: 20s
                            response-timeout: 10s
                            connect-timeout: 5s
                            reconnect: { from: 2s, to: 30s }
                            throttle-pause: 3s
                            join-wait: 1m
                            source: { address: Linja, ton: 5, npi: 1 }
                            numbers: ["55111", "+38344000900"]
                            default-alphabet: latin1
                            transliteration: { broadcast: always }
                            long-messages: sar
                            receipts: no
                            message-id: hex-in-response
                        """, problems)).getFirst();
        assertThat(problems.lines()).isEmpty();
        assertThat(carrier.login().systemType()).isEqualTo("VMA");
        assertThat(carrier.flow()).isEqualTo(new Carrier.Flow(10, 30, 0.5));
        assertThat(carrier.timers())
                .isEqualTo(new Carrier.Timers(
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(1)));
        assertThat(carrier.source()).isEqualTo(new Carrier.Source("Linja", 5, 1));
        assertThat(carrier.numbers()).containsExactly("55111", "+38344000900");
        assertThat(carrier.transliteration()).containsEntry(Lane.BROADCAST, Transliteration.Policy.ALWAYS);
        assertThat(carrier.messageIds()).isEqualTo(Carrier.MessageIds.HEX_IN_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "password: far-too-long       | longer than the 8 characters",
                "system-id: abcdefghijklmnopq | longer than the 15 characters",
                "windw: 5                     | did you mean 'window'",
                "bind: tranceiver             | did you mean 'transceiver'",
                "numbers: ['123456789012345678901'] | at most 20 digits",
                "source: { address: 'A@B' }   | letters A to Z",
                "source: { address: 'ABCDEFGHIJKL' } | at most 11 letters",
                "reconnect: { from: 10s, to: 1s } | shorter than 'from'",
                "port: 70000                  | 65535",
                "sos-share: 95                | 90"
            })
    void aSlipOfTheHandIsSaidWithItsPlace(String line, String says) {
        Problems problems = new Problems();
        String key = line.substring(0, line.indexOf(':'));
        StringBuilder yaml = new StringBuilder("carriers:\n  one:\n");
        for (String usual : List.of("host: h.example", "system-id: linja", "password: linja")) {
            if (!usual.startsWith(key + ":")) {
                yaml.append("    ").append(usual).append('\n');
            }
        }
        Carrier.readAll(Doc.parse("carriers.yaml", yaml + "    " + line + "\n", problems));
        assertThat(problems.lines())
                .singleElement()
                .asString()
                .startsWith("carriers.yaml:")
                .contains(says);
        assertThat(problems.lines().getFirst()).doesNotContain("far-too-long");
    }

    @Test
    void noCarrierAtAllIsAProblem() {
        Problems problems = new Problems();
        Carrier.readAll(Doc.parse("carriers.yaml", "carriers: {}\n", problems));
        assertThat(problems.lines()).singleElement().asString().contains("there is no carrier");
    }

    @ParameterizedTest
    @CsvSource({"config", "bench/config"})
    void theSamplesAreFreeOfProblems(String folder) {
        Problems problems = new Problems();
        List<Carrier> carriers = Carrier.readAll(Doc.read(Path.of(folder, "carriers.yaml"), problems));
        assertThat(problems.lines()).isEmpty();
        assertThat(carriers.getFirst().login().systemId()).isEqualTo("linja");
        assertThat(carriers.getFirst().port()).isEqualTo(2775);
    }
}
