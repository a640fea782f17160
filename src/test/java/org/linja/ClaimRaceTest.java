package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseId;
import org.linja.cases.CaseKind;
import org.linja.contact.Msisdn;
import org.linja.dialog.StaffCommand;
import org.linja.dialog.StaffTurns;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger.Outcome;
import org.linja.testkit.Hotline;

/// Two counsellors accept at the same moment, each at another node, a thousand times.
class ClaimRaceTest {
    private static final int TRIES = 1000;
    private static final int AT_ONCE = 8;

    @Test
    void ofTwoNodesExactlyOneWinsEachTime() throws Exception {
        Map<List<StaffTurns.Done>, Integer> seen = new HashMap<>();
        try (Hotline hotline = Hotline.open();
                Wiring one = hotline.attached();
                Wiring other = hotline.attached();
                ExecutorService tries = Executors.newFixedThreadPool(AT_ONCE);
                ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<StaffTurns.Done>>> all = new ArrayList<>();
            for (int i = 0; i < TRIES; i++) {
                int number = i;
                all.add(tries.submit(() -> {
                    Case record = opened(one, number, hotline);
                    CyclicBarrier together = new CyclicBarrier(2);
                    Future<StaffTurns.Done> arta = hands.submit(() -> accepts(one, "arta", record, together, hotline));
                    Future<StaffTurns.Done> cela =
                            hands.submit(() -> accepts(other, "cela", record, together, hotline));
                    List<StaffTurns.Done> done = List.of(arta.get(), cela.get());
                    String holder = done.getFirst() == StaffTurns.Done.WON ? "arta" : "cela";
                    assertThat(other.ledger()
                                    .byId(record.id())
                                    .orElseThrow()
                                    .value()
                                    .holder())
                            .contains(holder);
                    return done;
                }));
            }
            for (Future<List<StaffTurns.Done>> each : all) {
                seen.merge(each.get(), 1, Integer::sum);
            }
        }
        assertThat(seen.keySet())
                .as("what the two were told, and how often: %s", seen)
                .allSatisfy(pair -> assertThat(pair)
                        .containsExactlyInAnyOrder(StaffTurns.Done.WON, StaffTurns.Done.TAKEN_BY_ANOTHER));
        assertThat(seen.values().stream().mapToInt(i -> i).sum()).isEqualTo(TRIES);
    }

    /// Not due for long, so that the ladder of the running server leaves it alone.
    private static Case opened(Wiring node, int number, Hotline hotline) {
        var about = node.ledger()
                .know(new Msisdn("38344000" + (201 + number % 700)))
                .id();
        CaseId id = node.ledger().nextCaseId(about);
        Case record = Case.open(
                id,
                "K" + Integer.toString(100_000 + number).substring(1),
                CaseKind.SOS,
                1,
                about,
                Optional.empty(),
                hotline.now(),
                Map.of());
        Change change = Change.of(id.partition())
                .write(record, 0, List.of(new CaseEntry(hotline.now(), CaseEntry.What.OPENED, CaseEntry.LINJA, "sos")))
                .due(id, hotline.now().plus(Duration.ofHours(1)));
        assertThat(node.ledger().commit(change)).isEqualTo(Outcome.WRITTEN);
        return record;
    }

    private static StaffTurns.Done accepts(
            Wiring node, String name, Case record, CyclicBarrier together, Hotline hotline) throws Exception {
        var who = node.roster().byName(name).orElseThrow();
        StaffCommand command = new StaffCommand(StaffCommand.Verb.ACCEPT, Optional.of(record.code()));
        together.await();
        return node.staffTurns().handle(who, Optional.of(command), Optional.empty(), hotline.now());
    }
}
