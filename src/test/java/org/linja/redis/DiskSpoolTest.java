package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.contact.Channel;
import org.linja.contact.Msisdn;
import org.linja.dialog.Inbound;
import org.linja.dialog.SpoolFailed;
import org.linja.testkit.Processes;

class DiskSpoolTest {
    private static final long PLENTY = 1 << 24;
    private static final String HMAC = "hmac " + Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path folder;

    static Seal seal(int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return new Seal(Keyring.parse("test", "data 1 " + Base64.getEncoder().encodeToString(key) + "; " + HMAC));
    }

    private DiskSpool open() {
        return DiskSpool.open(folder, seal(1), PLENTY);
    }

    static Inbound sos(String id) {
        return new Inbound(
                id,
                "vala",
                Channel.SMS,
                new Msisdn("38344000201"),
                "55111",
                new Inbound.Body.Text("ndihme " + id, false),
                Instant.ofEpochMilli(1_700_000_000_000L));
    }

    private static List<String> replayed(DiskSpool spool) {
        List<String> ids = new ArrayList<>();
        spool.replay(slice -> slice.forEach(one -> ids.add(one.id() + (one.confirmed() ? "+" : ""))));
        return ids;
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(ending)).sorted().toList();
        }
    }

    private Path onlyFile() throws IOException {
        assertThat(files(".spool")).hasSize(1);
        return files(".spool").getFirst();
    }

    @Test
    void whatIsKeptComesBackWholeAndInOrderAndIsThenGone() throws IOException {
        try (DiskSpool spool = open()) {
            List.of("a", "b", "c").forEach(id -> spool.keep(sos(id)));
            assertThat(spool.waiting()).isEqualTo(3);
            List<Inbound> back = new ArrayList<>();
            assertThat(spool.replay(back::addAll)).isEqualTo(3);
            assertThat(back).containsExactly(sos("a"), sos("b"), sos("c"));
            assertThat(spool.empty()).isTrue();
            assertThat(files(".spool")).isEmpty();
        }
    }

    @Test
    void bytesThatNoTableReadsComeBackToo() {
        try (DiskSpool spool = open()) {
            Inbound raw = new Inbound(
                    "a",
                    "",
                    Channel.SMS,
                    new Msisdn("38344000201"),
                    "",
                    new Inbound.Body.Undecodable(new byte[] {1, 2, 3}, 4),
                    Instant.EPOCH);
            spool.keep(raw);
            spool.replay(slice -> assertThat(
                            ((Inbound.Body.Undecodable) slice.getFirst().body()).bytes())
                    .containsExactly(1, 2, 3));
        }
    }

    @Test
    void noNumberAndNoWordLiesOnTheDiskAndNobodyElseMayLook() throws IOException {
        try (DiskSpool spool = open()) {
            spool.keep(sos("a"));
            spool.confirmed("a");
            String bytes = Files.readString(onlyFile(), StandardCharsets.ISO_8859_1);
            assertThat(bytes).doesNotContain("ndihme", "44000201", "55111", "vala");
            assertThat(Files.getPosixFilePermissions(onlyFile())).hasToString("[OWNER_READ, OWNER_WRITE]");
            assertThat(Files.getPosixFilePermissions(folder)).hasSize(3);
        }
    }

    @Test
    void whatAnEarlierProcessKeptWaits() {
        open().close();
        DiskSpool before = open();
        before.keep(sos("a"));
        before.keep(sos("b"));
        before.close();
        try (DiskSpool spool = open()) {
            spool.keep(sos("c"));
            assertThat(spool.waiting()).isEqualTo(3);
            assertThat(replayed(spool)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void aTornEndIsNobodysLossAndDoesNotStandInTheWay() throws IOException {
        DiskSpool before = open();
        before.keep(sos("a"));
        long whole = Files.size(onlyFile());
        before.keep(sos("b"));
        before.close();
        byte[] bytes = Files.readAllBytes(onlyFile());
        for (long cut = whole; cut < bytes.length; cut += 7) {
            Files.write(onlyFile(), java.util.Arrays.copyOf(bytes, (int) cut));
            try (DiskSpool spool = open()) {
                assertThat(spool.waiting()).isEqualTo(1);
            }
        }
        try (DiskSpool spool = open()) {
            spool.keep(sos("c"));
            assertThat(replayed(spool)).containsExactly("a", "c");
            assertThat(files("")).as("all that is left").hasSize(1);
        }
    }

    @Test
    void roomThatTheFileSystemMadeAndNobodyFilledIsATornEnd() throws IOException {
        DiskSpool before = open();
        before.keep(sos("a"));
        before.close();
        Files.write(onlyFile(), new byte[100], StandardOpenOption.APPEND);
        try (DiskSpool spool = open()) {
            assertThat(replayed(spool)).containsExactly("a");
            assertThat(files(".damaged")).isEmpty();
        }
    }

    @Test
    void aDamagedRecordCostsOnlyItselfAndTheFileIsKept() throws IOException {
        DiskSpool before = open();
        List.of("a", "b", "c").forEach(id -> before.keep(sos(id)));
        before.close();
        byte[] bytes = Files.readAllBytes(onlyFile());
        bytes[bytes.length / 2] ^= 1;
        Files.write(onlyFile(), bytes);
        try (DiskSpool spool = open()) {
            assertThat(replayed(spool)).containsExactly("a", "c");
            assertThat(spool.empty()).isTrue();
            assertThat(files(".spool")).isEmpty();
            assertThat(files(".damaged")).hasSize(1);
        }
    }

    @Test
    void whatAnotherKeyHasSealedStaysForTheStartWithTheRightOneAndHoldsNobodyUp() throws IOException {
        DiskSpool before = open();
        before.keep(sos("a"));
        before.close();
        try (DiskSpool wrong = DiskSpool.open(folder, seal(2), PLENTY)) {
            wrong.keep(sos("b"));
            assertThat(replayed(wrong)).containsExactly("b");
            assertThat(wrong.empty()).isTrue();
        }
        onlyFile();
        try (DiskSpool right = open()) {
            assertThat(replayed(right)).containsExactly("a");
        }
    }

    @Test
    void aFullSpoolSaysSoAndWhatItHasStays() {
        try (DiskSpool spool = DiskSpool.open(folder, seal(1), 1_000)) {
            List<String> kept = new ArrayList<>();
            assertThatThrownBy(() -> IntStream.range(0, 100).forEach(i -> {
                        spool.keep(sos("id" + i));
                        kept.add("id" + i);
                    }))
                    .isInstanceOf(SpoolFailed.class)
                    .hasMessageContaining("is full (1000 bytes)")
                    .hasMessageContaining("spool-megabytes")
                    .hasMessageNotContaining("44000201");
            assertThat(kept).isNotEmpty();
            assertThat(replayed(spool)).isEqualTo(kept);
            spool.keep(sos("again"));
            assertThat(replayed(spool)).containsExactly("again");
        }
    }

    @Test
    void whatWasNotTakenComesAgainFromItsFileOn() {
        try (DiskSpool spool = open()) {
            IntStream.range(0, 600).forEach(i -> spool.keep(sos("id" + i)));
            List<Integer> slices = new ArrayList<>();
            assertThatThrownBy(() -> spool.replay(slice -> {
                        slices.add(slice.size());
                        if (slices.size() == 2) {
                            throw new StoreFailed("gone again");
                        }
                    }))
                    .isInstanceOf(StoreFailed.class);
            assertThat(spool.waiting()).isEqualTo(600);
            assertThat(replayed(spool)).hasSize(600).startsWith("id0", "id1").endsWith("id599");
        }
    }

    @Test
    void anAnswerThatHasLeftIsRememberedAlsoByTheNextProcess() {
        DiskSpool before = open();
        before.keep(sos("a"));
        before.keep(sos("b"));
        before.confirmed("a");
        before.close();
        try (DiskSpool spool = open()) {
            assertThat(replayed(spool)).containsExactly("a+", "b");
        }
    }

    @Test
    void manyAtOnceAreAllKeptWhileItIsReplayed() throws Exception {
        List<String> back = java.util.Collections.synchronizedList(new ArrayList<>());
        try (DiskSpool spool = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch kept = new CountDownLatch(2_000);
            for (int i = 0; i < 2_000; i++) {
                String id = "id" + i;
                threads.submit(() -> {
                    spool.keep(sos(id));
                    kept.countDown();
                });
            }
            while (kept.getCount() > 0) {
                spool.replay(slice -> slice.forEach(one -> back.add(one.id())));
            }
            spool.replay(slice -> slice.forEach(one -> back.add(one.id())));
            assertThat(spool.empty()).isTrue();
        }
        assertThat(back).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void twoServersCannotHaveOneSpool() {
        try (DiskSpool first = open()) {
            assertThat(first.empty()).isTrue();
            assertThatThrownBy(this::open).isInstanceOf(SpoolFailed.class).hasMessageContaining("another server");
        }
    }

    @Test
    void aProcessKilledAtAnyMomentHasAllOnDiskThatItAcknowledged() throws Exception {
        for (int round = 0; round < 3; round++) {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SpoolHolder.class.getName(),
                            folder.toString(),
                            Integer.toString(round))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<String> acknowledged = new ArrayList<>();
            var said = process.inputReader();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                acknowledged.add(line);
                if (acknowledged.size() == 40 + round * 25) {
                    Processes.kill(process.pid());
                }
            }
            process.waitFor();
            try (DiskSpool spool = open()) {
                assertThat(replayed(spool)).containsAll(acknowledged).doesNotHaveDuplicates();
            }
            assertThat(files(".damaged")).isEmpty();
        }
    }
}
