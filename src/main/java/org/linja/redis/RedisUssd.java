package org.linja.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Fingerprint;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdSessions;
import org.linja.dialog.UssdState;

/// USSD sessions, each in the partition of its person. A number, what she typed and where she stands are sealed.
public final class RedisUssd implements UssdSessions {
    private static final Script<List<byte[]>> FIND = Script.list("ussd_find");
    private static final Script<Boolean> WRITE = Script.yes("ussd_write");

    /// How long a session is remembered after its last step (R38): what comes late is known as late.
    private static final Duration KEPT = Duration.ofMinutes(5);

    /// An open one stays for the sweep even when no server ran for a while: something may be half asked for in it.
    private static final Duration KEPT_OPEN = Duration.ofHours(24);

    private static final byte[] NONE = {};

    private final RedisLink link;
    private final Partitions partitions;
    private final DueRecords silent;
    private final Fingerprints fingerprints;
    private final Codec people;
    private final UssdCodec codec;

    /// Over one link, one vault.
    public RedisUssd(RedisLink link, Partitions partitions, Fingerprints fingerprints, Seal seal) {
        this.link = link;
        this.partitions = partitions;
        this.silent = new DueRecords(link, partitions, Keys::ussdSilent, p -> Keys.ussd(p, ""));
        this.fingerprints = fingerprints;
        this.people = new Codec(seal);
        this.codec = new UssdCodec(seal);
    }

    @Override
    public Key key(UssdEvent.Session session) {
        Fingerprint person = fingerprints.of(session.from());
        String name = session.id().isEmpty() ? "code " + session.code() : "id " + session.id();
        String word = fingerprints.of(session.carrier(), name, session.from().digits());
        return new Key(partitions.of(person), word, person.text());
    }

    @Override
    public Found find(Key key) {
        List<byte[]> row = link.run(
                FIND,
                new String[] {session(key), Keys.pseudonym(key.partition(), key.person()), broken(key)},
                Keys.bytes(Partitions.tag(key.partition())));
        return new Found(
                stored(key, row.get(0), row.get(1)),
                row.get(2).length == 0 ? Optional.empty() : Optional.of(people.person(row.get(2))),
                row.get(3).length == 0 ? Optional.empty() : Optional.of(codec.session(row.get(3))));
    }

    @Override
    public Optional<Stored> read(Key key) {
        var fields = link.await("hmget", link.commands().hmget(session(key), "v", "b"));
        return stored(key, fields.get(0).getValueOrElse(NONE), fields.get(1).getValueOrElse(NONE));
    }

    private Optional<Stored> stored(Key key, byte[] version, byte[] sealed) {
        return version.length == 0
                ? Optional.empty()
                : Optional.of(new Stored(key, codec.state(sealed), Long.parseLong(Keys.text(version))));
    }

    @Override
    public boolean write(Key key, UssdState state, long version, Instant givenUpAt) {
        return write(key, state, version, KEPT_OPEN, Keys.bytes(givenUpAt), NONE, Duration.ZERO);
    }

    @Override
    public boolean close(Key key, UssdState state, long version, Optional<Broken> broken) {
        Optional<byte[]> session = broken.map(Broken::session).map(codec::write);
        return write(
                key,
                state,
                version,
                KEPT,
                NONE,
                session.orElse(NONE),
                broken.map(Broken::resumable).orElse(Duration.ZERO));
    }

    private boolean write(
            Key key, UssdState state, long version, Duration kept, byte[] due, byte[] broken, Duration resumable) {
        return link.run(
                WRITE,
                new String[] {session(key), Keys.ussdSilent(key.partition()), broken(key)},
                Keys.bytes(version),
                codec.write(state),
                Keys.bytes(kept.toMillis()),
                Keys.bytes(key.word()),
                due,
                broken,
                Keys.bytes(resumable.toMillis()));
    }

    @Override
    public List<Stored> takeSilent(Instant now, Duration lease, int max) {
        return silent.take(now, lease, max).stream().map(this::stored).toList();
    }

    private Stored stored(DueRecords.Taken taken) {
        UssdState state = codec.state(taken.sealed());
        String person =
                state.open().map(open -> fingerprints.of(open.from()).text()).orElse("");
        return new Stored(new Key(taken.partition(), taken.word(), person), state, taken.version());
    }

    private static String session(Key key) {
        return Keys.ussd(key.partition(), key.word());
    }

    private static String broken(Key key) {
        return Keys.ussdBroken(key.partition(), key.person());
    }
}
