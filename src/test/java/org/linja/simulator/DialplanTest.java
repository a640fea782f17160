package org.linja.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.linja.testkit.AgiScript;
import org.linja.testkit.CallScene;
import org.linja.testkit.CallScene.Does;

/// The dialplan alone, on a real Asterisk, with telephones over SIP: what it does when Linja is not there, and who of
/// several counsellors gets a call.
class DialplanTest {
    private static final Duration SOON = Duration.ofMillis(600);
    private static final String HER = CallScene.number("201");

    private static Does herself(Does does) {
        return does.isAnswered().talks();
    }

    private static Does accepts(Does does) {
        return does.picksUpAfter(SOON).pauses(Duration.ofSeconds(1)).presses('1').pauses(Duration.ofSeconds(2)).hangsUp();
    }

    @Test
    void withoutHeartbeatTheOnCallTelephoneRingsAndHerNumberIsNowhere() {
        try (CallScene scene = CallScene.open(1)) {
            scene.ami().keep("oncall-1", CallScene.number("101"));
            var arta = scene.phone("101", DialplanTest::accepts);
            var anna = scene.call("201", DialplanTest::herself);
            assertThat(scene.ami().event("LinjaStatic")).containsEntry("Why", "stale");
            assertThat(scene.ami().event("LinjaClaim")).containsEntry("Leg", CallScene.number("101"));
            arta.isDone();
            anna.isDone();
            assertThat(scene.ami().event("LinjaOver")).containsEntry("Static", "1");
            assertThat(arta.wire()).contains(CallScene.LINE).doesNotContain(HER);
            assertThat(scene.nowhereInLogs(HER)).isTrue();
        }
    }
}
