package org.linja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.testkit.CallScene.number;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linja.asterisk.Asterisk;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.prompts.Sound;
import org.linja.tapes.Tape;
import org.linja.tapes.TapeShelf;
import org.linja.testkit.CallScene;
import org.linja.testkit.CallScene.Does;
import org.linja.testkit.CallScene.Telephone;
import org.linja.testkit.Hotline;
import org.linja.testkit.Processes;

/// What a real Asterisk records, and what is left of it: real SIP, real RTP, voices that can be heard.
class RecordingOnAsteriskTest {
    private static final Duration LISTEN = Duration.ofSeconds(3);
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    /// The hotline on its Asterisk.
    private record Place(CallScene scene, Hotline hotline) implements AutoCloseable {
        static Place asShipped() {
            int agi = Processes.freePort();
            CallScene scene = CallScene.open(agi);
            return open(scene, Voices.onAsterisk(agi, scene.asterisk().site().ami()));
        }

        static Place thatRecords(Path folder) {
            int agi = Processes.freePort();
            List<String> globals = List.of(
                    "LINJA_RECORDINGS = yes",
                    "LINJA_RECORDINGS_REFERENCE = DPIA-2026-03",
                    "LINJA_RECORDINGDIR = " + folder);
            CallScene scene = CallScene.open(agi, globals, List.of("app_mixmonitor", "func_env"));
            int ami = scene.asterisk().site().ami();
            return open(scene, Voices.recording(Voices.onAsterisk(agi, ami), folder));
        }

        private static Place open(CallScene scene, VoiceSettings voice) {
            Place place = new Place(scene, Hotline.open(settings -> settings.by(voice)));
            Asterisk asterisk = place.hotline
                    .server()
                    .voice()
                    .flatMap(VoiceWiring::asterisk)
                    .orElseThrow();
            Hotline.await("the manager interface", asterisk::up);
            return place;
        }

        /// They talk, and she hangs up first.
        ///
        /// @param hers what she does once she has asked for somebody
        void talk(UnaryOperator<Does> hers, Meanwhile meanwhile) {
            var arta = scene.phone("101", Place::accepts);
            var anna = scene.call(
                    "201", does -> hers.apply(wantsSomebody(does)).waits().hangsUp());
            assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", number("101"));
            meanwhile.during(anna);
            anna.goesOn();
            anna.isDone();
            arta.goesOn();
            arta.isDone();
            Hotline.await("no channel to be left", () -> scene.ami().channels() == 0);
        }

        private static Does accepts(Does does) {
            return does.picksUpAfter(Duration.ofMillis(300))
                    .pauses(Duration.ofSeconds(1))
                    .presses('1')
                    .says(A_WHILE)
                    .waits()
                    .hangsUp();
        }

        private static Does wantsSomebody(Does does) {
            return does.isAnswered()
                    .pauses(LISTEN)
                    .presses('1')
                    .pauses(LISTEN)
                    .presses('0')
                    .pauses(LISTEN.plusSeconds(1));
        }

        List<What> record() {
            return hotline.server().ledger().entries(hotline.theCase().id()).stream()
                    .map(CaseEntry::what)
                    .toList();
        }

        TapeShelf tapes() {
            return hotline.server().tapes();
        }

        @Override
        public void close() {
            hotline.close();
            scene.close();
        }
    }

    private interface Meanwhile {
        void during(Telephone hers);
    }

    private static void theyTalk(Telephone hers) {
        try {
            Thread.sleep(A_WHILE.plusSeconds(1));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private File[] clear() {
        return folder.toFile().listFiles();
    }

    @Test
    void asShippedNoTalkLeavesASound() {
        try (Place place = Place.asShipped()) {
            place.talk(does -> does, RecordingOnAsteriskTest::theyTalk);
            assertThat(place.scene().sounds()).isEmpty();
            assertThat(place.tapes().tapes()).isEmpty();
        }
    }

    @Test
    void whatSheAgreedToIsSealedAndTheClearIsGone() throws IOException {
        try (Place place = Place.thatRecords(folder)) {
            place.talk(does -> does.presses('1').pauses(LISTEN), RecordingOnAsteriskTest::theyTalk);
            Hotline.await("the tape", () -> !place.tapes().tapes().isEmpty());
            Tape tape = place.tapes().tapes().getFirst();
            assertThat(tape.about()).isEqualTo(place.hotline().theCase().id());
            Sound sound = Sound.ofAlaw(place.tapes().sound(tape).orElseThrow());
            assertThat(sound.length()).isGreaterThan(Duration.ofSeconds(1));
            assertThat(sound.silent()).isFalse();
            Hotline.await("the clear to be gone", () -> clear().length == 0);
            assertThat(place.scene().sounds()).isEmpty();
            assertThat(place.record()).contains(What.AGREED_TO_RECORDING);
            assertThat(place.scene().nowhereInLogs(number("201"))).isTrue();
        }
    }

    @Test
    void withoutHerKeyNothingIsRecorded() {
        try (Place place = Place.thatRecords(folder)) {
            place.talk(does -> does.presses('2'), RecordingOnAsteriskTest::theyTalk);
            assertThat(clear()).isEmpty();
            assertThat(place.tapes().tapes()).isEmpty();
            assertThat(place.record()).doesNotContain(What.AGREED_TO_RECORDING);
        }
    }

    @Test
    void herStarEndsItAndLeavesNothing() {
        try (Place place = Place.thatRecords(folder)) {
            place.talk(
                    does -> does.presses('1')
                            .pauses(LISTEN)
                            .waits()
                            .presses('*')
                            .pauses(A_WHILE),
                    anna -> {
                        theyTalk(anna);
                        anna.goesOn();
                        theyTalk(anna);
                        assertThat(Stream.of(clear()).mapToLong(File::length).sum())
                                .isZero();
                    });
            Hotline.await("it to be written down", () -> place.record().contains(What.RECORDING_WITHDRAWN));
            Hotline.await("the clear to be gone", () -> clear().length == 0);
            assertThat(place.tapes().tapes()).isEmpty();
        }
    }
}
