package org.linja.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.linja.flow.Transcript;
import org.linja.flow.UssdConversation;
import org.linja.flow.UssdConversation.Place;
import org.linja.flow.UssdConversation.Shown;
import org.linja.text.PageLimit;
import org.linja.text.Tone;

/// Steps through a flow in a terminal: each line typed is what she keys in at a USSD page. An empty line hangs up; what
/// comes after a last page dials again.
public final class UssdTerminal {
    private static final String CODE = "*123#";

    private final UssdConversation conversation;
    private final PageLimit limit;
    private final InstantSource clock;

    /// @param conversation the flow to step through
    /// @param limit how much fits on a page
    public UssdTerminal(UssdConversation conversation, PageLimit limit, InstantSource clock) {
        this.conversation = conversation;
        this.limit = limit;
        this.clock = clock;
    }

    /// Runs until the input ends.
    ///
    /// @return what was said, for a golden transcript
    /// @throws IOException when the terminal cannot be read
    public Transcript run(BufferedReader in, PrintStream out) throws IOException {
        Transcript transcript = new Transcript(conversation.fresh(Map.of()).flow(), "-");
        out.println("Type what she keys in and press Enter; an empty line hangs up; end with Ctrl-D.");
        Map<String, String> remembered = Map.of();
        Optional<Place> open = Optional.empty();
        while (true) {
            if (open.isEmpty()) {
                Shown shown = conversation.begin(conversation.fresh(remembered), limit, false, clock.instant());
                open = shown(transcript, CODE, shown, out);
            }
            out.print("> ");
            out.flush();
            String line = in.readLine();
            if (line == null) {
                return transcript;
            }
            if (open.isEmpty()) {
                continue;
            }
            Place place = open.get();
            if (line.isBlank()) {
                var heard = conversation.hangUp(place, clock.instant());
                transcript.addHangUp(heard);
                remembered = heard.turn().session().answers();
                open = Optional.empty();
            } else {
                Shown shown = conversation.reply(place, line, Tone.NEUTRAL, limit, clock.instant());
                remembered = shown.place().session().answers();
                open = shown(transcript, line, shown, out);
            }
        }
    }

    /// As [#run], and writes what was said as a golden transcript.
    ///
    /// @param record the file to write; one that is there is replaced
    /// @throws IOException when the terminal cannot be read or the file cannot be written
    public void run(BufferedReader in, PrintStream out, Path record) throws IOException {
        Files.write(record, run(in, out).lines());
        out.println("Written: " + record);
    }

    private static Optional<Place> shown(Transcript transcript, String input, Shown shown, PrintStream out) {
        transcript.add(input, shown);
        Transcript.of(shown).forEach(out::println);
        return shown.place().last() ? Optional.empty() : Optional.of(shown.place());
    }
}
