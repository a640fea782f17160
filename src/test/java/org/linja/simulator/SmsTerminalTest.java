package org.linja.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.flow.ShippedHotline;

class SmsTerminalTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    private final SmsTerminal terminal =
            new SmsTerminal(ShippedHotline.conversation(), InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z")));

    @TempDir
    private Path folder;

    @Test
    void each_line_is_a_text_and_is_answered() throws IOException {
        terminal.run(typed("hi\n\n4\n"), out);

        assertThat(screen.toString(StandardCharsets.UTF_8))
                .contains("1 Shqip", "Hello! Send a number:", "! remembers language en")
                .doesNotContain("Written");
    }

    @Test
    void what_was_said_can_be_kept_as_a_transcript() throws IOException {
        Path record = folder.resolve("new.sms.txt");
        terminal.run(typed("srpski\nupomoć\n"), out, record);

        assertThat(Files.readAllLines(record))
                .startsWith("flow hotline · language -", "> srpski", "< Zdravo! Pošaljite broj:", "  1 Lekar kod kuće")
                .endsWith("> upomoć", "< Hvala, porudžbina je zabeležena.", "! case sos opened", "! ends");
    }

    private static BufferedReader typed(String lines) {
        return new BufferedReader(new StringReader(lines));
    }
}
