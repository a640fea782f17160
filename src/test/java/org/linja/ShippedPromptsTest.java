package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.prompts.Recordings;

/// What callers hear as the repository ships it: complete, small, and refused by production.
class ShippedPromptsTest {
    private static final Path PROMPTS = Path.of("ivr-scripts/prompts");
    private static final long MOST = 8_000_000;

    private static Problems checked(boolean production) {
        Problems problems = new Problems();
        Settings settings = Settings.read(Path.of("config"), false, problems);
        problems.throwIfAny();
        Map<Language, Map<String, String>> wanted = PromptTexts.wanted(
                PROMPTS, settings.script(), settings.staffTexts(), settings.municipalities(), problems);
        Problems found = new Problems();
        Recordings.read(PROMPTS, found).check(wanted, production, found);
        return found;
    }

    @Test
    void everythingThatACallSaysCanBeHeard() {
        Problems found = checked(false);
        assertThat(found.lines()).as("run ./linja prompts make").isEmpty();
        assertThat(found.warnings()).as("run ./linja prompts make").isEmpty();
    }

    @Test
    void productionRefusesThePlaceholders() {
        assertThat(checked(true).lines()).hasSizeGreaterThan(500).allMatch(line -> line.contains("placeholder"));
    }

    @Test
    void everythingThatTheDialplanPlaysIsThere() throws IOException {
        String dialplan = Files.readString(Path.of("ivr-scripts/asterisk/extensions.conf"));
        java.util.regex.Matcher played = java.util.regex.Pattern.compile("linja/(sq|sr|rom|en)/([a-z-]+)")
                .matcher(dialplan);
        int found = 0;
        while (played.find()) {
            assertThat(PROMPTS.resolve(played.group(1)).resolve(played.group(2) + Recordings.ENDING))
                    .exists();
            found++;
        }
        assertThat(found).isGreaterThan(8);
        for (String staff : new String[] {"sq", "sr", "en"}) {
            for (String name : new String[] {
                "whisper-call",
                "whisper-sos",
                "whisper-callback",
                "whisper-keys",
                "whisper-taken",
                "whisper-gone",
                "whisper-other-hang-up",
                "whisper-other-wrong-number",
                "whisper-other-cover-line",
                "alert-sos",
                "alert-call",
                "alert-keys",
                "alert-accepted",
                "alert-declined",
                "alert-escalated",
                "alert-lost",
                "callback-unreached"
            }) {
                assertThat(PROMPTS.resolve(staff).resolve(name + Recordings.ENDING))
                        .exists();
            }
            for (Language hers : Language.values()) {
                assertThat(PROMPTS.resolve(staff).resolve("whisper-speaks-" + hers.code() + Recordings.ENDING))
                        .exists();
            }
        }
        assertThat(PROMPTS.resolve("hold.alaw")).exists();
        assertThat(PROMPTS.resolve("beep.alaw")).exists();
    }

    @Test
    void theyAreSmallEnoughToShip() throws IOException {
        try (Stream<Path> files = Files.walk(PROMPTS)) {
            long size = files.filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            assertThat(size).isLessThan(MOST);
        }
    }
}
