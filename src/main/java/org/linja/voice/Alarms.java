package org.linja.voice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseState;
import org.linja.contact.Msisdn;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Outcome;
import org.linja.ledger.Ledger.Versioned;
import org.linja.staff.Counsellor;
import org.linja.voice.Telephones.Answer;

/// What became of calls that we made, and of legs that rang: written down as if it had been texted. 1 accepts, 2
/// declines, 5 escalates: the next one is asked now, and all others who are on call are telephoned at once.
public final class Alarms implements Telephones.Reports {
    private static final int TRIES = 20;

    private final Claims claims;
    private final Answers answers;
    private final Rota rota;
    private final Ledger ledger;
    private final InstantSource clock;
    private Optional<Telephones> telephones = Optional.empty();

    /// @param answers does what her keys say
    public Alarms(Claims claims, Answers answers, Rota rota, Ledger ledger, InstantSource clock) {
        this.claims = claims;
        this.answers = answers;
        this.rota = rota;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// By which calls are made, once there is such a thing.
    public void by(Telephones line) {
        telephones = Optional.of(line);
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
                case SILENT, LOST, TALKED, NOT_REACHED, OVER -> {}
            }
        });
    }

    private void everybody(String code, Counsellor but, Instant now) {
        Optional<Case> open =
                ledger.byCode(code).map(Versioned::value).filter(record -> record.state() == CaseState.OPEN);
        open.ifPresent(record -> telephones.ifPresent(line -> {
            List<Counsellor> others = rota.order(record.language(), now).stream()
                    .filter(who -> !who.equals(but))
                    .toList();
            others.forEach(who -> line.alert(who, record));
        }));
    }

    @Override
    public void callBack(String code, Msisdn leg, Answer answer) {
        Instant now = clock.instant();
        rota.byNumber(leg).ifPresent(who -> {
            switch (answer) {
                case ACCEPTED -> answers.accepts(who, code, now);
                case TALKED -> note(code, who, What.TALKED, now);
                case NOT_REACHED -> note(code, who, What.NOT_REACHED, now);
                case DECLINED, ESCALATED, SILENT, LOST, OVER -> {}
            }
        });
    }

    /// Adds a line to the case's record.
    private void note(String code, Counsellor who, What what, Instant now) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Versioned<Case>> found = ledger.byCode(code);
            if (found.isEmpty()) {
                return;
            }
            Case record = found.get().value();
            Change line = Change.of(record.id().partition())
                    .write(record, found.get().version(), List.of(new CaseEntry(now, what, who.name(), "")));
            if (ledger.commit(line) != Outcome.CONFLICT) {
                return;
            }
        }
        throw new IllegalStateException("a case changed " + TRIES + " times while one line was being written");
    }

    @Override
    public void claimed(String call, Msisdn leg, Optional<String> code) {
        claims.took(call, leg, code, clock.instant());
    }
}
