package org.linja.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.text.Texts;

/// What staff are asked on the telephone: what is wrong in it is told with its place.
class StaffFlowsTest {
    private static final Path SHIPPED = Path.of("ivr-scripts/staff");

    @TempDir
    private Path folder;

    private List<String> problemsOf(String afterCall) throws IOException {
        Files.writeString(folder.resolve("after-call.yaml"), afterCall);
        Files.copy(SHIPPED.resolve("test-call.yaml"), folder.resolve("test-call.yaml"));
        Problems problems = new Problems();
        Texts texts = Texts.read(SHIPPED.resolve("texts"), List.of(Language.EN, Language.SQ, Language.SR), problems);
        StaffFlows.read(folder, texts, problems);
        return problems.lines();
    }

    private String shipped() throws IOException {
        return Files.readString(SHIPPED.resolve("after-call.yaml"));
    }

    @Test
    void whatIsShippedIsSound() throws IOException {
        assertThat(problemsOf(shipped())).isEmpty();
    }

    @Test
    void anAnswerOfWhichNothingComesIsTold() throws IOException {
        assertThat(problemsOf(shipped().replace("[closed, goes-on]", "[close, goes-on]")))
                .singleElement()
                .asString()
                .contains("after-call.yaml:7")
                .contains("nothing is done with the answer 'close'")
                .contains("closed");
    }

    @Test
    void anAnswerUnderANameNobodyReadsIsTold() throws IOException {
        assertThat(problemsOf(shipped().replace("save: ready", "save: redy")))
                .singleElement()
                .asString()
                .contains("nothing is done with 'redy'; save one of outcome, ready");
    }

    @Test
    void anAnswerThatIsNotRememberedIsTold() throws IOException {
        assertThat(problemsOf(shipped().replace("    save: ready\n    remember: yes", "    save: ready")))
                .singleElement()
                .asString()
                .contains("add  remember: yes");
    }

    @Test
    void aTalkWithStaffOpensNoCase() throws IOException {
        assertThat(problemsOf(
                        shipped().replace("{ say: voice.outcome-done }", "{ open: { case: sos }, say: voice.ready }")))
                .anyMatch(line -> line.contains("only asks (menu) and tells (say)"));
    }

    @Test
    void aTextThatIsNotThereIsTold() throws IOException {
        assertThat(problemsOf(shipped().replace("text: voice.ready", "text: voice.redy")))
                .singleElement()
                .asString()
                .contains("there is no text 'voice.redy'")
                .contains("voice.ready");
    }
}
