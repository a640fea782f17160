package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linja.config.Doc;
import org.linja.config.Problems;

class LexiconLintTest {
    private final Problems problems = new Problems();

    private void check(String words, String exceptions) {
        Doc language = Doc.parse("sr.yaml", "language: sr\n" + words, problems);
        LexiconLint.check(
                KeywordFile.of(List.of(language), Doc.parse("exceptions.yaml", exceptions, problems), problems),
                problems);
    }

    @Test
    void theShippedListsHaveNoClash() {
        Problems shipped = new Problems();
        Lexicon.read(Shipped.KEYWORDS, shipped);
        assertThat(shipped.lines()).isEmpty();
        assertThat(shipped.warnings()).isEmpty();
    }

    @Test
    void aWordMeansOneThingOnly() {
        check("""
                sos:
                  tier-1: [pomoć]
                info:
                  first: [savet]
                stop:
                  first: [Savet]
                """, "near: {}");
        assertThat(problems.lines())
                .singleElement()
                .asString()
                .startsWith("sr.yaml:7:11: 'savet' means STOP here and INFO at sr.yaml:5:11");
    }

    @Test
    void aWordWithinReachOfAnSosMustBeListedAsNear() {
        String words = """
                sos:
                  tier-1: [pomozite]
                callback:
                  first: [pozovite]
                """;
        check(words, "near: {}");
        assertThat(problems.lines())
                .singleElement()
                .asString()
                .startsWith("sr.yaml:5:11: 'pozovite' is within the typing errors of the SOS word 'pomozite'");

        Problems none = new Problems();
        Doc language = Doc.parse("sr.yaml", "language: sr\n" + words, none);
        Doc exceptions = Doc.parse("exceptions.yaml", "near:\n  sr: [pozovite]", none);
        LexiconLint.check(KeywordFile.of(List.of(language), exceptions, none), none);
        assertThat(none.lines()).isEmpty();
    }

    @Test
    void anExceptionMayNotSilenceAnSosWord() {
        check("sos:\n  tier-1: [hitno]", "near:\n  sr: [Hitno]");
        assertThat(problems.lines())
                .singleElement()
                .asString()
                .startsWith("exceptions.yaml:2:8: 'hitno' is an SOS word (sr.yaml:3:12)");
    }

    @Test
    void aWordWrittenTwiceIsWarnedOf() {
        check("sos:\n  tier-1: [pomoć, pomoc, 'pomoc[i]']", "near: {}");
        assertThat(problems.lines()).isEmpty();
        assertThat(problems.warnings())
                .singleElement()
                .asString()
                .contains("sr.yaml:3:19: 'pomoc' stands here a second time");
    }

    @Test
    void unknownKeysBadPatternsAndMissingSosAreProblems() {
        check("sos:\n  tier-2: ['straha[']\nsmeh: {}", "fraze: {}\nphrases:\n  sr: ['* pomoc']");
        assertThat(problems.lines())
                .anyMatch(line -> line.contains("no SOS words of tier 1"))
                .anyMatch(line -> line.contains("sr.yaml:3:12: no word can be read from this"))
                .anyMatch(line -> line.contains("smeh"))
                .anyMatch(line -> line.contains("fraze"))
                .anyMatch(line -> line.contains("'*' must stand between two words"));
    }

    @Test
    void anSosWordHasThreeLettersOrMore() {
        check("sos:\n  tier-1: [po]", "near: {}");
        assertThat(problems.lines()).singleElement().asString().contains("too short for an SOS word");
    }
}
