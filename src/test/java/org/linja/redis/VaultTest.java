package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.contact.Fingerprint;
import org.linja.contact.Msisdn;

class VaultTest {
    private static final String KEY_A = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final String KEY_B = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    private static final String HMAC = "hmac AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";

    private static Keyring ring(String... dataKeys) {
        return Keyring.parse("KEYS", String.join(";", dataKeys) + ";" + HMAC);
    }

    @Test
    void whatIsSealedOpensAndShowsNothing() {
        Seal seal = new Seal(ring("data 1 " + KEY_A));
        byte[] blob = seal.seal("+38344000101", "{p0}:contact:x");
        assertThat(new String(blob, StandardCharsets.ISO_8859_1)).doesNotContain("38344000101", "44000");
        assertThat(seal.openText(blob, "{p0}:contact:x")).isEqualTo("+38344000101");
        assertThat(blob).hasSize("+38344000101".length() + 31);
    }

    @Test
    void theSameClearIsNeverSealedTheSameTwice() {
        Seal seal = new Seal(ring("data 1 " + KEY_A));
        assertThat(seal.seal("pomoć", "body")).isNotEqualTo(seal.seal("pomoć", "body"));
    }

    @Test
    void anEmptyTextSealsToo() {
        Seal seal = new Seal(ring("data 1 " + KEY_A));
        assertThat(seal.openText(seal.seal("", "body"), "body")).isEmpty();
    }

    @Test
    void aBlobMovedToAnotherPlaceDoesNotOpen() {
        Seal seal = new Seal(ring("data 1 " + KEY_A));
        byte[] blob = seal.seal("383", "{p0}:contact:x");
        assertThatThrownBy(() -> seal.open(blob, "{p0}:contact:y")).isInstanceOf(KeyringBroken.class);
    }

    @Test
    void aBlobWithAnyBitTurnedDoesNotOpen() {
        Seal seal = new Seal(ring("data 1 " + KEY_A, "data 257 " + KEY_A));
        byte[] blob = seal.seal("ndihmë", "body");
        for (int bit = 0; bit < blob.length * 8; bit++) {
            byte[] bent = blob.clone();
            bent[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> seal.open(bent, "body")).as("bit %d", bit).isInstanceOf(KeyringBroken.class);
        }
    }

    @Test
    void aCutBlobDoesNotOpen() {
        Seal seal = new Seal(ring("data 1 " + KEY_A));
        byte[] blob = seal.seal("ndihmë", "body");
        for (int length = 0; length < blob.length; length++) {
            byte[] cut = Arrays.copyOf(blob, length);
            assertThatThrownBy(() -> seal.open(cut, "body")).isInstanceOf(KeyringBroken.class);
        }
    }

    @Test
    void aNewKeySealsWhatIsNewAndTheOldOneStillOpensWhatIsOld() {
        Seal before = new Seal(ring("data 1 " + KEY_A));
        byte[] old = before.seal("old", "body");
        Seal after = new Seal(ring("data 1 " + KEY_A, "data 2 " + KEY_B));
        byte[] fresh = after.seal("new", "body");
        assertThat(after.openText(old, "body")).isEqualTo("old");
        assertThat(after.openText(fresh, "body")).isEqualTo("new");
        assertThatThrownBy(() -> before.open(fresh, "body"))
                .isInstanceOf(KeyringBroken.class)
                .hasMessageContaining("data key 2")
                .hasMessageContaining("put its line back");
    }

    @Test
    void theOrderOfLinesDoesNotMatter() {
        Keyring ring = ring("data 10 " + KEY_A, "data 9 " + KEY_B);
        assertThat(ring.newest()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data 1 AAAA                                                 | KEYS:1: a key is 32 bytes, this one has 3
            data 1 ***                                                  | KEYS:1: the key is not base64
            data 1                                                      | KEYS:1: a data key is written
            data 0 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=        | KEYS:1: the number of a data key is 1 to 65535
            data 65536 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=    | KEYS:1: the number of a data key is 1 to 65535
            # none                                                      | KEYS: no line 'data 1
            data 1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=        | KEYS: no line 'hmac
            hmac AAAA; data                                             | KEYS:1: a key is 32 bytes
            key 1                                                       | KEYS:1: a line starts with
            """)
    void aMalformedKeyringSaysWhere(String text, String message) {
        assertThatThrownBy(() -> Keyring.parse("KEYS", text))
                .isInstanceOf(KeyringBroken.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void twoKeysOfOneNumberAreRefusedWithoutShowingThem() {
        assertThatThrownBy(() -> ring("data 1 " + KEY_A, "data 1 " + KEY_B))
                .isInstanceOf(KeyringBroken.class)
                .hasMessageContaining("KEYS:2")
                .hasMessageNotContaining("AQEB");
        assertThat(ring("data 1 " + KEY_A).toString()).doesNotContain("AAAA");
    }

    @Test
    void theDemoMakesAKeyFileForItsOwnerOnlyAndKeepsIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/keys");
        byte[] blob = new Seal(Keyring.readOrCreate(file)).seal("kept", "body");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new Seal(Keyring.readOrCreate(file)).openText(blob, "body")).isEqualTo("kept");
        assertThat(new Seal(Keyring.read(file)).openText(blob, "body")).isEqualTo("kept");
    }

    @Test
    void productionDemandsTheKeyFile(@TempDir Path folder) {
        Path file = folder.resolve("keys");
        assertThatThrownBy(() -> Keyring.read(file))
                .isInstanceOf(KeyringBroken.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("openssl rand -base64 32");
        assertThat(file).doesNotExist();
    }

    @Test
    void aNumberHasOneFingerprintPerKeyringAndDoesNotShowInIt() {
        Fingerprints fingerprints = new Fingerprints(ring("data 1 " + KEY_A));
        Msisdn one = new Msisdn("38344000101");
        Fingerprint fingerprint = fingerprints.of(one);
        // python3: base64.b32encode(hmac.new(b'\2' * 32, b'38344000101', 'sha256').digest()[:16]).lower()
        assertThat(fingerprint.text()).isEqualTo("vrwyqgjyd3h57vyjyucg7arytm");
        assertThat(fingerprints.of(new Msisdn("38344000102"))).isNotEqualTo(fingerprint);
        assertThat(new Fingerprints(Keyring.parse("OTHER", "data 1 " + KEY_A + ";hmac " + KEY_A)).of(one))
                .isNotEqualTo(fingerprint);
        assertThat(fingerprint.toString()).doesNotContain(fingerprint.text());
    }

    @Test
    void partitionsAreEvenAndStable() {
        Fingerprints fingerprints = new Fingerprints(ring("data 1 " + KEY_A));
        Partitions eight = new Partitions(8);
        int[] counts = new int[8];
        for (int i = 0; i < 1000; i++) {
            Fingerprint fingerprint = fingerprints.of(new Msisdn("38344000%03d".formatted(i)));
            counts[eight.of(fingerprint)]++;
            assertThat(Partitions.ONE.of(fingerprint)).isZero();
        }
        assertThat(counts)
                .satisfies(all -> assertThat(Arrays.stream(all).boxed()).allMatch(count -> count > 80 && count < 170));
        assertThat(Partitions.tag(3)).isEqualTo("{p3}");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "3", "6", "2048"})
    void partitionsAreAPowerOfTwo(int count) {
        assertThatThrownBy(() -> new Partitions(count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("power of two");
    }

    @Test
    void randomWordsHaveTheirFormAndDoNotRepeat() throws InterruptedException {
        RandomIds ids = new RandomIds();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int t = 0; t < 8; t++) {
                threads.execute(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        seen.add(ids.next());
                    }
                });
            }
        }
        assertThat(seen).hasSize(40_000).allMatch(id -> id.matches("[a-z2-7]{16}"));
        Set<Character> letters = new HashSet<>();
        seen.forEach(id -> letters.add(id.charAt(15)));
        assertThat(letters).hasSize(32);
    }

    @ParameterizedTest
    @CsvSource({"f,my", "fo,mzxq", "foo,mzxw6", "foob,mzxw6yq", "fooba,mzxw6ytb", "foobar,mzxw6ytboi"})
    void base32IsThatOfTheRfc(String clear, String encoded) {
        // RFC 4648 §10, in lower case and without padding.
        byte[] bytes = clear.getBytes(StandardCharsets.US_ASCII);
        assertThat(Base32.encode(bytes, 0, bytes.length)).isEqualTo(encoded);
    }
}
