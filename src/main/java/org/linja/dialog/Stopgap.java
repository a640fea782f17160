package org.linja.dialog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.linja.contact.Channel;
import org.linja.contact.ContactId;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.escalation.Notices;
import org.linja.flow.Conversation;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.outbox.Purpose;
import org.linja.outbox.Recipient;
import org.linja.outbox.SafeSend;
import org.linja.outbox.SendResult;
import org.linja.outbox.Sender;
import org.linja.staff.Counsellor;
import org.linja.staff.OnCall;
import org.linja.text.Texts;
import org.linja.text.Tone;
import org.linja.work.Ids;

/// What is said while the store is away, straight to the carriers: to her the neutral word that her message has
/// arrived, to those on call that urgent messages wait. Best effort: nothing here is stored, tried again, or waited
/// for; whatever does not leave now is said when the store is back.
///
/// Nothing is known of her in this state, so the gate judges her as a stranger: a neutral text, in the reply window,
/// or none (R01, R04). No storm can come of it: at most one answer a minute to a number and only while the carrier has
/// room, and an alert to at most three people every five minutes, after the store has been away for ten seconds.
public final class Stopgap {
    private static final Duration NOT_AGAIN = Duration.ofMinutes(1);
    private static final Duration BEFORE_ALERT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_ALERTS = Duration.ofMinutes(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
    private static final int ALERTED = 3;
    private static final int REMEMBERED = 10_000;
    private static final ContactId STRANGER = new ContactId(0, "");

    private final Conversation conversation;
    private final HotlineWords words;
    private final Notices notices;
    private final OnCall onCall;
    private final SafeSend gate;
    private final Ids ids;
    private final InstantSource clock;
    private final Consumer<String> confirmed;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<Msisdn, Instant> answered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Msisdn, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };
    private volatile List<Sender> senders = List.of();
    private Optional<Instant> since = Optional.empty();
    private Instant nextAlert = Instant.EPOCH;
    private long kept;
    private long told;

    /// @param confirmed is given the id of a message whose answer has left; must not block for long
    public Stopgap(
            Conversation conversation,
            HotlineWords words,
            Notices notices,
            OnCall onCall,
            SafeSend gate,
            Ids ids,
            InstantSource clock,
            Consumer<String> confirmed) {
        this.conversation = conversation;
        this.words = words;
        this.notices = notices;
        this.onCall = onCall;
        this.gate = gate;
        this.ids = ids;
        this.clock = clock;
        this.confirmed = confirmed;
    }

    /// From now on there are ways out.
    ///
    /// @param carriers in order of preference
    public void start(List<? extends Sender> carriers) {
        senders = List.copyOf(carriers);
    }

    /// A message of hers was kept in the spool: she is told, if that can be done at once. Never blocks for the
    /// network.
    ///
    /// @param answer false when she may have an answer already
    public void kept(Inbound inbound, boolean answer) {
        Instant now = clock.instant();
        synchronized (this) {
            kept++;
            if (since.isEmpty()) {
                since = Optional.of(now);
            }
        }
        if (answer && inbound.channel() == Channel.SMS && inbound.body() instanceof Inbound.Body.Text text) {
            sender(inbound.carrier())
                    .filter(way -> firstInAWhile(inbound.from(), now))
                    .ifPresent(way -> answer(inbound, text.text(), way, now));
        }
    }

    private synchronized boolean firstInAWhile(Msisdn number, Instant now) {
        Instant before = answered.get(number);
        if (before != null && now.isBefore(before.plus(NOT_AGAIN))) {
            return false;
        }
        answered.remove(number);
        answered.put(number, now);
        return true;
    }

    private Optional<Sender> sender(String carrier) {
        return senders.stream()
                .filter(sender -> carrier.isEmpty() || sender.carrier().equals(carrier))
                .filter(sender -> sender.room(Lane.SOS) > 0)
                .findFirst();
    }

    private void answer(Inbound inbound, String text, Sender way, Instant now) {
        Optional<Language> language = conversation
                .hear(conversation.begin(), text, Tone.NEUTRAL, now)
                .turn()
                .session()
                .language();
        Person stranger = Person.unknown().wrote(inbound.at(), inbound.to(), inbound.carrier());
        Texts.Text words = this.words.toHer("sos.received", stranger, language);
        Outgoing message = new Outgoing(
                ids.next(now),
                new Recipient.Person(STRANGER),
                Lane.SOS,
                Purpose.ANSWER,
                words.tone(),
                words.words(),
                inbound.to(),
                inbound.carrier(),
                now,
                Optional.empty(),
                0);
        switch (gate.toPerson(message, stranger, inbound.from(), now)) {
            case SafeSend.Verdict.Refuse ignored -> {}
            case SafeSend.Verdict.Clear clear -> {
                underWay.incrementAndGet();
                way.send(clear.message(), result -> told(inbound.id(), result));
            }
        }
    }

    private void told(String inboundId, SendResult result) {
        switch (result) {
            case SendResult.Accepted ignored -> Thread.startVirtualThread(() -> noted(inboundId));
            case SendResult.Retry ignored -> underWay.decrementAndGet();
            case SendResult.Refused ignored -> underWay.decrementAndGet();
            case SendResult.Unknown ignored -> underWay.decrementAndGet();
        }
    }

    private void noted(String inboundId) {
        try {
            confirmed.accept(inboundId);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /// Whether answers are on their way of which nobody knows yet whether they have left.
    public boolean underWay() {
        return underWay.get() > 0;
    }

    /// Messages wait in the spool at `now`: those on call are told when that has lasted, and again when more have
    /// come.
    public void alert(Instant now) {
        long count;
        synchronized (this) {
            boolean lasts = since.isPresent() && !now.isBefore(since.get().plus(BEFORE_ALERT));
            if (!lasts || kept == told || now.isBefore(nextAlert)) {
                return;
            }
            if (sender("").isEmpty()) {
                return;
            }
            nextAlert = now.plus(BETWEEN_ALERTS);
            count = kept;
            told = kept;
        }
        onCall.people().stream().limit(ALERTED).forEach(who -> alert(who, count, now));
    }

    private void alert(Counsellor who, long count, Instant now) {
        Outgoing message = notices.storeAway(who, count, now);
        switch (gate.toStaff(message, who.number())) {
            case SafeSend.Verdict.Refuse ignored -> {}
            case SafeSend.Verdict.Clear clear ->
                sender("").ifPresent(way -> way.send(clear.message(), result -> settled(result, now)));
        }
    }

    private synchronized void settled(SendResult result, Instant at) {
        if (!(result instanceof SendResult.Accepted)) {
            told = 0;
            nextAlert = at.plus(AFTER_FAILURE);
        }
    }

    /// The store is back, and nothing waits any more.
    public synchronized void over() {
        if (since.isPresent()) {
            since = Optional.empty();
            nextAlert = Instant.EPOCH;
            kept = 0;
            told = 0;
        }
    }
}
