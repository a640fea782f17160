package org.linja.dialog;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.linja.cases.Case;
import org.linja.cases.CaseCode;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseField;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.contact.Channel;
import org.linja.contact.Consent;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.contact.SafeContact;
import org.linja.contact.Subscription;
import org.linja.contact.Topic;
import org.linja.counsel.CallRules;
import org.linja.counsel.HotlineWords;
import org.linja.counsel.SafeAnswers;
import org.linja.counsel.SaidWord;
import org.linja.counsel.TwoWay;
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
import org.linja.staff.Roster;
import org.linja.text.Fold;
import org.linja.text.LanguageGuess;
import org.linja.text.Reading;
import org.linja.text.Texts;
import org.linja.text.Tone;
import org.linja.work.Ids;

/// Decides what one message of hers changes. Writes nothing but the [Change] it returns.
///
/// SOS is looked for first, in every language and every state (R23). While a counsellor has her case, what is no
/// command and no answer to an open question goes to that counsellor. Everything else goes to the flow.
public final class HerTurn {
    /// Whoever writes again after so long is answered by the menu too: her counsellor may be long gone.
    private static final Duration TALK = Duration.ofHours(24);

    private final Conversation conversation;
    private final LanguageGuess guess;
    private final HotlineWords words;
    private final HotlineSettings settings;
    private final Ledger names;
    private final ZoneId zone;
    private final TwoWay twoWay;
    private final Ids ids;
    private final RandomGenerator codes = new SecureRandom();

    /// @param names gives fresh names for cases
    /// @param roster whose clock the hours follow that she names
    /// @param twoWay takes her words to the counsellor who has her case
    public HerTurn(
            Conversation conversation,
            LanguageGuess guess,
            HotlineWords words,
            HotlineSettings settings,
            Ledger names,
            Roster roster,
            TwoWay twoWay,
            Ids ids) {
        this.conversation = conversation;
        this.guess = guess;
        this.words = words;
        this.settings = settings;
        this.names = names;
        this.zone = roster.zone();
        this.twoWay = twoWay;
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

    /// What a USSD session changes besides itself. Nothing is sent to her but the neutral word after an SOS, and
    /// that only when she has said that she may be written to (R11).
    Change of(UssdTurn turn, Known known, int collisions, Instant now) {
        Draft draft = new Draft(turn.inbound(), known, false, collisions, now);
        draft.ussd(turn);
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
        private final boolean byUssd;

        /// The case of hers that a counsellor has: the conversation, which lasts until it is closed.
        private final Optional<Versioned<Case>> talk;

        Draft(Inbound inbound, Known known, boolean stored, int collisions, Instant now) {
            this.inbound = inbound;
            this.known = known;
            this.collisions = collisions;
            this.now = now;
            this.byUssd = inbound.channel() == Channel.USSD;
            Change change = Change.of(known.id().partition());
            this.change = stored ? change.finishing(inbound.id()) : change.answering(inbound.id());
            // A USSD session by itself opens no window in which something could be sent to her phone (R11).
            this.person = byUssd ? known.person() : known.person().wrote(inbound.at(), inbound.to(), inbound.carrier());
            this.session = stored(person);
            this.talk = known.open().filter(c -> c.value().state() == CaseState.ACCEPTED);
            Duration lasting = talk.isPresent() ? TALK : settings.episode();
            this.episode = known.open().filter(c -> c.value().goesOn(inbound.at(), lasting));
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
            SaidWord said = SaidWord.in(text, person.contact());
            if (said == SaidWord.DURESS) {
                duress(text);
                return;
            }
            if (said == SaidWord.AGREED) {
                person = person.proven(true);
                entries.add(new CaseEntry(now, What.AGREED_WORD, CaseEntry.HER, ""));
                tellHolder("staff.agreed-word");
            }
            if (!person.chosen()) {
                guess.of(text).ifPresent(language -> session = session.in(language));
            }
            boolean asked = session.open() && now.isBefore(session.asked().plus(Engine.Limits.MENU_OPEN));
            Conversation.Heard heard = conversation.hear(session, text, tone(), now);
            boolean answers = asked && (talk.isEmpty() || !misunderstood(heard));
            boolean goesOn = episode.isPresent() && heard.reading() instanceof Reading.Nothing && !answers;
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
            if (!forget && !person.leftQuietly()) {
                relay(text);
            }
        }

        private static boolean misunderstood(Conversation.Heard heard) {
            return heard.turn().prompts().stream().anyMatch(p -> p.key().equals(Engine.WRONG_INPUT));
        }

        /// Her words to whoever has her case; if that person is no longer in the roster, the case waits for
        /// someone again.
        private void relay(String text) {
            if (talk.isEmpty()) {
                return;
            }
            Case record = talk.get().value();
            Optional<Counsellor> holder = twoWay.holder(record);
            if (this.record.isEmpty()) {
                recordVersion = talk.get().version();
                this.record = Optional.of(record.wrote(now, record.tier()));
                entries.add(new CaseEntry(now, What.WROTE, CaseEntry.HER, text));
            }
            if (holder.isPresent()) {
                change.send(List.of(twoWay.relay(holder.get(), record, text, now)));
            } else if (this.record.map(Case::id).filter(record.id()::equals).isPresent()) {
                this.record = this.record.map(Case::passedOn);
                change.due(record.id(), now);
            }
        }

        private void tellHolder(String key) {
            talk.map(Versioned::value)
                    .ifPresent(record -> twoWay.holder(record)
                            .ifPresent(holder -> change.send(List.of(twoWay.news(holder, key, record, now)))));
        }

        /// Someone makes her write: the answer looks like any other, and staff are told (R08).
        private void duress(String text) {
            person = person.proven(false);
            if (episode.isPresent() && episode.get().value().kind().urgent()) {
                append(1);
            } else {
                open(CaseKind.SOS, 1, Map.of());
            }
            record = record.map(r -> r.with(CaseField.DURESS, "yes"));
            entries.add(new CaseEntry(now, What.WROTE, CaseEntry.HER, text));
            entries.add(new CaseEntry(now, What.DURESS, CaseEntry.HER, ""));
            tellHolder("staff.duress");
            confirm();
        }

        void ussd(UssdTurn turn) {
            turn.remembered().forEach(this::remember);
            if (smsAllowed()) {
                person = person.wrote(inbound.at(), person.ownNumber(), person.carrier());
            }
            for (UssdTurn.Said said : turn.said()) {
                Conversation.Heard heard = said.heard();
                heard.turn().session().language().ifPresent(l -> person = person.speaking(l, person.chosen()));
                if (heard.reading() instanceof Reading.Sos sos) {
                    sos(sos, heard, said.words());
                } else {
                    step(heard, said.words());
                }
            }
            // Her place in the SMS conversation stays; what she has answered holds there too.
            Map<String, String> answers = new LinkedHashMap<>(session.answers());
            answers.putAll(turn.remembered());
            answers.putAll(UssdTurn.remembered(turn.said()));
            session = forget ? session : session.with(answers);
        }

        private void sos(Reading.Sos sos, Conversation.Heard heard, String text) {
            boolean same = episode.isPresent() && episode.get().value().goesOn(inbound.at(), settings.episode());
            if (same && episode.get().value().kind().urgent()) {
                append(sos.tier());
            } else {
                open(CaseKind.SOS, sos.tier(), fields(heard.turn().effects()));
            }
            wrote(text);
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
            wrote(text);
            if (talk.isEmpty()) {
                confirm();
            }
        }

        private void step(Conversation.Heard heard, String text) {
            boolean everCase = person.everCase();
            boolean silent = false;
            for (Effect effect : heard.turn().effects()) {
                silent |= carryOut(effect, everCase, text);
            }
            if (episode.isPresent() && record.isEmpty()) {
                append(episode.get().value().tier());
                wrote(text);
            }
            if (!silent) {
                send(heard.answer(), Lane.REPLY);
            }
        }

        /// @return whether nothing may be answered
        private boolean carryOut(Effect effect, boolean everCase, String text) {
            switch (effect) {
                case Effect.OpenCase wanted -> opened(wanted.kind(), wanted.fields(), text);
                case Effect.Refer wanted -> {
                    agreed("refer", "consent-refer");
                    opened(CaseKind.REFERRAL.word(), wanted.fields(), text);
                }
                case Effect.Remember remembered -> remember(remembered.key(), remembered.value());
                case Effect.OptIn wanted -> {
                    Set<String> topics = new HashSet<>(person.optIns());
                    topics.add(wanted.topic());
                    person = person.stopped(false).optedIn(topics);
                    agreed(wanted.topic(), "topics");
                    Topic.of(wanted.topic()).ifPresent(this::subscribe);
                }
                case Effect.OptOut ignored -> {
                    stopped(text);
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

        /// Her asking, with its proof: the question she said yes to, as it was worded then (R46).
        private void subscribe(Topic topic) {
            String question = topic.twice() ? "opt-in-ask" : "topics";
            String asked = words.toHer(question, person, person.language()).words();
            change.subscribe(new Subscription(
                    inbound.from(),
                    topic,
                    person.language(),
                    session.answers().getOrDefault("municipality", ""),
                    inbound.carrier(),
                    "sms",
                    question + " " + Integer.toHexString(asked.hashCode()),
                    now,
                    topic.twice() ? Optional.of(now) : Optional.empty(),
                    now));
        }

        private void opened(String word, Map<String, String> fields, String text) {
            CaseKind kind = CaseKind.of(word).orElse(CaseKind.CALLBACK);
            boolean urgentAlready =
                    episode.isPresent() && episode.get().value().kind().urgent();
            if (episode.isPresent() && (urgentAlready || !kind.urgent())) {
                append(episode.get().value().tier());
                record = record.map(r -> about(r.with(fields), kind));
            } else {
                open(kind, kind.urgent() ? 1 : 2, fields);
            }
            wrote(text);
            if (kind == CaseKind.CALLBACK) {
                record.ifPresent(
                        r -> CallRules.first(r, person, now, zone).ifPresent(at -> change.callDue(r.id(), at)));
            }
        }

        /// What she says of herself or another while a case is open is noted in it.
        private static Case about(Case record, CaseKind kind) {
            return switch (kind) {
                case CHILD -> record.with(CaseField.CHILD, "yes");
                case THIRD_PARTY -> record.with(CaseField.THIRD_PARTY, "yes");
                case SOS, CALLBACK, REFERRAL, CALL, MISSED_CALL, CHECK, UNREADABLE -> record;
            };
        }

        private void agreed(String topic, String question) {
            person = person.agreed(
                    new Consent(topic, inbound.channel(), words.version(question, person.language()), now));
        }

        /// No more messages, and while a case is open nothing at all until she writes again. In her own words
        /// it is also for a human to look at (O5): whoever has her case is told.
        private void stopped(String text) {
            person = person.stopped(true);
            if (known.open().filter(c -> c.value().state() != CaseState.CLOSED).isPresent()) {
                person = person.quiet(inbound.at());
            }
            if (Fold.of(text).indexOf(' ') >= 0) {
                if (episode.isEmpty()) {
                    open(CaseKind.CHECK, 2, Map.of());
                } else {
                    append(episode.get().value().tier());
                }
                entries.add(new CaseEntry(now, What.LOOSE_STOP, CaseEntry.HER, text));
            }
            tellHolder("staff.she-stopped");
        }

        private void remember(String key, String value) {
            if (key.equals(Session.LANGUAGE)) {
                Language.of(value).ifPresent(l -> person = person.speaking(l, true));
                return;
            }
            if (key.equals("consent")) {
                agreed("keep", "consent");
                return;
            }
            Optional<SafeContact> safe = SafeAnswers.on(person.contact(), key, value);
            if (safe.isPresent() && person.mayChangeContact()) {
                person = person.safely(safe.get());
            } else if (safe.isPresent()) {
                entries.add(new CaseEntry(now, What.SAFE_CONTACT, CaseEntry.LINJA, "unproven"));
                tellHolder("staff.unproven");
            }
        }

        /// Nothing is sent, what waits for her is held back by the gate, and whoever has her case is told
        /// (R10).
        private void leaveQuietly() {
            person = person.quiet(inbound.at());
            session = conversation.begin();
            episode.ifPresent(open -> {
                append(open.value().tier());
                entries.add(new CaseEntry(now, What.LEFT_QUIETLY, CaseEntry.HER, ""));
                tellHolder("staff.left-quietly");
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
            if (talk.isPresent()) {
                tellHolder("staff.unreadable");
            } else if (episode.map(e -> e.value().kind().urgent()).orElse(false)) {
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
            Map<String, String> chosen = kind == CaseKind.CHILD ? child(fields) : fields;
            Case fresh = Case.open(
                    names.nextCaseId(known.id()),
                    CaseCode.random(codes, names.codesInUse(), collisions),
                    kind,
                    tier,
                    known.id(),
                    person.language(),
                    now,
                    chosen);
            record = Optional.of(fresh);
            recordVersion = 0;
            person = person.withCase(fresh.id().toString());
            entries.add(new CaseEntry(now, What.OPENED, CaseEntry.LINJA, kind.word()));
            if (kind.urgent()) {
                change.due(fresh.id(), now);
            }
        }

        private static Map<String, String> child(Map<String, String> fields) {
            Map<String, String> all = new HashMap<>(fields);
            all.put(CaseField.CHILD.key(), "yes");
            return Map.copyOf(all);
        }

        private void append(int tier) {
            if (record.isEmpty()) {
                Versioned<Case> open = episode.orElseThrow();
                record = Optional.of(open.value().wrote(now, tier));
                recordVersion = open.version();
            }
        }

        /// Keys pressed in a menu stand in the case's fields already.
        private void wrote(String text) {
            if (!byUssd || !text.isEmpty()) {
                entries.add(new CaseEntry(now, What.WROTE, CaseEntry.HER, text));
            }
        }

        /// What a page has told her is not sent as well; the word after an SOS only to whom may be written to
        /// (R11).
        private boolean shownOnly(Lane lane) {
            return byUssd && (lane != Lane.SOS || !smsAllowed());
        }

        private boolean smsAllowed() {
            return person.contact().smsAllowed();
        }

        private void send(Texts.Text text, Lane lane) {
            if (text.words().isEmpty() || shownOnly(lane)) {
                return;
            }
            change.send(List.of(new Outgoing(
                    ids.next(now),
                    new Recipient.Person(known.id()),
                    lane,
                    Purpose.ANSWER,
                    text.tone(),
                    text.words(),
                    byUssd ? person.ownNumber() : inbound.to(),
                    byUssd ? person.carrier() : inbound.carrier(),
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
