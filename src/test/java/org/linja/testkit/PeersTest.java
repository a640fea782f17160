package org.linja.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// A missing peer is never passed over in silence.
final class PeersTest {
    private static final String INSTALL = "apt-get install no-such-program";

    @TempDir
    Path folder;

    @Test
    void aProgramOnThePathIsFound() throws Exception {
        Path program = Files.createFile(folder.resolve("program"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(Peers.need("program", INSTALL, "/nowhere:" + folder, true)).isEqualTo(program);
    }

    @Test
    void aMissingOneSkipsOnALaptopAndSaysWhatToInstall() {
        assertThatThrownBy(() -> Peers.need("no-such-program", INSTALL, folder.toString(), false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining(INSTALL);
    }

    @Test
    void aMissingOneFailsWhereEverythingHasToBeTested() {
        assertThatThrownBy(() -> Peers.need("no-such-program", INSTALL, folder.toString(), true))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(INSTALL);
    }
}
