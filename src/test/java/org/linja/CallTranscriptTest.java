package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.linja.cases.Case;
import org.linja.contact.Language;
import org.linja.testkit.AgiCaller;
import org.linja.testkit.AgiCaller.Open;
import org.linja.testkit.Golden;
import org.linja.testkit.Hotline;

/// Plays the golden transcripts of calls: what she presses must lead to the recordings, the telephones that ring and
/// the case that stand there. `-Dupdate=true` writes what happens now into the files, for review.
///
/// First line: `call · 201`, or `call · anonymous`. `> 1` presses a key, `> -` none, `> hangs up`; while telephones
/// ring, `> nobody` or `> talks to 101`. `<` is what she hears, `=` how the call ended, `!` the case that there is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallTranscriptTest {
    private static final String ENDING = ".voice";
    private static final String TOKEN = "a-token-for-tests";

    private Hotline hotline;

    @BeforeAll
    void open() {
        hotline = Hotline.open(settings -> settings.by(Voices.withAgi(TOKEN)));
    }

    @AfterAll
    void close() {
        hotline.close();
    }

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        assertThat(Golden.files(ENDING)).hasSizeGreaterThan(10);
        return Golden.tests(ENDING, this::play);
    }

    private List<String> play(List<String> written) {
        VoiceWiring voice = hotline.server().voice().orElseThrow();
        List<Case> before = hotline.server().ledger().openCases(1000);
        hotline.forward(java.time.Duration.ofHours(1));
        List<String> played = new ArrayList<>(List.of(written.getFirst()));
        String from = written.getFirst().split(" · ")[1];
        try (AgiCaller her = AgiCaller.calls(
                voice.agi().orElseThrow().port(), TOKEN, from.length() == 3 ? "38344000" + from : from)) {
            boolean hungUp = false;
            for (String line : written) {
                if (line.startsWith("> ")) {
                    played.add(heard(her.next()));
                    played.add(line);
                    hungUp = act(her, line.substring(2));
                }
            }
            Hotline.await("the end of the call", () -> voice.agi().orElseThrow().busy() == 0);
            played.add("= " + (hungUp ? "hung up" : her.endsDone() ? "done" : "the dialplan goes on"));
        }
        hotline.server().ledger().openCases(1000).stream()
                .filter(record -> before.stream().noneMatch(b -> b.id().equals(record.id())))
                .forEach(record -> played.add("! " + told(record)));
        return played;
    }

    private static String heard(Open open) {
        return open.ringing()
                ? "rings "
                        + String.join(
                                " ",
                                open.what().stream()
                                        .map(n -> n.substring(n.length() - 3))
                                        .toList())
                : "< " + String.join(" ", open.what());
    }

    /// @return whether she hung up
    private static boolean act(AgiCaller her, String what) {
        if (what.startsWith("talks to ")) {
            her.talkedWith(what.substring("talks to ".length()));
        } else {
            switch (what) {
                case "-" -> her.isSilent();
                case "nobody" -> her.nobodyAnswers("NOANSWER");
                case "hangs up" -> {
                    her.hangsUp();
                    return true;
                }
                case String key when key.startsWith("leaves by ") -> her.leavesMusicBy(key.substring(10));
                case String key -> her.presses(key);
            }
        }
        return false;
    }

    private static String told(Case record) {
        return "case " + record.kind().word() + " " + record.state().name().toLowerCase(java.util.Locale.ROOT)
                + record.holder().map(who -> " by " + who).orElse("")
                + record.language().map(Language::code).map(l -> " in " + l).orElse("")
                + (record.fields().isEmpty() ? "" : " " + new TreeMap<>(record.fields()));
    }
}
