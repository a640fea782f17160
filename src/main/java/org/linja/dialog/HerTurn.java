package org.linja.dialog;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
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
import org.linja.flow.Turn;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Known;
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
        private final CaseDraft hers;
        private Person person;
        private Session session;
        private boolean forget;
        private final boolean byUssd;

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
            this.session = conversation.resume(person.session());
            this.hers = new CaseDraft(known, inbound.at(), settings.episode(), now);
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
                hers.note(What.AGREED_WORD, CaseEntry.HER, "");
                tellHolder("staff.agreed-word");
            }
            if (!person.chosen()) {
                guess.of(text).ifPresent(language -> session = session.in(language));
            }
            boolean asked = session.open() && now.isBefore(session.asked().plus(Engine.Limits.MENU_OPEN));
            Conversation.Heard heard = conversation.hear(session, text, tone(), now);
            boolean answers = asked && (hers.talk().isEmpty() || !misunderstood(heard));
            boolean goesOn = hers.episode().isPresent() && heard.reading() instanceof Reading.Nothing && !answers;
            if (!goesOn) {
                session = heard.turn().session();
            }
            heard.turn().session().language().ifPresent(l -> person = person.speaking(l, person.chosen()));
            if (heard.reading() instanceof Reading.Sos sos) {
                sos(sos, heard, text);
            } else if (Blocked.silences(person, heard.turn(), now)) {
                blocked(heard.turn());
                return;
            } else if (goesOn) {
                goOn(text);
            } else {
                step(heard, text);
            }
            if (!forget && !person.leftQuietly()) {
                relay(text);
            }
        }

        private void blocked(Turn turn) {
            person = Blocked.endsMessages(turn) ? person.stopped(true) : person;
            forget |= Blocked.forgets(turn);
        }

        private static boolean misunderstood(Conversation.Heard heard) {
            return heard.turn().prompts().stream().anyMatch(p -> p.key().equals(Engine.WRONG_INPUT));
        }

        /// Her words to whoever has her case; if that person is no longer in the roster, the case waits for
        /// someone again.
        private void relay(String text) {
            if (hers.talk().isEmpty()) {
                return;
            }
            Case talk = hers.talk().get();
            Optional<Counsellor> holder = twoWay.holder(talk);
            if (hers.record().isEmpty()) {
                hers.appendToTalk();
                hers.note(What.WROTE, CaseEntry.HER, text);
            }
            if (holder.isPresent()) {
                change.send(List.of(twoWay.relay(holder.get(), talk, text, now)));
            } else if (hers.record().map(Case::id).filter(talk.id()::equals).isPresent()) {
                hers.edit(Case::passedOn);
                change.due(talk.id(), now);
            }
        }

        private void tellHolder(String key) {
            hers.talk()
                    .ifPresent(talk -> twoWay.holder(talk)
                            .ifPresent(holder -> change.send(List.of(twoWay.news(holder, key, talk, now)))));
        }

        /// Someone makes her write: the answer looks like any other, and staff are told (R08).
        private void duress(String text) {
            person = person.proven(false);
            if (hers.urgent()) {
                hers.append(1);
            } else {
                open(CaseKind.SOS, 1, Map.of());
            }
            hers.edit(r -> r.with(CaseField.DURESS, "yes"));
            hers.note(What.WROTE, CaseEntry.HER, text);
            hers.note(What.DURESS, CaseEntry.HER, "");
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
                } else if (Blocked.silences(person, heard.turn(), now)) {
                    blocked(heard.turn());
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
            person = person.cried(now);
            if (hers.urgent() && hers.episode().get().goesOn(inbound.at(), settings.episode())) {
                hers.append(sos.tier());
            } else {
                open(CaseKind.SOS, sos.tier(), CaseDraft.chosen(heard.turn().effects()));
            }
            wrote(text);
            confirm();
        }

        /// The neutral word that her message has arrived: in her language, or in every likely one; once.
        private void confirm() {
            if (!inbound.confirmed()) {
                send(words.toHer("sos.received", person, person.language()), Lane.SOS);
            }
        }

        private void goOn(String text) {
            hers.append();
            wrote(text);
            if (hers.talk().isEmpty()) {
                confirm();
            }
        }

        private void step(Conversation.Heard heard, String text) {
            boolean everCase = person.everCase();
            boolean silent = false;
            for (Effect effect : heard.turn().effects()) {
                silent |= carryOut(effect, everCase, text);
            }
            if (hers.episode().isPresent() && hers.record().isEmpty()) {
                hers.append();
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
            if (hers.episode().isPresent() && (hers.urgent() || !kind.urgent())) {
                hers.append();
                hers.edit(r -> r.with(fields));
                hers.about(kind);
            } else {
                open(kind, kind.urgent() ? 1 : 2, fields);
            }
            wrote(text);
            if (kind == CaseKind.CALLBACK) {
                hers.record()
                        .ifPresent(
                                r -> CallRules.first(r, person, now, zone).ifPresent(at -> change.callDue(r.id(), at)));
            }
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
                if (hers.episode().isEmpty()) {
                    open(CaseKind.CHECK, 2, Map.of());
                } else {
                    hers.append();
                }
                hers.note(What.LOOSE_STOP, CaseEntry.HER, text);
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
                hers.note(What.SAFE_CONTACT, CaseEntry.HER, key);
            } else if (safe.isPresent()) {
                hers.note(What.SAFE_CONTACT, CaseEntry.LINJA, "unproven");
                tellHolder("staff.unproven");
            }
        }

        /// Nothing is sent, what waits for her is held back by the gate, and whoever has her case is told
        /// (R10).
        private void leaveQuietly() {
            person = person.quiet(inbound.at());
            session = conversation.begin();
            if (hers.episode().isPresent()) {
                hers.append();
                hers.note(What.LEFT_QUIETLY, CaseEntry.HER, "");
                tellHolder("staff.left-quietly");
            }
        }

        void unreadable(byte[] bytes) {
            if (hers.episode().isPresent()) {
                hers.append();
            } else {
                open(CaseKind.UNREADABLE, 2, Map.of());
            }
            hers.note(What.UNREADABLE, CaseEntry.HER, HexFormat.of().formatHex(bytes));
            if (hers.talk().isPresent()) {
                tellHolder("staff.unreadable");
            } else if (hers.urgent()) {
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
            String code = CaseCode.random(codes, names.codesInUse(), collisions);
            Case fresh = hers.open(names.nextCaseId(known.id()), code, kind, tier, person.language(), fields);
            person = person.withCase(fresh.id().toString());
            if (kind.urgent()) {
                change.due(fresh.id(), now);
            }
        }

        /// Keys pressed in a menu stand in the case's fields already.
        private void wrote(String text) {
            if (!byUssd || !text.isEmpty()) {
                hers.note(What.WROTE, CaseEntry.HER, text);
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
                    hers.record().map(r -> r.id().toString()),
                    0)));
        }

        Change change() {
            hers.into(change);
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
