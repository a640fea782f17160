package org.linja;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linja.asterisk.AsteriskSettings;
import org.linja.asterisk.AsteriskSettings.Agi;
import org.linja.asterisk.AsteriskSettings.Ami;
import org.linja.simulator.LocalAsterisk;
import org.linja.staff.Counsellor;

/// The real Asterisk of `./linja demo --asterisk`: unpacked once, on loopback, with a secret of its own each time. Any
/// softphone on this machine may call; the counsellors' telephones are softphones that register with their numbers.
final class DemoAsterisk implements AutoCloseable {
    private static final String LINE = "38344000000";
    private static final int USUAL_SIP_PORT = 5060;

    private final LocalAsterisk asterisk;
    private final VoiceSettings voice;

    private DemoAsterisk(LocalAsterisk asterisk, VoiceSettings voice) {
        this.asterisk = asterisk;
        this.voice = voice;
    }

    /// @throws IllegalStateException when it cannot be fetched or does not start
    static DemoAsterisk start(Path config, Settings settings) {
        Path scripts = config.resolve("../ivr-scripts").toAbsolutePath().normalize();
        Path unpacked = unpacked(scripts.resolve("asterisk/unpack.sh"));
        String token = Throwaway.secret();
        String password = Throwaway.secret();
        int agi = freeTcpPort();
        LocalAsterisk.Site site = new LocalAsterisk.Site(
                sipPort(),
                freeTcpPort(),
                agi,
                token,
                password,
                List.of(),
                telephones(settings.roster().people()),
                List.of("exten => _[+0-9]!,1,Return(${PJSIP_DIAL_CONTACTS(trunk,${EXTEN})})"),
                List.of("res_pjsip_registrar"));
        LocalAsterisk asterisk = LocalAsterisk.start(
                unpacked, scripts.resolve("asterisk"), settings.prompts(), Throwaway.folder("linja-asterisk"), site);
        Duration beat = Duration.ofSeconds(2);
        AsteriskSettings wiring = new AsteriskSettings(
                new Agi("127.0.0.1", agi, token, List.of(), 600),
                new Ami("127.0.0.1", site.ami(), "linja", password, Optional.empty(), beat, Duration.ofSeconds(12)),
                "Local/{number}@linja-leg/n",
                "Local/{number}@linja-out/n",
                LINE);
        System.out.println("Asterisk runs: call  sip:" + LINE + "@127.0.0.1:" + site.sip()
                + "  with a softphone on this machine; no account is needed.");
        System.out.println("A counsellor's softphone registers there, without password, as one of: "
                + String.join(", ", numbers(settings.roster().people())));
        return new DemoAsterisk(asterisk, new VoiceSettings(settings.voice().calls(), Optional.of(wiring)));
    }

    VoiceSettings voice() {
        return voice;
    }

    private static List<String> numbers(List<Counsellor> people) {
        return people.stream().map(one -> one.number().digits()).toList();
    }

    private static List<String> telephones(List<Counsellor> people) {
        List<String> lines = new ArrayList<>();
        lines.add("aors = " + String.join(",", numbers(people)));
        for (String number : numbers(people)) {
            lines.addAll(List.of("[" + number + "]", "type = aor", "max_contacts = 1", "remove_existing = yes"));
        }
        lines.addAll(List.of("[trunk]", "type = identify", "endpoint = trunk", "match = 127.0.0.1"));
        return lines;
    }

    private static Path unpacked(Path script) {
        try {
            Process process = new ProcessBuilder(script.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "no Asterisk: see the lines above. Without --asterisk the demo needs none");
            }
            return Path.of(said.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(script + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Asterisk was fetched", e);
        }
    }

    private static int freeTcpPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    /// The usual one unless it is taken.
    private static int sipPort() {
        InetSocketAddress usual = new InetSocketAddress(InetAddress.getLoopbackAddress(), USUAL_SIP_PORT);
        try (DatagramSocket socket = new DatagramSocket(usual)) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return LocalAsterisk.freeUdpPort();
        }
    }

    @Override
    public void close() {
        asterisk.close();
        Throwaway.remove(asterisk.folder());
    }
}
