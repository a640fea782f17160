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
import org.linja.flow.UssdConversation;
import org.linja.text.PageLimit;

class UssdTerminalTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    private final UssdTerminal terminal = new UssdTerminal(
            new UssdConversation(
                    ShippedHotline.conversation(), ShippedHotline.script(), ShippedHotline.municipalities()),
            new PageLimit(80, PageLimit.Letters.TRANSLITERATED),
            InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z")));

    @TempDir
    private Path folder;

    @Test
    void each_line_answers_a_page_and_pages_are_turned() throws IOException {
        terminal.run(typed("4\n98\n0\n"), out);

        assertThat(screen.toString(StandardCharsets.UTF_8))
                .contains("1 Shqip", "< Hello! Send a number:", "98 More", "! remembers language en");
    }

    @Test
    void what_was_said_is_a_transcript_with_each_dialling() throws IOException {
        Path record = folder.resolve("new.ussd.txt");
        terminal.run(typed("2\n8\n1\n\nagain\n9\n"), out, record);

        assertThat(Files.readAllLines(record))
                .startsWith("flow hotline · language -", "> *123#", "< 1 Shqip")
                .containsSequence("> (cut off)", "! case callback opened", "! ends", "", "flow hotline · language sr")
                .endsWith("> 9", "= Hvala, porudzbina je zabelezena.", "! case sos opened", "! ends");
    }

    private static BufferedReader typed(String lines) {
        return new BufferedReader(new StringReader(lines));
    }
}
