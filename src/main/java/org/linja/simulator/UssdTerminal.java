package org.linja.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.linja.contact.Language;
import org.linja.flow.Session;
import org.linja.flow.Transcript;
import org.linja.flow.UssdConversation;
import org.linja.flow.UssdConversation.Place;
import org.linja.flow.UssdConversation.Shown;
import org.linja.text.PageLimit;
import org.linja.text.Tone;

/// Steps through a flow in a terminal: each line typed is what she keys in at a USSD page, an empty one hangs up.
public final class UssdTerminal implements Terminal {
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

    /// Runs until the input ends. After a last page, and after hanging up, the next line dials again; her language
    /// is then known.
    @Override
    public Transcript run(BufferedReader in, PrintStream out) throws IOException {
        Session begin = conversation.fresh(Map.of());
        Transcript transcript = new Transcript(begin.flow(), "-");
        out.println("Type what she keys in and press Enter; an empty line hangs up; end with Ctrl-D.");
        Optional<Place> open = shown(transcript, CODE, dialled(begin), out);
        for (String line = Terminal.prompt(in, out); line != null; line = Terminal.prompt(in, out)) {
            if (open.isEmpty()) {
                transcript.again(
                        begin.flow(), begin.language().map(Language::code).orElse("-"));
                open = shown(transcript, CODE, dialled(begin), out);
                continue;
            }
            Place place = open.get();
            if (line.isBlank()) {
                transcript.addHangUp(conversation.hangUp(place, clock.instant()));
                open = Optional.empty();
            } else {
                Shown shown = conversation.reply(place, line, Tone.NEUTRAL, limit, clock.instant());
                open = shown(transcript, line, shown, out);
                begin = shown.place().session().language().map(begin::in).orElse(begin);
            }
        }
        return transcript;
    }

    private Shown dialled(Session begin) {
        return conversation.begin(Session.fromJson(begin.toJson()), limit, false, clock.instant());
    }

    private static Optional<Place> shown(Transcript transcript, String input, Shown shown, PrintStream out) {
        transcript.add(input, shown);
        Transcript.of(shown).forEach(out::println);
        return shown.place().last() ? Optional.empty() : Optional.of(shown.place());
    }
}
