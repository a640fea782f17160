package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linja.cases.Case;
import org.linja.cases.CaseId;
import org.linja.cases.CaseKind;
import org.linja.cases.Climb;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.escalation.Auditor;
import org.linja.escalation.Notices;
import org.linja.escalation.Vigil;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger.Outcome;
import org.linja.outbox.Lane;
import org.linja.staff.Amendment;
import org.linja.staff.Counsellor;
import org.linja.staff.Period;
import org.linja.staff.Roster;
import org.linja.staff.RosterStore.Noted;
import org.linja.staff.Standing;
import org.linja.staff.Swap;
import org.linja.testkit.RealRedis;
import org.linja.text.Texts;
import org.linja.work.Ids;

/// What stands around the ladder, against a real Redis: the auditor's look, alarms, breaks, and what differs from the
/// shifts.
@ExtendWith(RealRedis.class)
class RedisVigilTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private RedisLink link;
    private RedisLedger ledger;
    private RedisVigil vigil;
    private RedisRoster roster;

    @BeforeEach
    void open(RedisLink shared) {
        link = shared;
        Keyring keyring = TestKeys.ring();
        ledger = new RedisLedger(
                link, Partitions.ONE, new Fingerprints(keyring), new Seal(keyring), RedisLedger.Retention.DEFAULT);
        vigil = new RedisVigil(link, Partitions.ONE);
        roster = new RedisRoster(link, InstantSource.fixed(NOW));
    }

    private Case opens(Optional<Instant> due) {
        var about = ledger.know(new Msisdn("38344000201")).id();
        CaseId id = ledger.nextCaseId(about);
        Case record = Case.open(id, "4F7K", CaseKind.SOS, 1, about, Optional.empty(), NOW, Map.of());
        Change change = Change.of(0).write(record, 0, List.of());
        due.ifPresent(at -> change.due(id, at));
        assertThat(ledger.commit(change)).isEqualTo(Outcome.WRITTEN);
        return record;
    }

    @Test
    void aWaitingCaseWithoutADueTimeIsFoundAndDueAgain() {
        Case lost = opens(Optional.empty());
        assertThat(vigil.unattended(NOW.minusSeconds(30), NOW)).containsExactly(new Vigil.Unattended(lost.id(), false));
        assertThat(vigil.unattended(NOW.minusSeconds(30), NOW)).isEmpty();
        assertThat(ledger.takeDue(NOW, LEASE, 10)).hasSize(1);
    }

    @Test
    void aCaseWhoseTimeIsLongOverIsFoundAndOneThatIsDueIsNot() {
        Case due = opens(Optional.of(NOW.minusSeconds(31)));
        assertThat(vigil.unattended(NOW.minusSeconds(30), NOW)).containsExactly(new Vigil.Unattended(due.id(), true));
        ledger.takeDue(NOW, LEASE, 10);
        assertThat(vigil.unattended(NOW.minusSeconds(30), NOW)).isEmpty();
    }

    @Test
    void aCaseThatFellOutOfTheWaitingListIsPutBackUnlessItHasChanged() {
        Case lost = opens(Optional.empty());
        link.await(
                "zrem",
                link.commands().zrem(Keys.waiting(0), Keys.bytes(lost.id().word())));
        assertThat(vigil.notWaiting()).containsExactly(lost.id());
        assertThat(vigil.restore(lost, 7, NOW)).isFalse();
        assertThat(ledger.waiting()).isZero();
        assertThat(vigil.restore(lost, 1, NOW)).isTrue();
        assertThat(ledger.waiting()).isEqualTo(1);
        assertThat(ledger.takeDue(NOW, LEASE, 10)).hasSize(1);
    }

    private Auditor auditor() {
        Problems problems = new Problems();
        Texts texts = Texts.read(
                Path.of("ivr-scripts/staff/texts"), List.of(Language.EN, Language.SQ, Language.SR), problems);
        problems.throwIfAny();
        Counsellor arta = new Counsellor("arta", new Msisdn("38344000101"), List.of(Language.SQ));
        return new Auditor(vigil, ledger, () -> Roster.always(List.of(arta)), new Notices(texts, new Ids()), () -> {});
    }

    private long alarms() {
        return new RedisOutbox(link, Partitions.ONE, new Seal(TestKeys.ring())).waiting(Lane.SOS);
    }

    @Test
    void theAuditorPutsALostCaseBackAndTellsOfItOnce() {
        Case lost = opens(Optional.empty());
        Auditor auditor = auditor();
        auditor.tick(NOW);
        assertThat(auditor.found()).isEqualTo(1);
        assertThat(alarms()).isEqualTo(1);
        auditor.tick(NOW);
        assertThat(auditor.found()).isZero();
        link.await(
                "zrem",
                link.commands().zrem(Keys.waiting(0), Keys.bytes(lost.id().word())));
        auditor.tick(NOW.plus(Duration.ofMinutes(5)));
        assertThat(auditor.found()).isEqualTo(1);
        assertThat(ledger.waiting()).isEqualTo(1);
        assertThat(alarms()).as("alarms: the second would come too soon").isEqualTo(1);
    }

    @Test
    void whatIsLateOnceIsNoAlarmAndWhatIsLateTwiceIs() {
        opens(Optional.of(NOW));
        Auditor auditor = auditor();
        auditor.tick(NOW.plusSeconds(60));
        assertThat(auditor.found()).isZero();
        assertThat(alarms()).isZero();
        auditor.tick(NOW.plusSeconds(70));
        assertThat(auditor.found()).isEqualTo(1);
        assertThat(alarms()).isEqualTo(1);
    }

    @Test
    void howFarACaseHasClimbedIsKept() {
        Case record = opens(Optional.empty());
        Climb climb = new Climb(2, 1, 3, List.of("arta", "cela"));
        ledger.commit(Change.of(0).write(record.climbed(climb, List.of("cela")), 1, List.of()));
        assertThat(ledger.byId(record.id()).orElseThrow().value().climb()).isEqualTo(climb);
    }

    @Test
    void anAlarmIsGivenOnce() {
        assertThat(vigil.begin("gap", LEASE)).isTrue();
        assertThat(vigil.begin("gap", LEASE)).isFalse();
        vigil.given("gap", Duration.ofHours(1));
        assertThat(vigil.begin("gap", LEASE)).isFalse();
        assertThat(vigil.begin("another", LEASE)).isTrue();
    }

    @Test
    void breaksAndCallsAreKnownToEveryNode() {
        RedisAvailability one = new RedisAvailability(link);
        RedisAvailability other = new RedisAvailability(link);
        one.onBreak("arta", NOW.plusSeconds(60));
        one.busy("arta", NOW.plusSeconds(30));
        one.busy("cela", NOW.plusSeconds(30));
        assertThat(other.standings())
                .containsOnly(
                        Map.entry(
                                "arta",
                                new Standing(Optional.of(NOW.plusSeconds(60)), Optional.of(NOW.plusSeconds(30)))),
                        Map.entry("cela", new Standing(Optional.empty(), Optional.of(NOW.plusSeconds(30)))));
        other.back("arta");
        other.free("arta");
        other.free("cela");
        assertThat(one.standings()).isEmpty();
    }

    @Test
    void overridesAreKeptUntilTheyAreTakenBackOrLongOver() {
        Period week = new Period(NOW, NOW.plus(Duration.ofDays(7)));
        Period past = new Period(NOW.minus(Duration.ofDays(40)), NOW.minus(Duration.ofDays(32)));
        Noted replace = new Noted("4F7KC", new Amendment.Replace(week, "arta", "cela"));
        Noted old = new Noted("6G7KC", new Amendment.Add(past, "arta"));
        Noted remove = new Noted("9G7KC", new Amendment.Remove(week, "bojana"));
        assertThat(roster.note(replace)).isTrue();
        assertThat(roster.note(replace)).isFalse();
        assertThat(roster.note(old)).isTrue();
        assertThat(roster.note(remove)).isTrue();
        assertThat(roster.overrides()).containsExactly(replace, remove);
        assertThat(roster.drop("4F7KC")).isTrue();
        assertThat(roster.drop("4F7KC")).isFalse();
        assertThat(roster.overrides()).containsExactly(remove);
    }

    @Test
    void ofTwoDecisionsOnASwapOneCounts() {
        Period night = new Period(NOW, NOW.plusSeconds(3600));
        Period day = new Period(NOW.plusSeconds(7200), NOW.plusSeconds(9000));
        Swap asked = new Swap("4F7KC", "arta", "cela", night, Optional.of(day), Swap.State.ASKED);
        assertThat(roster.move(Optional.empty(), asked)).isTrue();
        assertThat(roster.move(Optional.empty(), asked)).isFalse();
        assertThat(roster.swaps()).containsExactly(asked);
        assertThat(roster.move(Optional.of(asked), asked.in(Swap.State.AGREED))).isTrue();
        assertThat(roster.move(Optional.of(asked), asked.in(Swap.State.WITHDRAWN)))
                .isFalse();
        assertThat(roster.swaps()).containsExactly(asked.in(Swap.State.AGREED));
    }
}
