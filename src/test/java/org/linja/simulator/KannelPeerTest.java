package org.linja.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.contact.Msisdn;
import org.linja.testkit.Peers;
import org.linja.testkit.Processes;

/// An ESME that others wrote: Kannel binds to the SMSC, takes what handsets send and answers it.
final class KannelPeerTest {
    private static final String INSTALL = "apt-get install kannel";
    private static final String LONG_ANSWER = "Mora mesazhin tuaj. ".repeat(10).strip();

    @TempDir
    Path folder;

    private final SimulatedSmsc smsc = SimulatedSmsc.start(0, Map.of("linja", "secret"), InstantSource.system());
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes.reversed()) {
            process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        }
        smsc.close();
    }

    @Test
    void kannelBindsTakesTextsAndAnswersThem() throws Exception {
        Path bearerbox = Peers.need("bearerbox", INSTALL);
        Path smsbox = Peers.need("smsbox", INSTALL);
        Path configuration = configuration();
        start(bearerbox, configuration);
        until(() -> smsc.reachable());
        start(smsbox, configuration);

        Handset anna = smsc.handset(new Msisdn("38344000201"), "55111").within(Duration.ofSeconds(60));
        anna.texts("SOS").gets("Mora mesazhin tuaj.");
        anna.texts("ndihmë").gets("{tjeter} €");
        anna.texts("LONG " + "x".repeat(300));
        Arrival answer = anna.next();
        // Kannel marks what it splits as octets (data_coding 4), which a handset cannot show as letters.
        assertThat(answer.coding()).isEqualTo(Coding.BINARY);
        assertThat(HexFormat.of().parseHex(answer.text())).isEqualTo(LONG_ANSWER.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.segments()).isEqualTo(2);
        // Its answer shows that Kannel has read the responses before it: after the drop it may send only this one
        // again.
        anna.texts("SOS").gets("Mora mesazhin tuaj.");
        smsc.dropAll();
        anna.texts("ndihmë");
        Arrival afterDrop = anna.next();
        if (afterDrop.text().contains("Mora mesazhin tuaj.")) {
            afterDrop = anna.next();
        }
        assertThat(afterDrop.text()).contains("{tjeter} €");
    }

    private void start(Path program, Path configuration) throws IOException {
        processes.add(new ProcessBuilder(program.toString(), configuration.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program.getFileName() + ".out").toFile())
                .start());
    }

    private Path configuration() throws IOException {
        return Files.writeString(folder.resolve("kannel.conf"), """
                group = core
                admin-port = %d
                smsbox-port = %d
                admin-password = none
                log-level = 2
                box-deny-ip = "*.*.*.*"
                box-allow-ip = "127.0.0.1"

                group = smsc
                smsc = smpp
                smsc-id = simulator
                host = 127.0.0.1
                port = %d
                receive-port = 0
                transceiver-mode = true
                smsc-username = linja
                smsc-password = secret
                system-type = ""
                reconnect-delay = 1

                group = smsbox
                bearerbox-host = 127.0.0.1
                sendsms-port = %d

                group = sms-service
                keyword = SOS
                text = "Mora mesazhin tuaj."

                group = sms-service
                keyword = LONG
                catch-all = true
                text = "%s"
                max-messages = 5
                concatenation = true

                group = sms-service
                keyword = default
                text = "{tjeter} \u20ac"
                """.formatted(
                        Processes.freePort(), Processes.freePort(), smsc.port(), Processes.freePort(), LONG_ANSWER));
    }

    private static void until(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
            Thread.sleep(100);
        }
        assertThat(condition.getAsBoolean()).as("Kannel has bound").isTrue();
    }
}
