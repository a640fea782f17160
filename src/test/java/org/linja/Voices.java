package org.linja;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.linja.asterisk.AsteriskSettings;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.tapes.TapeSettings;
import org.linja.testkit.CallScene;
import org.linja.voice.CallSettings;

/// Settings of calls for tests: free ports, and an Asterisk that may or may not be there.
public final class Voices {
    public static final int AT_ONCE = 8;

    private Voices() {}

    /// FastAGI on a free port; nobody answers for the manager interface.
    static VoiceSettings withAgi(String token) {
        return of(token, 1);
    }

    /// Talks are recorded when she agrees: Asterisk writes them into that folder.
    static VoiceSettings recording(VoiceSettings voice, Path folder) {
        TapeSettings tapes = new TapeSettings("DPIA-2026-03", folder, Duration.ofDays(30));
        return new VoiceSettings(voice.calls().recording(Optional.of(tapes)), voice.asterisk());
    }

    /// Calls on the Asterisk of a scene: its FastAGI and manager interface on those ports.
    static VoiceSettings onAsterisk(int agi, int ami) {
        return onAsterisk(agi, ami, "ring-for: 6s, wrap-up: 1s");
    }

    /// The same.
    ///
    /// @param calls what stands in the mapping `calls`
    static VoiceSettings onAsterisk(int agi, int ami, String calls) {
        Problems problems = new Problems();
        VoiceSettings voice = new VoiceSettings(
                CallSettings.read(Doc.parse("calls.yaml", "{ " + calls + " }", problems), Optional.empty()),
                AsteriskSettings.read(Doc.parse("voice.yaml", """
                        agi: { port: %d, token: scene-token }
                        ami: { port: %d, secret: scene-secret, beat: 1s, silence: 4s }
                        line: '%s'
                        """.formatted(agi, ami, CallScene.LINE), problems)));
        problems.throwIfAny();
        return voice;
    }

    /// The same as it stands in `voice.yaml`.
    static String written(int agi, int ami) {
        return """
                asterisk:
                  agi: { port: %d, token: scene-token }
                  ami: { port: %d, secret: scene-secret }
                  line: '%s'
                """.formatted(agi, ami, CallScene.LINE);
    }

    /// The same with a manager interface on that port of this machine.
    static VoiceSettings of(String token, int amiPort) {
        Problems problems = new Problems();
        Doc doc = Doc.parse("voice.yaml", """
                agi: { port: 0, token: %s, at-once: %d }
                ami: { port: %d, secret: a-secret-for-tests, beat: 1s, silence: 2s }
                line: '38344000100'
                """.formatted(token, AT_ONCE, amiPort), problems);
        Optional<AsteriskSettings> asterisk = AsteriskSettings.read(doc);
        CallSettings calls = CallSettings.read(Doc.parse("calls.yaml", "ring-for: 22s", problems), Optional.empty());
        problems.throwIfAny();
        return new VoiceSettings(calls, asterisk);
    }
}
