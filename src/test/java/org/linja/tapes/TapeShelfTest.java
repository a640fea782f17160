package org.linja.tapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linja.cases.CaseId;

class TapeShelfTest {
    private static final CaseId CASE = new CaseId(0, "abcdefghijklmnop");
    private static final Tape TAPE = Tape.begins(CASE, Instant.parse("2026-11-23T10:00:00Z"));

    @TempDir
    private Path folder;

    private TapeShelf shelf;

    @BeforeEach
    void open() {
        shelf = new TapeShelf(folder.resolve("tapes"), new Bound());
    }

    /// Writes the context before the sound, and wants it back.
    private static final class Bound implements Vault {
        @Override
        public byte[] seal(byte[] clear, String context) {
            byte[] head = context.getBytes();
            byte[] all = Arrays.copyOf(head, head.length + clear.length);
            System.arraycopy(clear, 0, all, head.length, clear.length);
            return all;
        }

        @Override
        public byte[] open(byte[] sealed, String context) {
            byte[] head = context.getBytes();
            if (!Arrays.equals(head, Arrays.copyOf(sealed, Math.min(sealed.length, head.length)))) {
                throw new IllegalStateException("it does not open");
            }
            return Arrays.copyOfRange(sealed, head.length, sealed.length);
        }
    }

    private Path sound(int octets) throws IOException {
        byte[] sound = new byte[octets];
        new Random(octets).nextBytes(sound);
        return Files.write(folder.resolve("clear"), sound);
    }

    private Path file() {
        return folder.resolve("tapes").resolve(TAPE.name() + ".tape");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8_000, 1 << 20, (1 << 20) + 1, 3 * (1 << 20) - 5})
    void whatWasPutComesBack(int octets) throws IOException {
        Path clear = sound(octets);
        shelf.put(TAPE, clear);
        assertThat(shelf.sound(TAPE)).hasValue(Files.readAllBytes(clear));
        assertThat(shelf.tapes()).containsExactly(TAPE);
    }

    @Test
    void onlyTheServersUserMayReadIt() throws IOException {
        shelf.put(TAPE, sound(10));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tapes"))))
                .isEqualTo("rwx------");
    }

    @Test
    void aServerThatDiedWhileItWasSealedSealsItAgain() throws IOException {
        Path clear = sound(3 << 20);
        shelf.put(TAPE, clear);
        Files.move(file(), folder.resolve("tapes").resolve(TAPE.name() + ".draft"));
        assertThat(shelf.tapes()).as("a draft is no tape").isEmpty();
        shelf.put(TAPE, clear);
        shelf.put(TAPE, clear);
        assertThat(shelf.tapes()).containsExactly(TAPE);
        assertThat(shelf.sound(TAPE)).hasValue(Files.readAllBytes(clear));
    }

    @Test
    void aTapeThatWasCutIsNotTakenForAShorterOne() throws IOException {
        shelf.put(TAPE, sound(3 << 20));
        byte[] whole = Files.readAllBytes(file());
        for (int end : new int[] {0, 7, 9, 1 << 20, whole.length - 1}) {
            Files.write(file(), Arrays.copyOf(whole, end));
            assertThatThrownBy(() -> shelf.sound(TAPE)).as("cut after " + end).isInstanceOf(Exception.class);
        }
    }

    @Test
    void aTapeUnderAnotherNameDoesNotOpen() throws IOException {
        shelf.put(TAPE, sound(100));
        Tape other = Tape.begins(CASE, TAPE.begun().plusSeconds(1));
        Files.move(file(), folder.resolve("tapes").resolve(other.name() + ".tape"));
        assertThatThrownBy(() -> shelf.sound(other)).hasMessageContaining("does not open");
    }

    @Test
    void theListIsByTimeAndLeavesOutWhatIsNoTape() throws IOException {
        assertThat(shelf.tapes()).isEmpty();
        Tape later = Tape.begins(new CaseId(0, "aaaaaaaaaaaaaaaa"), TAPE.begun().plusSeconds(5));
        shelf.put(later, sound(1));
        shelf.put(TAPE, sound(1));
        Files.writeString(folder.resolve("tapes").resolve("notes.tape"), "");
        assertThat(shelf.tapes()).containsExactly(TAPE, later);
        assertThat(shelf.remove(later)).isTrue();
        assertThat(shelf.remove(later)).isFalse();
        assertThat(shelf.sound(later)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0.abcdefghijklmnop",
                "../../etc-1",
                "0.abcdefghijklmnop-1/../x",
                "0.ABCDEFGHIJKLMNOP-1",
                "99999.abcdefghijklmnop-1",
                "0.abcdefghijklmnop-1234567890123456"
            })
    void noOtherNameIsTheNameOfATape(String name) {
        assertThat(Tape.named(name)).isEmpty();
    }

    @Test
    void aNameIsReadAsItWasWritten() {
        assertThat(Tape.named(TAPE.name())).hasValue(TAPE);
    }
}
