package org.linja.voice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseState;
import org.linja.contact.Msisdn;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Versioned;
import org.linja.staff.Counsellor;
import org.linja.tapes.Tape;
import org.linja.tapes.Tapes;
import org.linja.voice.Telephones.Answer;

/// What became of calls that we made, and of legs that rang: written down as if it had been texted. 1 accepts, 2
/// declines, 5 escalates: the next one is asked now, and all others who are on call are telephoned at once.
public final class Alarms implements Telephones.Reports {
    private final Claims claims;
    private final Answers answers;
    private final Rota rota;
    private final Ledger ledger;
    private final MessageBox messages;
    private final Tapes tapes;
    private final InstantSource clock;
    private volatile Optional<CallsOut> calls = Optional.empty();

    /// @param answers does what her keys say
    /// @param messages writes down that a message was left
    /// @param tapes takes up what was recorded
    public Alarms(
            Claims claims,
            Answers answers,
            Rota rota,
            Ledger ledger,
            MessageBox messages,
            Tapes tapes,
            InstantSource clock) {
        this.claims = claims;
        this.answers = answers;
        this.rota = rota;
        this.ledger = ledger;
        this.messages = messages;
        this.tapes = tapes;
        this.clock = clock;
    }

    /// By which calls are made, once there is such a thing.
    public void by(CallsOut line) {
        calls = Optional.of(line);
    }

    @Override
    public void alert(String code, Msisdn leg, Answer answer) {
        Instant now = clock.instant();
        rota.byNumber(leg).ifPresent(who -> {
            switch (answer) {
                case ACCEPTED -> answers.accepts(who, code, now);
                case DECLINED -> answers.declines(who, code, now);
                case ESCALATED -> {
                    answers.declines(who, code, now);
                    everybody(code, who, now);
                }
                case SILENT, LOST, UNANSWERED, BUSY, UNREACHABLE, TALKED, NOT_REACHED, OVER -> {}
            }
            calls.ifPresent(line -> line.alerted(code, who, answer));
        });
    }

    private void everybody(String code, Counsellor but, Instant now) {
        Optional<Case> open =
                ledger.byCode(code).map(Versioned::value).filter(record -> record.state() == CaseState.OPEN);
        open.ifPresent(record -> calls.ifPresent(line -> line.everybody(record, but, now)));
    }

    @Override
    public void callBack(String code, Msisdn leg, Answer answer) {
        rota.byNumber(leg).ifPresent(who -> {
            if (answer == Answer.ACCEPTED && !hers(code, who)) {
                answers.accepts(who, code, clock.instant());
            }
            calls.ifPresent(line -> line.calledBack(code, who, answer));
        });
    }

    private boolean hers(String code, Counsellor who) {
        return ledger.byCode(code).filter(c -> c.value().heldBy(who.name())).isPresent();
    }

    @Override
    public void pickedUp(String call, Msisdn leg) {
        claims.picksUp(call, leg, clock.instant());
    }

    @Override
    public void hungUp(String call, Msisdn leg) {
        claims.hangsUp(call, leg);
    }

    @Override
    public void claimed(String call, Msisdn leg, Optional<String> code) {
        claims.took(call, leg, code, clock.instant());
    }

    @Override
    public void over(String call) {
        claims.forgets(call);
    }

    @Override
    public void message(String file) {
        messages.left(file, clock.instant());
    }

    @Override
    public void tape(Tape tape, boolean withdrawn) {
        tapes.over(tape);
        if (withdrawn) {
            tapes.withdrawn(tape, clock.instant());
        }
    }
}
