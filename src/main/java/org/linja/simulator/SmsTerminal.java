package org.linja.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import org.linja.flow.Conversation;
import org.linja.flow.Session;
import org.linja.flow.Transcript;
import org.linja.text.Tone;

/// Steps through a flow in a terminal: each line typed is an SMS. The session passes through its stored form
/// between two lines, as it does in the server.
public final class SmsTerminal implements Terminal {
    private final Conversation conversation;
    private final InstantSource clock;

    /// @param conversation the flow to step through
    /// @param clock decides when a menu is too old to be answered
    public SmsTerminal(Conversation conversation, InstantSource clock) {
        this.conversation = conversation;
        this.clock = clock;
    }

    @Override
    public Transcript run(BufferedReader in, PrintStream out) throws IOException {
        Session session = conversation.begin();
        Transcript transcript = new Transcript(session.flow(), "-");
        out.println("Type an SMS and press Enter; end with Ctrl-D.");
        for (String line = Terminal.prompt(in, out); line != null; line = Terminal.prompt(in, out)) {
            if (line.isBlank()) {
                continue;
            }
            Conversation.Heard heard =
                    conversation.hear(Session.fromJson(session.toJson()), line, Tone.NEUTRAL, clock.instant());
            Transcript.of(heard).forEach(out::println);
            transcript.add(line, heard);
            session = heard.turn().session();
        }
        return transcript;
    }
}
