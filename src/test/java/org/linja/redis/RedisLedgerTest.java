package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseKind;
import org.linja.contact.Channel;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.dialog.Inbound;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger.Known;
import org.linja.ledger.Ledger.Outcome;
import org.linja.outbox.Lane;
import org.linja.outbox.OutboxStore;
import org.linja.outbox.OutboxStore.Most;
import org.linja.outbox.Outgoing;
import org.linja.outbox.Purpose;
import org.linja.outbox.Recipient;
import org.linja.testkit.RealRedis;
import org.linja.text.Tone;

/// The one commit, against a real Redis: written whole, written once, refused when overtaken.
@ExtendWith(RealRedis.class)
class RedisLedgerTest {
    private static final Msisdn HER = new Msisdn("38344000201");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private RedisLink link;
    private RedisLedger ledger;
    private RedisInbox inbox;
    private RedisOutbox outbox;

    @BeforeEach
    void open(RedisLink shared) {
        link = shared;
        Keyring keyring = TestKeys.ring();
        Seal seal = new Seal(keyring);
        Fingerprints fingerprints = new Fingerprints(keyring);
        ledger = new RedisLedger(link, Partitions.ONE, fingerprints, seal, RedisLedger.Retention.DEFAULT);
        inbox = new RedisInbox(link, Partitions.ONE, fingerprints, seal);
        outbox = new RedisOutbox(link, Partitions.ONE, seal);
    }

    private void receives(String id) {
        inbox.store(
                new Inbound(id, "c", Channel.SMS, HER, "55111", new Inbound.Body.Text("SOS", false), NOW),
                true,
                NOW,
                LEASE);
    }

    private Change sos(Known known, String inbound, String code) {
        Case record = Case.open(
                ledger.nextCaseId(known.id()), code, CaseKind.SOS, 1, known.id(), Optional.empty(), NOW, Map.of());
        Outgoing answer = new Outgoing(
                "m-" + inbound,
                new Recipient.Person(known.id()),
                Lane.SOS,
                Purpose.ANSWER,
                Tone.NEUTRAL,
                "ok",
                "55111",
                "c",
                NOW,
                Optional.of(record.id().toString()),
                0);
        Person person =
                known.person().wrote(NOW, "55111", "c").withCase(record.id().toString());
        return Change.of(0)
                .finishing(inbound)
                .write(record, 0, List.of(new CaseEntry(NOW, CaseEntry.What.WROTE, CaseEntry.HER, "SOS")))
                .due(record.id(), NOW)
                .send(List.of(answer))
                .write(known.id(), known.fingerprint(), HER, known.version(), person);
    }

    @Test
    void aTurnDoneTwiceIsWrittenOnce() {
        receives("1");
        Change change = sos(ledger.know(HER), "1", "4F7K");
        assertThat(ledger.commit(change)).isEqualTo(Outcome.WRITTEN);
        assertThat(ledger.commit(change)).isEqualTo(Outcome.ALREADY_DONE);
        assertThat(ledger.openCases(10)).hasSize(1);
        assertThat(outbox.waiting(Lane.SOS)).isEqualTo(1);
        assertThat(inbox.take(NOW.plus(LEASE), LEASE, 10)).isEmpty();
        assertThat(ledger.know(HER).open()).isPresent();
    }

    @Test
    void anAnswerStoredBeforeItsMessageIsWrittenOnceAsWell() {
        Known nobody = ledger.know(HER);
        Change first = sos(nobody, "1", "4F7K").answering("1");
        assertThat(ledger.commit(first)).isEqualTo(Outcome.WRITTEN);
        assertThat(ledger.commit(first)).as("she was new").isEqualTo(Outcome.ALREADY_DONE);
        Change second = sos(ledger.know(HER), "2", "9KFD").answering("2");
        assertThat(ledger.commit(second)).isEqualTo(Outcome.WRITTEN);
        assertThat(ledger.commit(second)).as("she was known").isEqualTo(Outcome.ALREADY_DONE);
        assertThat(ledger.commit(sos(nobody, "3", "7PQR").answering("3"))).isEqualTo(Outcome.CONFLICT);
        assertThat(ledger.openCases(10)).hasSize(2);
    }

    @Test
    void ofSeveralChangesEachIsJudgedForItself() {
        receives("1");
        Known known = ledger.know(HER);
        Known other = ledger.know(new Msisdn("38344000202"));
        assertThat(ledger.commit(List.of(
                        sos(known, "1", "4F7K"),
                        sos(known, "1", "9KFD"),
                        sos(known, "2", "7PQR").answering("2"),
                        sos(other, "3", "4F7K").answering("3"),
                        sos(other, "4", "6JKX").answering("4"))))
                .containsExactly(
                        Outcome.WRITTEN, Outcome.ALREADY_DONE, Outcome.CONFLICT, Outcome.CONFLICT, Outcome.WRITTEN);
        assertThat(ledger.openCases(10)).extracting(Case::code).containsExactlyInAnyOrder("4F7K", "6JKX");
        assertThat(ledger.know(HER).open().orElseThrow().value().code()).isEqualTo("4F7K");
        assertThat(ledger.codesInUse()).isEqualTo(2);
    }

    @Test
    void anAnswerWrittenAsClaimedIsNobodyElses() {
        Change change = sos(ledger.know(HER), "1", "4F7K").answering("1").claimedUntil(NOW.plus(LEASE));
        assertThat(change.claimed()).hasSize(1);
        ledger.commit(change);
        assertThat(outbox.claim(NOW, LEASE, new Most(10, 10))).isEmpty();
        assertThat(outbox.claim(NOW.plus(LEASE), LEASE, new Most(10, 10)))
                .as("its lease has ended")
                .hasSize(1);
    }

    @Test
    void whatWasOvertakenIsRefusedWhole() {
        receives("1");
        receives("2");
        Known before = ledger.know(HER);
        assertThat(ledger.commit(sos(before, "1", "4F7K"))).isEqualTo(Outcome.WRITTEN);
        assertThat(ledger.commit(sos(before, "2", "9KFD"))).isEqualTo(Outcome.CONFLICT);
        assertThat(ledger.commit(sos(ledger.know(HER), "2", "4F7K")))
                .as("the code is in use")
                .isEqualTo(Outcome.CONFLICT);
        assertThat(ledger.openCases(10)).hasSize(1);
        assertThat(inbox.take(NOW.plus(LEASE), LEASE, 10))
                .extracting(Inbound::id)
                .containsExactly("2");
    }

    @Test
    void aClaimWhoseAnswerWasLostIsAskedAgain() {
        receives("1");
        ledger.commit(sos(ledger.know(HER), "1", "4F7K"));
        List<byte[]> first = claimRaw("7");
        assertThat(first).hasSize(3);
        assertThat(claimRaw("7")).as("the same claim again").hasSize(3);
        assertThat(claimRaw("8")).as("the next claim").isEmpty();
        assertThat(outbox.claim(NOW, LEASE, new Most(10, 10))).isEmpty();
        outbox.releaseAll();
        List<OutboxStore.Claimed> again = outbox.claim(NOW, LEASE, new Most(10, 10));
        assertThat(again).hasSize(1);
        assertThat(again.getFirst().number()).contains(HER);
        outbox.settle(List.of(new OutboxStore.Settled.Sent(again.getFirst().message(), "c", List.of("a1"))), NOW);
        outbox.releaseAll();
        assertThat(outbox.claim(NOW, LEASE, new Most(10, 10))).isEmpty();
    }

    private List<byte[]> claimRaw(String token) {
        return link.run(
                Script.list("outbox_claim"),
                new String[] {Keys.claimed(0), Keys.lastClaim(0, "node")},
                Keys.bytes("{p0}"),
                Keys.bytes(NOW),
                Keys.bytes(NOW.plus(LEASE)),
                Keys.bytes(10),
                Keys.bytes(10),
                Keys.bytes(token));
    }

    @Test
    void whoeverIsForgottenLosesHerWordsButStaysOptedOut() {
        receives("1");
        ledger.commit(sos(ledger.know(HER), "1", "4F7K"));
        Case record = ledger.openCases(1).getFirst();
        assertThat(ledger.entries(record.id())).isNotEmpty();
        Known known = ledger.know(HER);
        ledger.commit(Change.of(0)
                .forget(
                        known.id(),
                        known.fingerprint(),
                        HER,
                        known.version(),
                        known.person().stopped(true)));
        assertThat(ledger.entries(record.id())).isEmpty();
        Known after = ledger.know(HER);
        assertThat(after.person().everCase()).isFalse();
        String fingerprint = after.fingerprint().text();
        ledger.commit(Change.of(0).write(after.id(), after.fingerprint(), HER, after.version(), Person.unknown()));
        assertThat(suppressed(fingerprint)).isTrue();
        Known asks = ledger.know(HER);
        ledger.commit(Change.of(0)
                .write(
                        asks.id(),
                        asks.fingerprint(),
                        HER,
                        asks.version(),
                        Person.unknown().optedIn(Set.of("health"))));
        assertThat(suppressed(fingerprint)).isFalse();
    }

    private boolean suppressed(String fingerprint) {
        return link.await("sismember", link.commands().sismember("{p0}:stop", Keys.bytes(fingerprint)));
    }
}
