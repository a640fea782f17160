package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linja.cases.Case;
import org.linja.cases.CaseCode;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseId;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.contact.Msisdn;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger.Outcome;
import org.linja.simulator.Handset;
import org.linja.simulator.SimulatedSmsc;
import org.linja.testkit.Hotline;

/// Two counsellors accept at the same moment by SMS, each at another server over a network of its own, a thousand
/// times.
class ClaimRaceTest {
    private static final int TRIES = 1000;
    private static final Msisdn ARTA = new Msisdn("38344000101");
    private static final Msisdn CELA = new Msisdn("38344000103");

    @Test
    void ofTwoServersExactlyOneWinsEachTime() {
        try (Hotline hotline = Hotline.open();
                Hotline.Node other = hotline.secondServer()) {
            Map<String, Integer> won = new HashMap<>();
            List<Case> cases = new ArrayList<>();
            for (String code : codes()) {
                Case record = opened(hotline, code, cases.size());
                cases.add(record);
                CompletableFuture<Void> arta = hotline.smsc().send(ARTA, Hotline.LINE, "1 " + code);
                CompletableFuture<Void> cela = other.smsc().send(CELA, Hotline.LINE, "1 " + code);
                CompletableFuture.allOf(arta, cela).join();
                won.merge(holder(hotline, record), 1, Integer::sum);
            }
            for (Case record : cases) {
                assertThat(hotline.server().ledger().entries(record.id()))
                        .filteredOn(line -> line.what() == What.ACCEPTED)
                        .as("claims of one case; who won how often: %s", won)
                        .hasSize(1);
            }
            Hotline.await("everybody to be told", () -> told(hotline, other).size() >= 2 * TRIES);
            Set<String> told = told(hotline, other);
            for (Case record : cases) {
                assertThat(told)
                        .as("what the two were told; who won how often: %s", won)
                        .contains("won " + record.code(), "lost " + record.code());
            }
            assertThat(told).hasSize(2 * TRIES);
        }
    }

    private static Set<String> codes() {
        Set<String> codes = new LinkedHashSet<>();
        Random random = new Random(5);
        while (codes.size() < TRIES) {
            codes.add(CaseCode.random(random, 0, 4));
        }
        return codes;
    }

    /// Not due for long, so that the ladders of the running servers leave it alone.
    private static Case opened(Hotline hotline, String code, int number) {
        var ledger = hotline.server().ledger();
        var about = ledger.know(new Msisdn("38344000" + (201 + number % 700))).id();
        CaseId id = ledger.nextCaseId(about);
        Case record = Case.open(id, code, CaseKind.SOS, 1, about, Optional.empty(), hotline.now(), Map.of());
        Change change = Change.of(id.partition())
                .write(record, 0, List.of(new CaseEntry(hotline.now(), What.OPENED, CaseEntry.LINJA, "sos")))
                .due(id, hotline.now().plus(Duration.ofHours(1)));
        assertThat(ledger.commit(change)).isEqualTo(Outcome.WRITTEN);
        return record;
    }

    private static String holder(Hotline hotline, Case record) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() - end < 0) {
            Case now = hotline.server().ledger().byId(record.id()).orElseThrow().value();
            if (now.state() == CaseState.ACCEPTED) {
                return now.holder().orElseThrow();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nobody has " + record.code());
    }

    /// Either server may send either answer. One that was sent twice would be told once here: that is the outbox's
    /// business, see its own tests.
    private static Set<String> told(Hotline hotline, Hotline.Node other) {
        Set<String> told = new LinkedHashSet<>();
        for (SimulatedSmsc network : List.of(hotline.smsc(), other.smsc())) {
            Stream.of(ARTA, CELA)
                    .map(who -> network.handset(who, Hotline.LINE))
                    .map(Handset::inbox)
                    .flatMap(List::stream)
                    .forEach(message -> {
                        String[] words = message.text().split(" ");
                        told.add((message.text().contains("juaji") ? "won " : "lost ") + words[0]);
                    });
        }
        return told;
    }
}
