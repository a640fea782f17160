package org.linja.voice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseId;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.contact.ContactId;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.counsel.CallRules;
import org.linja.counsel.SafeAnswers;
import org.linja.flow.Effect;
import org.linja.flow.Session;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger.Known;
import org.linja.ledger.Ledger.Versioned;

/// What one step of a call changes, as it grows. It sends her nothing: whoever calls is spoken to, and a text on her
/// telephone would tell of the call (R13).
final class CallChange {
    private final Caller caller;
    private final Optional<Known> known;
    private final Optional<Versioned<Case>> open;
    private final List<CaseEntry> entries;
    private final Supplier<CaseId> names;
    private final Supplier<String> codes;
    private final Duration sosAlert;
    private final ZoneId zone;
    private final Instant now;
    private boolean callBack;
    private Optional<Instant> due = Optional.empty();
    private Optional<Case> record = Optional.empty();
    private long recordVersion;
    private Optional<Session> session;
    private Person person;
    private boolean personChanged;
    private boolean forget;

    CallChange(
            Caller caller,
            Optional<Known> known,
            Optional<Session> stored,
            Optional<Versioned<Case>> open,
            List<CaseEntry> entries,
            Supplier<CaseId> names,
            Supplier<String> codes,
            Duration sosAlert,
            ZoneId zone,
            Instant now) {
        this.caller = caller;
        this.known = known;
        this.open = open;
        this.entries = entries;
        this.names = names;
        this.codes = codes;
        this.sosAlert = sosAlert;
        this.zone = zone;
        this.now = now;
        this.session = stored;
        this.person = known.map(Known::person).orElseGet(Person::unknown);
    }

    void carryOut(Effect effect) {
        switch (effect) {
            case Effect.OpenCase wanted -> opened(wanted.kind(), wanted.fields());
            case Effect.Refer wanted -> opened(CaseKind.REFERRAL.word(), wanted.fields());
            case Effect.Remember remembered -> remember(remembered.key(), remembered.value());
            case Effect.OptIn wanted -> {
                Set<String> topics = new HashSet<>(person.optIns());
                topics.add(wanted.topic());
                person = person.stopped(false).optedIn(topics);
                personChanged = true;
            }
            case Effect.OptOut _ -> {
                person = person.stopped(true);
                personChanged = true;
            }
            case Effect.Forget _ -> forget = known.isPresent();
            case Effect.Dial _ -> {}
            case Effect.End(boolean silent) -> {
                if (silent) {
                    left();
                }
            }
        }
    }

    private void opened(String word, Map<String, String> fields) {
        CaseKind kind = CaseKind.of(word).orElse(CaseKind.CALL);
        if (kind.urgent()) {
            person = person.cried(now);
            personChanged = true;
        }
        callBack |= kind == CaseKind.CALLBACK && known.isPresent();
        Optional<Case> before = open.map(Versioned::value);
        boolean calling = before.map(c -> c.kind() == CaseKind.CALL && c.state() == CaseState.OPEN)
                .orElse(false);
        boolean urgentAlready = before.map(c -> c.kind().urgent()).orElse(false);
        if (before.isPresent() && (urgentAlready || calling || !kind.urgent())) {
            append();
            record = record.map(r -> (calling ? r.as(kind) : r).with(fields));
            entries.add(new CaseEntry(now, What.CALLED, CaseEntry.HER, kind.word()));
            if (calling && kind.urgent()) {
                record = record.map(r -> r.wrote(now, 1));
                due = Optional.of(now.plus(sosAlert));
            }
            return;
        }
        Case fresh = Case.open(
                names.get(), codes.get(), kind, kind.urgent() ? 1 : 2, whose(), caller.language(), now, fields);
        record = Optional.of(fresh);
        recordVersion = 0;
        entries.add(new CaseEntry(now, What.OPENED, CaseEntry.LINJA, kind.word()));
        entries.add(new CaseEntry(now, What.CALLED, CaseEntry.HER, kind.word()));
        person = person.withCase(fresh.id().toString());
        personChanged = true;
        if (kind.urgent()) {
            due = Optional.of(now.plus(sosAlert));
        }
    }

    private void append() {
        if (record.isEmpty()) {
            Versioned<Case> found = open.orElseThrow();
            record = Optional.of(found.value().wrote(now, found.value().tier()));
            recordVersion = found.version();
        }
    }

    private void remember(String key, String value) {
        session = session.map(before -> with(before, key, value));
        personChanged = true;
        if (key.equals(Session.LANGUAGE)) {
            Language.of(value).ifPresent(l -> person = person.speaking(l, true));
        } else if (person.mayChangeContact()) {
            SafeAnswers.on(person.contact(), key, value).ifPresent(safe -> person = person.safely(safe));
        }
    }

    private static Session with(Session before, String key, String value) {
        Map<String, String> answers = new LinkedHashMap<>(before.answers());
        answers.put(key, value);
        return new Session(
                before.flow(), before.step(), answers, before.trail(), before.tries(), before.shown(), before.asked());
    }

    /// The quiet exit ends the call; the messages that wait for her stay held back by the gate (R10).
    private void left() {
        person = person.quiet(now);
        session = session.map(before -> Session.begin(before.flow(), Map.of()));
        personChanged = true;
        if (open.isPresent() || record.isPresent()) {
            append();
            entries.add(new CaseEntry(now, What.LEFT_QUIETLY, CaseEntry.HER, ""));
        }
    }

    /// Whoever was never known has another pseudonym each time she is looked up, until the first of them is
    /// written: the case must be hers whose state and number are written with it.
    private ContactId whose() {
        return known.map(Known::id).orElse(caller.id());
    }

    /// The case that was opened or written to.
    Optional<Case> record() {
        return record;
    }

    /// All of it, or nothing when nothing changed.
    Optional<Change> change() {
        boolean writesPerson = known.isPresent() && (personChanged || forget);
        if (record.isEmpty() && !writesPerson) {
            return Optional.empty();
        }
        Change change = Change.of(whose().partition());
        record.filter(r -> r.state() != CaseState.CLOSED).ifPresent(r -> change.write(r, recordVersion, entries));
        due.ifPresent(at -> change.due(record.orElseThrow().id(), at));
        record.filter(r -> callBack)
                .ifPresent(r -> CallRules.first(r, person, now, zone).ifPresent(at -> change.callDue(r.id(), at)));
        if (writesPerson) {
            Known before = known.orElseThrow();
            if (forget) {
                change.forget(
                        before.id(), before.fingerprint(), caller.number().orElseThrow(), before.version(), person);
            } else {
                change.write(
                        before.id(),
                        before.fingerprint(),
                        caller.number().orElseThrow(),
                        before.version(),
                        person.at(session.map(Session::toJson), person.sessionAt()));
            }
        }
        return Optional.of(change);
    }
}
