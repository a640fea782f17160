package org.linja;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.linja.counsel.CallbackStore;
import org.linja.counsel.Callbacks;
import org.linja.counsel.CallsBack;
import org.linja.counsel.Enrolment;
import org.linja.counsel.HotlineWords;
import org.linja.counsel.MissedCalls;
import org.linja.counsel.StaffTurns;
import org.linja.counsel.Supervision;
import org.linja.counsel.Telephone;
import org.linja.counsel.TwoWay;
import org.linja.escalation.Notices;
import org.linja.ledger.Ledger;
import org.linja.outbox.SafeSend;
import org.linja.redis.Partitions;
import org.linja.redis.RedisAudit;
import org.linja.redis.RedisCallbacks;
import org.linja.redis.RedisDesk;
import org.linja.redis.RedisLink;
import org.linja.redis.Seal;
import org.linja.staff.Audit;
import org.linja.staff.Desk;
import org.linja.work.Ticker;

/// Joins what counsellors do: commands, texts to and fro, calls back, and the audit of it all.
public final class CounselWiring {
    private static final Duration CALLBACK_BEAT = Duration.ofSeconds(1);
    private static final Duration AUDIT_BEAT = Duration.ofHours(1);

    /// How long one person on call has to take a call back before the next is told.
    private static final Duration CALLBACK_NEXT = Duration.ofMinutes(2);

    private final AtomicReference<Optional<Telephone>> telephone = new AtomicReference<>(Optional.empty());
    private final Ledger ledger;
    private final Settings settings;
    private final OnCallWiring onCall;
    private final Notices notices;
    private final CallbackStore callbacks;
    private final Audit audit;
    private final Enrolment enrolment;
    private final HotlineWords words;
    private final TwoWay twoWay;
    private final MissedCalls missedCalls;
    private final StaffTurns staffTurns;
    private final Supervision supervision;

    CounselWiring(
            Settings settings,
            Ledger ledger,
            OnCallWiring onCall,
            Notices notices,
            SafeSend gate,
            RedisLink link,
            Partitions partitions,
            Seal seal) {
        this.settings = settings;
        this.ledger = ledger;
        this.onCall = onCall;
        this.notices = notices;
        Desk desk = new RedisDesk(link, seal);
        callbacks = new RedisCallbacks(link, partitions, seal);
        audit = new RedisAudit(link, partitions, seal);
        enrolment = new Enrolment(ledger, settings.roster(), desk, notices);
        onCall.only(enrolment::confirmed);
        words = new HotlineWords(settings.script().texts(), settings.hotline().unknownLanguage());
        twoWay = new TwoWay(ledger, settings.roster(), desk, notices, gate, settings.wording());
        supervision = new Supervision(ledger, callbacks);
        missedCalls = new MissedCalls(ledger, settings.hotline().calledBack());
        staffTurns = new StaffTurns(new StaffTurns.Parts(
                ledger,
                settings.roster(),
                onCall::duty,
                onCall.availability(),
                desk,
                notices,
                words,
                gate,
                twoWay,
                callbacks,
                telephone::get,
                settings.reporting()));
    }

    /// Starts what runs by the clock.
    ///
    /// @param written run after messages were put into the outbox
    Ticker start(InstantSource clock, Runnable written) {
        Callbacks calls = new Callbacks(
                callbacks,
                ledger,
                settings.roster(),
                onCall::duty,
                notices,
                telephone::get,
                new CallsBack(ledger, onCall::duty, notices, written),
                CALLBACK_NEXT,
                written);
        return new Ticker("callbacks", CALLBACK_BEAT, clock, calls::tick);
    }

    /// Starts what takes old lines off the audit.
    Ticker purge(InstantSource clock) {
        return new Ticker("audit", AUDIT_BEAT, clock, now -> audit.cut(now.minus(settings.auditKept())));
    }

    /// Has calls back placed by that from now on: for the edge that has a telephone line.
    public void telephone(Telephone line) {
        telephone.set(Optional.of(line));
    }

    /// What staff did.
    public Audit audit() {
        return audit;
    }

    /// Who is staff.
    public Enrolment enrolment() {
        return enrolment;
    }

    /// Where the edge that hears telephones ring tells of missed calls.
    public MissedCalls missedCalls() {
        return missedCalls;
    }

    /// What only coordinators may do.
    public Supervision supervision() {
        return supervision;
    }

    /// What counsellors do.
    public StaffTurns staffTurns() {
        return staffTurns;
    }

    HotlineWords words() {
        return words;
    }

    TwoWay twoWay() {
        return twoWay;
    }
}
