package org.linja.counsel;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.contact.AgreedWord;
import org.linja.contact.Fingerprint;
import org.linja.contact.Msisdn;
import org.linja.escalation.Notices;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.outbox.Lane;
import org.linja.staff.AuditLine;
import org.linja.staff.AuditLine.Act;
import org.linja.staff.Counsellor;
import org.linja.staff.Desk;
import org.linja.staff.Roster;

/// Who is staff: whoever writes from a number in the roster that was confirmed, by the code sent to it or by the
/// configuration's own word. A number that was mistyped there is nobody's.
public final class Enrolment {
    private static final Duration VALID = Duration.ofHours(24);
    private static final String CODE = "\\d{6}";
    private static final int GUESSES = 5;
    private static final int LOWEST = 100_000;
    private static final int CODES = 900_000;

    private final Ledger ledger;
    private final Roster roster;
    private final Desk desk;
    private final Notices notices;
    private final SecureRandom random = new SecureRandom();

    /// Over those.
    public Enrolment(Ledger ledger, Roster roster, Desk desk, Notices notices) {
        this.ledger = ledger;
        this.roster = roster;
        this.desk = desk;
        this.notices = notices;
    }

    /// Whether her number in the roster is confirmed.
    public boolean confirmed(Counsellor who) {
        return who.confirmed()
                || desk.of(who.name())
                        .confirmed()
                        .filter(ledger.know(who.number()).fingerprint()::equals)
                        .isPresent();
    }

    /// Who that is, if a member of staff.
    public Optional<Counsellor> staff(Msisdn number) {
        return roster.byNumber(number).filter(this::confirmed);
    }

    /// Sends a code of six digits to her number; it counts for a day.
    public void send(Counsellor who, String by, Instant now) {
        String code = Integer.toString(LOWEST + random.nextInt(CODES));
        Fingerprint number = ledger.know(who.number()).fingerprint();
        Desk.State state =
                desk.of(who.name()).enrolling(new Desk.Pending(AgreedWord.of(code), number, now.plus(VALID), GUESSES));
        ledger.commit(Change.of(0)
                .write(who.name(), state)
                .send(List.of(
                        notices.toStaff(who, "staff.enrol", Map.of("number", code), Lane.STAFF, Optional.empty(), now)))
                .audit(AuditLine.of(now, by, Act.ENROLLED)));
    }

    /// Whether that text may be the code that she was sent.
    public boolean awaits(Counsellor who, String text) {
        return text.strip().matches(CODE) && desk.of(who.name()).pending().isPresent();
    }

    /// Takes a text from a number in the roster that is not confirmed.
    ///
    /// @param finishing the inbound message it came in
    /// @return whether it was the code; if not, whoever writes is no member of staff
    public boolean answered(
            Counsellor who, Fingerprint number, String text, StaffTurns.Finishing finishing, Instant now) {
        Desk.State state = desk.of(who.name());
        String typed = text.strip();
        Optional<Desk.Pending> pending =
                state.pending().filter(p -> p.number().equals(number) && p.tries() > 0 && now.isBefore(p.until()));
        if (pending.isEmpty() || !typed.matches(CODE)) {
            return false;
        }
        StaffTurn turn = new StaffTurn(ledger, who, Optional.of(finishing), now);
        if (!pending.get().code().is(typed)) {
            turn.commit(
                    Change.of(0).write(who.name(), state.enrolling(pending.get().missed())));
            turn.finish();
            return true;
        }
        turn.commit(Change.of(0)
                .write(who.name(), state.confirming(number))
                .audit(turn.did(Act.CONFIRMED))
                .send(List.of(notices.toStaff(who, "staff.enrolled", Map.of(), Lane.STAFF, Optional.empty(), now))));
        turn.finish();
        return true;
    }
}
