package org.linja.tapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.config.Doc;
import org.linja.config.Problems;

class TapeSettingsTest {
    private final Problems problems = new Problems();

    @TempDir
    private Path folder;

    private Optional<TapeSettings> read(String yaml) {
        Doc doc = Doc.parse("voice.yaml", yaml, problems);
        Optional<TapeSettings> settings = TapeSettings.read(doc.at("recording"));
        doc.done();
        return settings;
    }

    @Test
    void withoutTheMappingNothingIsRecorded() {
        assertThat(read("{}")).isEmpty();
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void allThatIsNeeded() {
        assertThat(read("recording: { reference: DPIA-2026-03, folder: '" + folder + "' }"))
                .hasValue(new TapeSettings("DPIA-2026-03", folder, Duration.ofDays(30)));
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void withoutTheAssessmentItIsRefused() {
        read("recording: { folder: '" + folder + "' }");
        assertThat(problems.lines()).singleElement().asString().contains("voice.yaml:1:", "DPIA-2026-03");
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        read("recording: { reference: DPIA-2026-03, folder: '" + folder.resolve("none") + "' }");
        assertThat(problems.lines()).singleElement().asString().contains("voice.yaml:1:", "LINJA_RECORDINGDIR");
    }

    @Test
    void forEverIsTooLong() {
        read("recording: { reference: DPIA-2026-03, folder: '" + folder + "', keep: 3650d }");
        assertThat(problems.lines()).singleElement().asString().contains("voice.yaml:1:", "365d");
    }
}
