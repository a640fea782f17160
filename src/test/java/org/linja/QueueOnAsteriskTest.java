package org.linja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linja.testkit.CallScene.number;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseKind;
import org.linja.testkit.CallScene;
import org.linja.testkit.CallScene.Does;
import org.linja.testkit.CallScene.Telephone;
import org.linja.testkit.Hotline;
import org.linja.testkit.Processes;
import org.linja.voice.Switchboard;

/// More callers than counsellors on a real Asterisk. `bench/calls-sip-queue.sh` does the same with a hundred callers
/// and nine hundred calls more.
class QueueOnAsteriskTest {
    private static final int CALLERS = 12;
    private static final int URGENT = 3;
    private static final Duration LISTEN = Duration.ofSeconds(3);
    private static final List<String> COUNSELLORS = List.of("arta", "bojana", "cela");

    private CallScene scene;
    private Hotline hotline;

    @BeforeEach
    void open() throws IOException {
        int agi = Processes.freePort();
        scene = CallScene.open(agi);
        int ami = scene.asterisk().site().ami();
        VoiceSettings voice = Voices.onAsterisk(agi, ami, "ring-for: 6s, wrap-up: 1s, cut-off: 0s");
        hotline = Hotline.open(settings -> settings.by(voice));
        Hotline.await(
                "the manager interface", () -> voice().asterisk().orElseThrow().up());
    }

    private VoiceWiring voice() {
        return hotline.server().voice().orElseThrow();
    }

    @AfterEach
    void close() {
        if (hotline != null) {
            hotline.close();
        }
        scene.close();
    }

    private static Does accepts(Does does) {
        return does.picksUpAfter(Duration.ofMillis(200))
                .pauses(Duration.ofMillis(600))
                .presses('1')
                .pauses(Duration.ofMillis(600))
                .hangsUp();
    }

    private Telephone calls(int caller) {
        char key = caller < CALLERS - URGENT ? '0' : '9';
        return scene.call(
                Integer.toString(201 + caller),
                does -> does.isAnswered().pauses(LISTEN).presses(key).talks());
    }

    private Instant accepted(Case record) {
        return hotline.server().ledger().entries(record.id()).stream()
                .filter(entry -> entry.what() == What.ACCEPTED)
                .findFirst()
                .orElseThrow()
                .at();
    }

    /// Those who say SOS come last and are put through first; in the end nothing is left of all the calls.
    @Test
    void twelveCallersAreServedByThreeCounsellorsInOrderOfUrgency() {
        Switchboard board = voice().calls().board();
        Instant soon = hotline.now().plus(Duration.ofMinutes(5));
        COUNSELLORS.forEach(who -> board.occupy(who, soon, hotline.now()));
        List<Telephone> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(calls(i));
        }
        Hotline.await("all to wait", () -> voice().waiting() == CALLERS);
        List.of("101", "102", "103").forEach(who -> scene.phone(who, CALLERS, QueueOnAsteriskTest::accepts));
        COUNSELLORS.forEach(board::ready);
        callers.forEach(Telephone::isDone);
        Hotline.await("no channel to be left", () -> scene.ami().channels() == 0);
        Hotline.await("no call to be left", () -> voice().agi().orElseThrow().busy() == 0);
        assertThat(voice().waiting()).isZero();
        assertThat(scene.asterisk().told("group show channels")).contains("0 active channels");
        assertThat(scene.ami().events("LinjaClaim")).hasSize(CALLERS);
        assertThat(scene.ami().events("LinjaStatic")).isEmpty();
        List<Case> cases = hotline.server().ledger().openCases(100);
        assertThat(cases).hasSize(CALLERS);
        Instant lastSos = cases.stream()
                .filter(one -> one.kind() == CaseKind.SOS)
                .map(this::accepted)
                .max(Instant::compareTo)
                .orElseThrow();
        assertThat(cases)
                .filteredOn(one -> one.kind() == CaseKind.CALL)
                .hasSize(CALLERS - URGENT)
                .allMatch(one -> accepted(one).isAfter(lastSos));
        assertThat(scene.nowhereInLogs(number("205"))).isTrue();
    }
}
