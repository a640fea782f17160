package org.linja.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.linja.broadcast.Fate;
import org.linja.broadcast.Progress;
import org.linja.broadcast.RunStore;
import org.linja.contact.Fingerprint;
import org.linja.contact.Language;
import org.linja.contact.Person;
import org.linja.contact.Topic;
import org.linja.outbox.DeliveryReport;

/// Runs of broadcasts: a letter for each person, numbers in sealed chunks, hundreds of people per script.
public final class RedisRuns implements RunStore {
    private static final Script<Boolean> ADD = Script.yes("run_add");
    private static final Script<List<byte[]>> TAKE = Script.list("run_take");
    private static final Script<List<byte[]>> SETTLE = Script.list("run_settle");
    private static final Script<Long> CANCEL = Script.number("run_cancel");
    private static final Script<Boolean> REPLIED = Script.yes("run_replied");

    private static final String PER_PERSON = "skgieol";
    private static final String ALL_KEYS = "skcnoigetal";
    private static final String UNTIL_RECEIPTS = "ige";
    private static final char OUT = 'o';

    private static final Pattern SLICE = Pattern.compile("^(\\d+)-(\\d+):");
    private static final int DEAD_AT_ONCE = 50;
    private static final int MOST_CARRIERS = 30;
    private static final int STRETCH = 8192;
    private static final char NOBODY = 'x';
    private static final Duration MONTH = Duration.ofDays(62);
    private static final Duration COUNTS = Duration.ofDays(730);

    private final RedisLink link;
    private final Partitions partitions;
    private final RunReceipts receipts;
    private final ChunkCodec chunks;
    private final Codec codec;

    /// Over one link, one vault.
    public RedisRuns(RedisLink link, Partitions partitions, Fingerprints fingerprints, Seal seal) {
        this.link = link;
        this.partitions = partitions;
        this.receipts = new RunReceipts(link, partitions, fingerprints);
        this.chunks = new ChunkCodec(seal);
        this.codec = new Codec(seal);
    }

    @Override
    public void clear(String run, List<String> carriers) {
        if (carriers.size() > MOST_CARRIERS) {
            throw new IllegalArgumentException("a broadcast goes over " + MOST_CARRIERS + " carriers at most");
        }
        for (int p = 0; p < partitions.count(); p++) {
            for (char what : ALL_KEYS.toCharArray()) {
                link.await("unlink", link.commands().unlink(BroadcastKeys.run(p, run, what)));
            }
            link.await(
                    "hset",
                    link.commands()
                            .hset(
                                    BroadcastKeys.run(p, run, 'n'),
                                    Map.of("carriers", Keys.bytes(String.join(" ", carriers)))));
        }
    }

    @Override
    public void add(String run, int partition, int chunk, List<Recipient> people) {
        List<String> carriers = carriers(run, partition);
        byte[] letters = new byte[CHUNK];
        byte[] cells = new byte[CHUNK];
        Arrays.fill(letters, (byte) NOBODY);
        Arrays.fill(cells, (byte) 1);
        for (int i = 0; i < people.size(); i++) {
            letters[i] = (byte) Fate.QUEUED.letter();
            cells[i] = cell(people.get(i), carriers);
        }
        link.run(
                ADD,
                new String[] {
                    BroadcastKeys.run(partition, run, 's'),
                    BroadcastKeys.run(partition, run, 'k'),
                    BroadcastKeys.run(partition, run, 'c'),
                    BroadcastKeys.run(partition, run, 'n')
                },
                Keys.bytes(chunk),
                chunks.write(people),
                letters,
                cells);
    }

    /// Language and carrier in one byte from 1 to 124.
    private static byte cell(Recipient one, List<String> carriers) {
        return (byte) (1 + one.language().ordinal() * MOST_CARRIERS + carriers.indexOf(one.carrier()));
    }

    private static Progress.Cell cell(int cell, List<String> carriers) {
        int place = cell - 1;
        return new Progress.Cell(Language.values()[place / MOST_CARRIERS], carriers.get(place % MOST_CARRIERS));
    }

    private List<String> carriers(String run, int partition) {
        return link.awaitFound("hget", link.commands().hget(BroadcastKeys.run(partition, run, 'n'), "carriers"))
                .map(bytes -> List.of(Keys.text(bytes).split(" ")))
                .orElse(List.of());
    }

    @Override
    public List<Part> load(String run) {
        List<Part> parts = new ArrayList<>();
        for (int p = 0; p < partitions.count(); p++) {
            byte[] states = link.awaitFound("get", link.commands().get(BroadcastKeys.run(p, run, 's')))
                    .orElse(new byte[0]);
            byte[] cells = link.awaitFound("get", link.commands().get(BroadcastKeys.run(p, run, 'k')))
                    .orElse(new byte[0]);
            List<String> carriers = carriers(run, p);
            List<String> ofChunks = new ArrayList<>();
            for (int first = 0; first < cells.length; first += CHUNK) {
                ofChunks.add(cell(cells[first], carriers).carrier());
            }
            parts.add(new Part(run, p, states, ofChunks));
        }
        return parts;
    }

    @Override
    public List<Recipient> chunk(String run, int partition, int chunk) {
        return link.awaitFound(
                        "hget", link.commands().hget(BroadcastKeys.run(partition, run, 'c'), Integer.toString(chunk)))
                .map(chunks::read)
                .orElse(List.of());
    }

    @Override
    public Taken take(Slice slice, Topic topic, int monthlyCap, String month, Instant now, Duration lease) {
        int p = slice.partition();
        byte[][] arguments = new byte[6 + 2 * slice.people().size()][];
        arguments[0] = Keys.bytes(Partitions.tag(p));
        arguments[1] = Keys.bytes(slice.run());
        arguments[2] = Keys.bytes(slice.name());
        arguments[3] = Keys.bytes(now.plus(lease));
        arguments[4] = Keys.bytes(monthlyCap);
        arguments[5] = Keys.bytes(MONTH.toSeconds());
        for (int i = 0; i < slice.people().size(); i++) {
            arguments[6 + 2 * i] = Keys.bytes(slice.index(i));
            arguments[7 + 2 * i] = slice.people().get(i).fingerprint().text().getBytes(StandardCharsets.US_ASCII);
        }
        List<byte[]> row = link.run(
                TAKE,
                new String[] {
                    BroadcastKeys.run(p, slice.run(), 's'),
                    BroadcastKeys.run(p, slice.run(), 'k'),
                    BroadcastKeys.run(p, slice.run(), 'n'),
                    BroadcastKeys.run(p, slice.run(), OUT),
                    BroadcastKeys.stop(p),
                    BroadcastKeys.topic(p, topic),
                    BroadcastKeys.month(p, month),
                    BroadcastKeys.run(p, slice.run(), 'l')
                },
                arguments);
        List<Fate> fates = new ArrayList<>(slice.people().size());
        for (byte letter : row.getFirst()) {
            fates.add(letter == '.' ? Fate.QUEUED : Fate.of((char) letter));
        }
        Map<Integer, Person> persons = new HashMap<>();
        for (int i = 1; i < row.size(); i += 2) {
            persons.put(Integer.parseInt(Keys.text(row.get(i))), codec.person(row.get(i + 1)));
        }
        return new Taken(fates, persons);
    }

    private record Place(String run, int partition) {}

    @Override
    public void settle(List<Outcome> outcomes, List<Finished> finished, String month, Instant now) {
        Map<Place, List<byte[]>> byPlace = new LinkedHashMap<>();
        for (Outcome one : outcomes) {
            List<byte[]> arguments = byPlace.computeIfAbsent(new Place(one.run(), one.partition()), p -> head(now));
            arguments.add(Keys.bytes(one.index()));
            arguments.add(Keys.bytes(String.valueOf(one.fate().letter())));
            arguments.add(Keys.bytes(one.fingerprint().text()));
            List<String> ids =
                    one.fate() == Fate.UNKNOWN ? List.of(RunReceipts.inPlaceOfAnId(one.fingerprint())) : one.ids();
            arguments.add(RunReceipts.references(one.carrier(), ids));
        }
        for (Finished one : finished) {
            List<byte[]> arguments = byPlace.computeIfAbsent(new Place(one.run(), one.partition()), p -> head(now));
            arguments.set(1, Keys.bytes(Keys.text(arguments.get(1)) + " " + one.slice()));
        }
        byPlace.forEach((place, arguments) -> {
            int p = place.partition();
            List<byte[]> early = link.run(
                    SETTLE,
                    new String[] {
                        BroadcastKeys.run(p, place.run(), 's'),
                        BroadcastKeys.run(p, place.run(), 'k'),
                        BroadcastKeys.run(p, place.run(), 'n'),
                        BroadcastKeys.run(p, place.run(), OUT),
                        BroadcastKeys.run(p, place.run(), 'i'),
                        BroadcastKeys.run(p, place.run(), 't'),
                        BroadcastKeys.month(p, month),
                        BroadcastKeys.run(p, place.run(), 'l'),
                        BroadcastKeys.run(p, place.run(), 'e')
                    },
                    arguments.toArray(new byte[0][]));
            if (!early.isEmpty()) {
                receipts.tell(place.run(), p, early, now);
            }
        });
    }

    private static List<byte[]> head(Instant now) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(Keys.bytes(RunReceipts.slot(now)));
        arguments.add(new byte[0]);
        return arguments;
    }

    @Override
    public List<Boolean> receipts(List<DeliveryReport> reports, Collection<String> runs, Instant now) {
        return receipts.byId(reports, runs, now);
    }

    @Override
    public void strangers(List<DeliveryReport> reports, Collection<String> runs, Instant now) {
        receipts.strangers(reports, runs, now);
    }

    @Override
    public void expire(String run, Instant until, Instant now) {
        Range<Long> over = until.equals(Instant.MAX)
                ? Range.unbounded()
                : Range.from(Range.Boundary.unbounded(), Range.Boundary.including(until.toEpochMilli()));
        for (int p = 0; p < partitions.count(); p++) {
            List<Finished> dead = claimed(run, p, over);
            while (!dead.isEmpty()) {
                List<Outcome> unknown = new ArrayList<>();
                for (Finished slice : dead) {
                    unknown.addAll(unknown(slice));
                }
                settle(unknown, dead, RunStore.month(now), now);
                dead = claimed(run, p, over);
            }
        }
    }

    private List<Finished> claimed(String run, int p, Range<Long> over) {
        return link
                .await(
                        "zrangebyscore",
                        link.commands()
                                .zrangebyscore(BroadcastKeys.run(p, run, OUT), over, Limit.create(0, DEAD_AT_ONCE)))
                .stream()
                .map(name -> new Finished(run, p, Keys.text(name)))
                .toList();
    }

    /// Those of a claimed slice that have no outcome, as people who may have been written to or not.
    private List<Outcome> unknown(Finished slice) {
        Matcher places = SLICE.matcher(slice.slice());
        if (!places.find()) {
            throw new IllegalStateException("a claimed slice has no such name");
        }
        int first = Integer.parseInt(places.group(1));
        int last = Integer.parseInt(places.group(2));
        byte[] letters = link.await(
                "getrange",
                link.commands().getrange(BroadcastKeys.run(slice.partition(), slice.run(), 's'), first, last));
        List<Recipient> people = chunk(slice.run(), slice.partition(), first / CHUNK);
        List<Outcome> unknown = new ArrayList<>();
        for (int i = 0; i < letters.length; i++) {
            if (letters[i] == Fate.CLAIMED.letter()) {
                Recipient one = people.get((first + i) % CHUNK);
                unknown.add(new Outcome(
                        slice.run(),
                        slice.partition(),
                        first + i,
                        one.fingerprint(),
                        Fate.UNKNOWN,
                        one.carrier(),
                        List.of()));
            }
        }
        return unknown;
    }

    @Override
    public void cancel(String run) {
        for (int p = 0; p < partitions.count(); p++) {
            long people = link.await("strlen", link.commands().strlen(BroadcastKeys.run(p, run, 's')));
            for (long first = 0; first < people; first += STRETCH) {
                link.run(
                        CANCEL,
                        new String[] {
                            BroadcastKeys.run(p, run, 's'),
                            BroadcastKeys.run(p, run, 'k'),
                            BroadcastKeys.run(p, run, 'n')
                        },
                        Keys.bytes(first),
                        Keys.bytes(first + STRETCH - 1));
            }
        }
    }

    @Override
    public void close(String run, Duration keep) {
        for (int p = 0; p < partitions.count(); p++) {
            link.await("unlink", link.commands().unlink(BroadcastKeys.run(p, run, 'c')));
            for (char what : PER_PERSON.toCharArray()) {
                Duration kept = UNTIL_RECEIPTS.indexOf(what) >= 0 ? RunReceipts.COME : keep;
                link.await("expire", link.commands().expire(BroadcastKeys.run(p, run, what), kept));
            }
            for (char what : "nta".toCharArray()) {
                link.await("expire", link.commands().expire(BroadcastKeys.run(p, run, what), COUNTS));
            }
        }
    }

    @Override
    public Progress progress(String run) {
        Progress progress = new Progress();
        for (int p = 0; p < partitions.count(); p++) {
            Map<String, byte[]> counts = link.await("hgetall", link.commands().hgetall(BroadcastKeys.run(p, run, 'n')));
            byte @Nullable [] listed = counts.get("carriers");
            List<String> carriers =
                    listed == null ? List.of() : List.of(Keys.text(listed).split(" "));
            counts.forEach((field, count) -> {
                long people = field.equals("carriers") ? 0 : Long.parseLong(Keys.text(count));
                if (people != 0) {
                    progress.add(
                            cell(Integer.parseInt(field.substring(1)), carriers), Fate.of(field.charAt(0)), people);
                }
            });
        }
        return progress;
    }

    @Override
    public Map<Instant, Map<Fate, Long>> timeline(String run) {
        Map<Instant, Map<Fate, Long>> times = new TreeMap<>();
        for (int p = 0; p < partitions.count(); p++) {
            link.await("hgetall", link.commands().hgetall(BroadcastKeys.run(p, run, 't')))
                    .forEach((field, count) -> {
                        String[] words = field.split(" ");
                        times.computeIfAbsent(
                                        Instant.ofEpochSecond(Long.parseLong(words[0])), t -> new EnumMap<>(Fate.class))
                                .merge(Fate.of(words[1].charAt(0)), Long.parseLong(Keys.text(count)), Long::sum);
                    });
        }
        return times;
    }

    @Override
    public void replied(Fingerprint fingerprint, List<String> months, String what) {
        int p = partitions.of(fingerprint);
        for (String month : months) {
            boolean counted = link.run(
                    REPLIED,
                    new String[] {BroadcastKeys.month(p, month)},
                    Keys.bytes(Partitions.tag(p)),
                    Keys.bytes(fingerprint.text()),
                    Keys.bytes(what));
            if (counted) {
                return;
            }
        }
    }

    @Override
    public Map<String, Long> replies(String run) {
        Map<String, Long> replies = new TreeMap<>();
        for (int p = 0; p < partitions.count(); p++) {
            link.await("hgetall", link.commands().hgetall(BroadcastKeys.run(p, run, 'a')))
                    .forEach((what, count) -> replies.merge(what, Long.parseLong(Keys.text(count)), Long::sum));
        }
        return replies;
    }
}
