package org.linja.dialog;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.linja.cases.Case;
import org.linja.cases.CaseCode;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.flow.Conversation;
import org.linja.flow.Effect;
import org.linja.flow.Engine;
import org.linja.flow.Input;
import org.linja.flow.Session;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Known;
import org.linja.ledger.Ledger.Versioned;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.outbox.Purpose;
import org.linja.outbox.Recipient;
import org.linja.staff.Counsellor;
import org.linja.staff.OnCall;
import org.linja.text.LanguageGuess;
import org.linja.text.Reading;
import org.linja.text.Texts;
import org.linja.text.Tone;
import org.linja.work.Ids;

/// Decides what one message of hers changes. Reads nothing and writes nothing but the [Change] it returns.
///
/// SOS is looked for first, in every language and every state (R23). Everything else goes to the flow.
public final class HerTurn {
    private final Conversation conversation;
    private final LanguageGuess guess;
    private final HotlineWords words;
    private final HotlineSettings settings;
    private final Ledger names;
    private final OnCall onCall;
    private final Ids ids;
    private final RandomGenerator codes = new SecureRandom();

    /// @param names gives fresh names for cases
    public HerTurn(
            Conversation conversation,
            LanguageGuess guess,
            HotlineWords words,
            HotlineSettings settings,
            Ledger names,
            OnCall onCall,
            Ids ids) {
        this.conversation = conversation;
        this.guess = guess;
        this.words = words;
        this.settings = settings;
        this.names = names;
        this.onCall = onCall;
        this.ids = ids;
    }

    /// What the message changes.
    ///
    /// @param known what is known of its sender now
    /// @param stored whether it waits in the inbox
    /// @param collisions how often this was decided before and found overtaken
    public Change of(Inbound inbound, Known known, boolean stored, int collisions, Instant now) {
        Draft draft = new Draft(inbound, known, stored, collisions, now);
        switch (inbound.body()) {
            case Inbound.Body.Text said -> draft.hear(said.text());
            case Inbound.Body.Undecodable raw -> draft.unreadable(raw.bytes());
        }
        return draft.change();
    }

    /// The change as it grows: one per message.
    private final class Draft {
        private final Inbound inbound;
        private final Known known;
        private final int collisions;
        private final Instant now;
        private final Change change;
        private final Optional<Versioned<Case>> episode;
        private final List<CaseEntry> entries = new ArrayList<>();
        private Person person;
        private Session session;
        private Optional<Case> record = Optional.empty();
        private long recordVersion;
        private boolean forget;

        Draft(Inbound inbound, Known known, boolean stored, int collisions, Instant now) {
            this.inbound = inbound;
            this.known = known;
            this.collisions = collisions;
            this.now = now;
            Change change = Change.of(known.id().partition());
            this.change = stored ? change.finishing(inbound.id()) : change.answering(inbound.id());
            this.person = known.person().wrote(inbound.at(), inbound.to(), inbound.carrier());
            this.session = stored(person);
            this.episode = known.open().filter(c -> c.value().goesOn(inbound.at(), settings.episode()));
        }

        private Session stored(Person person) {
            try {
                return person.session().map(Session::fromJson).orElseGet(conversation::begin);
            } catch (IllegalArgumentException unreadable) {
                return conversation.begin();
            }
        }

        private Tone tone() {
            return person.explicitAllowed() ? Tone.EXPLICIT : Tone.NEUTRAL;
        }

        void hear(String text) {
            if (!person.chosen()) {
                guess.of(text).ifPresent(language -> session = session.in(language));
            }
            boolean asked = session.open() && now.isBefore(session.asked().plus(Engine.Limits.MENU_OPEN));
            Conversation.Heard heard = conversation.hear(session, text, tone(), now);
            boolean goesOn = episode.isPresent() && heard.reading() instanceof Reading.Nothing && !asked;
            if (!goesOn) {
                session = heard.turn().session();
            }
            heard.turn().session().language().ifPresent(l -> person = person.speaking(l, person.chosen()));
            if (heard.reading() instanceof Reading.Sos sos) {
                sos(sos, heard, text);
            } else if (goesOn) {
                goOn(text);
            } else {
                step(heard, text);
            }
        }

        private void sos(Reading.Sos sos, Conversation.Heard heard, String text) {
            if (episode.isPresent() && episode.get().value().kind().urgent()) {
                append(sos.tier());
            } else {
                open(CaseKind.SOS, sos.tier(), fields(heard.turn().effects()));
            }
            entries.add(new CaseEntry(now, What.WROTE, CaseEntry.HER, text));
            confirm();
        }

        /// What she had chosen in the menu before: the service, the municipality.
        private static Map<String, String> fields(List<Effect> effects) {
            Map<String, String> fields = new HashMap<>();
            for (Effect effect : effects) {
                if (effect instanceof Effect.OpenCase wanted) {
                    fields.putAll(wanted.fields());
                }
            }
            return Map.copyOf(fields);
        }

        /// The neutral word that her message has arrived: in her language, or in every likely one; once.
        private void confirm() {
            if (!inbound.confirmed()) {
                send(words.toHer("sos.received", person, person.language()), Lane.SOS);
            }
        }

        private void goOn(String text) {
            append(episode.orElseThrow().value().tier());
            entries.add(new CaseEntry(now, What.WROTE, CaseEntry.HER, text));
            confirm();
        }

        private void step(Conversation.Heard heard, String text) {
            boolean everCase = person.everCase();
            boolean silent = false;
            for (Effect effect : heard.turn().effects()) {
                silent |= carryOut(effect, everCase, text);
            }
            if (episode.isPresent() && record.isEmpty()) {
                append(episode.get().value().tier());
                entries.add(new CaseEntry(now, What.WROTE, CaseEntry.HER, text));
            }
            if (!silent) {
                send(heard.answer(), Lane.REPLY);
            }
        }

        /// @return whether nothing may be answered
        private boolean carryOut(Effect effect, boolean everCase, String text) {
            switch (effect) {
                case Effect.OpenCase wanted -> opened(wanted.kind(), wanted.fields(), text);
                case Effect.Refer wanted -> opened(CaseKind.REFERRAL.word(), wanted.fields(), text);
                case Effect.Remember remembered -> remember(remembered.key(), remembered.value());
                case Effect.OptIn wanted -> {
                    Set<String> topics = new HashSet<>(person.optIns());
                    topics.add(wanted.topic());
                    person = person.stopped(false).optedIn(topics);
                }
                case Effect.OptOut ignored -> {
                    person = person.stopped(true);
                    return everCase;
                }
                case Effect.Forget ignored -> {
                    forget = true;
                    session = conversation.begin();
                }
                case Effect.Dial ignored -> {}
                case Effect.End end -> {
                    if (end.silent()) {
                        leaveQuietly();
                        return true;
                    }
                }
            }
            return false;
        }

        private void opened(String word, Map<String, String> fields, String text) {
            CaseKind kind = CaseKind.of(word).orElse(CaseKind.CALLBACK);
            boolean urgentAlready =
                    episode.isPresent() && episode.get().value().kind().urgent();
            if (episode.isPresent() && (urgentAlready || !kind.urgent())) {
                append(episode.get().value().tier());
                record = record.map(r -> r.with(fields));
            } else {
                open(kind, kind.urgent() ? 1 : 2, fields);
            }
            entries.add(new CaseEntry(now, What.WROTE, CaseEntry.HER, text));
        }

        private void remember(String key, String value) {
            switch (key) {
                case Session.LANGUAGE -> Language.of(value).ifPresent(l -> person = person.speaking(l, true));
                case "sms-ok" -> person = person.safely(new Person.Safe(value.equals("yes"), false, List.of()));
                case "safe-time" ->
                    person = person.safely(new Person.Safe(
                            person.safe().map(Person.Safe::sms).orElse(false),
                            person.explicitAllowed(),
                            List.of(value)));
                case String other -> {}
            }
        }

        /// Nothing is sent, what waits for her is held back by the gate, and whoever has her case is told
        /// (R10).
        private void leaveQuietly() {
            person = person.quiet(now);
            session = conversation.begin();
            episode.ifPresent(open -> {
                append(open.value().tier());
                entries.add(new CaseEntry(now, What.LEFT_QUIETLY, CaseEntry.HER, ""));
                List<Counsellor> told = open.value().holder().stream()
                        .flatMap(name -> onCall.byName(name).stream())
                        .toList();
                change.send(told.stream()
                        .map(who -> words.leftQuietly(who, open.value(), now))
                        .toList());
            });
        }

        void unreadable(byte[] bytes) {
            if (episode.isPresent()) {
                append(episode.get().value().tier());
            } else {
                open(CaseKind.UNREADABLE, 2, Map.of());
            }
            entries.add(new CaseEntry(
                    now, What.UNREADABLE, CaseEntry.HER, HexFormat.of().formatHex(bytes)));
            if (episode.map(e -> e.value().kind().urgent()).orElse(false)) {
                confirm();
            } else if (person.language().isPresent()) {
                send(words.toHer("wrong-input", person, person.language()), Lane.REPLY);
            } else {
                Conversation.Heard heard = conversation.take(session, new Input.Begin(), tone(), now);
                session = heard.turn().session();
                send(heard.answer(), Lane.REPLY);
            }
        }

        private void open(CaseKind kind, int tier, Map<String, String> fields) {
            Case fresh = Case.open(
                    names.nextCaseId(known.id()),
                    CaseCode.random(codes, names.codesInUse(), collisions),
                    kind,
                    tier,
                    known.id(),
                    person.language(),
                    now,
                    fields);
            record = Optional.of(fresh);
            recordVersion = 0;
            person = person.withCase(fresh.id().toString());
            entries.add(new CaseEntry(now, What.OPENED, CaseEntry.LINJA, kind.word()));
            if (kind.urgent()) {
                change.due(fresh.id(), now);
            }
        }

        private void append(int tier) {
            if (record.isEmpty()) {
                Versioned<Case> open = episode.orElseThrow();
                record = Optional.of(open.value().wrote(now, tier));
                recordVersion = open.version();
            }
        }

        private void send(Texts.Text text, Lane lane) {
            if (text.words().isEmpty()) {
                return;
            }
            change.send(List.of(new Outgoing(
                    ids.next(now),
                    new Recipient.Person(known.id()),
                    lane,
                    Purpose.ANSWER,
                    text.tone(),
                    text.words(),
                    inbound.to(),
                    inbound.carrier(),
                    now,
                    record.map(r -> r.id().toString()),
                    0)));
        }

        Change change() {
            record.filter(r -> r.state() != CaseState.CLOSED).ifPresent(r -> change.write(r, recordVersion, entries));
            if (forget) {
                return change.forget(known.id(), known.fingerprint(), inbound.from(), known.version(), person);
            }
            return change.write(
                    known.id(),
                    known.fingerprint(),
                    inbound.from(),
                    known.version(),
                    person.at(Optional.of(session.toJson()), now));
        }
    }
}
