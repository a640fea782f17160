package org.linja;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.linja.broadcast.Broadcast;
import org.linja.broadcast.BroadcastLint;
import org.linja.broadcast.BroadcastSettings;
import org.linja.broadcast.BroadcastStore;
import org.linja.broadcast.Broadcasts;
import org.linja.broadcast.Feeder;
import org.linja.broadcast.Filling;
import org.linja.broadcast.RunStore;
import org.linja.broadcast.Subscribers;
import org.linja.broadcast.Tally;
import org.linja.contact.Language;
import org.linja.dialog.Intake;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.outbox.DeliveryReports;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;
import org.linja.outbox.Purpose;
import org.linja.outbox.Recipient;
import org.linja.outbox.SafeSend;
import org.linja.outbox.Sender;
import org.linja.redis.Fingerprints;
import org.linja.redis.Partitions;
import org.linja.redis.RedisBroadcasts;
import org.linja.redis.RedisLink;
import org.linja.redis.RedisRuns;
import org.linja.redis.RedisSubscribers;
import org.linja.redis.Seal;
import org.linja.smpp.Carrier;
import org.linja.work.Ids;

/// Joins what broadcasts are made of.
final class BroadcastWiring {
    private final Settings settings;
    private final InstantSource clock;
    private final Fingerprints fingerprints;
    private final BroadcastStore store;
    private final RunStore runs;
    private final Subscribers subscribers;
    private final Broadcasts broadcasts;
    private Optional<Tally> tally = Optional.empty();

    BroadcastWiring(
            Settings settings,
            InstantSource clock,
            RedisLink link,
            Partitions partitions,
            Fingerprints fingerprints,
            Seal seal) {
        this.settings = settings;
        this.clock = clock;
        this.fingerprints = fingerprints;
        store = new RedisBroadcasts(link, seal);
        runs = new RedisRuns(link, partitions, fingerprints, seal);
        subscribers = new RedisSubscribers(link, partitions, fingerprints, seal);
        broadcasts = new Broadcasts(
                store,
                runs,
                subscribers,
                settings.broadcasts(),
                new BroadcastLint(settings.wording(), settings.broadcasts(), settings.production()),
                carriers(),
                unknownLanguage(),
                clock);
    }

    private List<String> carriers() {
        return settings.carriers().stream().map(Carrier::name).toList();
    }

    private Language unknownLanguage() {
        return settings.hotline().unknownLanguage().getFirst();
    }

    /// What stands before the receipts of all other messages.
    DeliveryReports receipts(DeliveryReports others) {
        Tally made = new Tally(runs, others, clock);
        tally = Optional.of(made);
        return made;
    }

    /// Counts what people answer to broadcasts; to be stopped after the carriers.
    Echoes echoes(Intake door) {
        return new Echoes(
                door,
                runs,
                fingerprints,
                settings.lexicon(),
                () -> tally.map(Tally::listens).orElse(false),
                clock);
    }

    /// Starts feeding; what is to be stopped, the last first, comes back.
    Feeder feed(
            SafeSend gate,
            List<? extends Sender> carriers,
            Ledger ledger,
            boolean alone,
            Deque<AutoCloseable> started) {
        Tally made = tally.orElseThrow(() -> new IllegalStateException("the receipts come first"));
        Filling filling = new Filling(
                store, runs, subscribers, settings.broadcasts(), carriers(), unknownLanguage(), alone, clock);
        started.push(filling);
        filling.begin();
        Feeder feeder = new Feeder(
                store,
                runs,
                made,
                filling,
                gate,
                settings.broadcasts(),
                carriers,
                ledger::waiting,
                settings.municipalities()::name,
                alone,
                clock);
        started.push(feeder);
        return feeder;
    }

    /// The tally, to be stopped after the carriers: their last outcomes go there.
    Deque<AutoCloseable> last() {
        Deque<AutoCloseable> last = new ArrayDeque<>();
        tally.ifPresent(last::push);
        return last;
    }

    /// Sends a broadcast to one member of the team, over the ordinary outbox.
    Optional<String> test(Broadcast broadcast, Language language, String name, Ledger ledger) {
        Optional<BroadcastSettings.Member> member = settings.broadcasts().member(name);
        Broadcast.Words words = broadcast.texts().get(language);
        if (member.isEmpty() || words == null) {
            return Optional.of("'" + name + "' is none of the people in broadcasts.yaml");
        }
        Outgoing message = new Outgoing(
                new Ids().next(clock.instant()),
                new Recipient.Staff(member.get().number()),
                Lane.STAFF,
                Purpose.STAFF,
                words.tone(),
                words.text(),
                settings.broadcasts().sender(),
                "",
                clock.instant(),
                Optional.empty(),
                0);
        ledger.commit(Change.of(0).send(List.of(message)));
        return Optional.empty();
    }

    Broadcasts broadcasts() {
        return broadcasts;
    }

    Subscribers subscribers() {
        return subscribers;
    }
}
