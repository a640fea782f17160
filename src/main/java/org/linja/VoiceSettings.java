package org.linja;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.linja.asterisk.AsteriskSettings;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.escalation.Ladder;
import org.linja.tapes.TapeSettings;
import org.linja.voice.CallSettings;

/// `config/voice.yaml`: calls, and the Asterisk they come by. Without that file, or without an `asterisk` mapping in
/// it, no calls are taken.
record VoiceSettings(CallSettings calls, Optional<AsteriskSettings> asterisk) {

    /// @param callers the ladder of somebody who is on the line, where `oncall.yaml` has one
    static VoiceSettings read(Path folder, Optional<Ladder> callers, Problems problems) {
        Path file = folder.resolve("voice.yaml");
        Doc doc = Files.exists(file) ? Doc.read(file, problems) : Doc.parse("voice.yaml", "calls: {}", problems);
        CallSettings calls =
                CallSettings.read(doc.at("calls"), callers).recording(TapeSettings.read(doc.at("recording")));
        Optional<AsteriskSettings> asterisk = AsteriskSettings.read(doc.at("asterisk"));
        doc.done();
        return new VoiceSettings(calls, asterisk);
    }
}
