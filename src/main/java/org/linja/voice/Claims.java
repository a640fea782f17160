package org.linja.voice;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseState;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.escalation.Notices;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.staff.AuditLine;
import org.linja.staff.AuditLine.Act;
import org.linja.staff.Counsellor;

/// Records who talks to whom as the case's claim. Whoever pressed 1 first is decided by the line itself and is never
/// doubted here: this only writes it down, once, however often it is told.
public final class Claims {
    private final Ledger ledger;
    private final Rota rota;
    private final Notices notices;
    private final Switchboard board;
    private final Talks talks;
    private final Runnable written;
    private final Map<String, Caller> calls = new ConcurrentHashMap<>();
    private final Map<String, String> with = new ConcurrentHashMap<>();

    /// @param talks told who is in a conversation
    /// @param written run after a commit
    public Claims(Ledger ledger, Rota rota, Notices notices, Switchboard board, Talks talks, Runnable written) {
        this.ledger = ledger;
        this.rota = rota;
        this.notices = notices;
        this.board = board;
        this.talks = talks;
        this.written = written;
    }

    void expects(String call, Caller caller) {
        calls.put(call, caller);
    }

    /// That call is over, here at least.
    void forgets(String call) {
        calls.remove(call);
        talked(call);
    }

    /// Whoever talked in that call does so no longer.
    void talked(String call) {
        Optional.ofNullable(with.remove(call)).ifPresent(talks::end);
    }

    private void talks(String call, String who, Instant now) {
        with.put(call, who);
        talks.begin(who, now);
    }

    /// That telephone was picked up, before any key.
    void picksUp(String call, Msisdn leg, Instant now) {
        nameOf(leg).ifPresent(who -> board.picksUp(call, who, now));
    }

    /// That telephone is no longer in the call.
    void hangsUp(String call, Msisdn leg) {
        nameOf(leg).ifPresent(who -> board.hangsUp(call, who));
    }

    /// Whose telephone that is.
    Optional<String> nameOf(Msisdn number) {
        return rota.byNumber(number).map(Counsellor::name);
    }

    /// A counsellor pressed 1 and has the call. Blocks; not to be called on the thread that reads events.
    ///
    /// @param call the call's id
    /// @param leg her number
    /// @param code the case's code as the channel carries it, for a call that began before a restart of ours
    public void took(String call, Msisdn leg, Optional<String> code, Instant now) {
        Optional<String> who = nameOf(leg);
        if (who.isEmpty()) {
            return;
        }
        board.taken(call, who.get(), now);
        talks(call, who.get(), now);
        Optional<String> known =
                Optional.ofNullable(calls.get(call)).flatMap(Caller::record).map(Caller.Opened::code);
        known.or(() -> code).ifPresent(one -> record(one, who.get(), now));
    }

    void took(String call, String who, Instant now) {
        Optional.ofNullable(calls.get(call))
                .flatMap(Caller::record)
                .ifPresent(opened -> record(opened.code(), who, now));
    }

    /// Writes the claim, unless somebody has the case already. Whoever else was alerted is told.
    private void record(String code, String who, Instant now) {
        boolean claimed = ledger.rewrite(_ -> ledger.byCode(code)
                .filter(found -> found.value().state() == CaseState.OPEN)
                .map(found -> claim(found, who, now)));
        if (claimed) {
            written.run();
        }
    }

    private Change claim(Versioned<Case> found, String who, Instant now) {
        Case record = found.value();
        List<Outgoing> told = record.alerted().stream()
                .filter(name -> !name.equals(who))
                .flatMap(name -> rota.byName(name).stream())
                .map(other ->
                        notices.toStaff(other, "staff.taken", values(record), Lane.STAFF, Optional.of(record), now))
                .toList();
        return Change.of(record.id().partition())
                .write(record.accepted(who), found.version(), List.of(new CaseEntry(now, What.ACCEPTED, who, "")))
                .undue(record.id())
                .send(told)
                .audit(new AuditLine(
                        now, who, Act.ACCEPTED, Optional.of(record.id().toString()), record.code()));
    }

    private static Map<String, String> values(Case record) {
        return Map.of(
                "code",
                record.code(),
                "lang",
                record.language().map(Language::code).orElse("?"));
    }
}
