package org.linja.redis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.linja.broadcast.Subscribers;
import org.linja.contact.Fingerprint;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.Subscription;
import org.linja.contact.Topic;

/// Who asked for which topic: one hash per topic, each subscription sealed under its fingerprint.
public final class RedisSubscribers implements Subscribers {
    private static final Script<List<byte[]>> LOOK = Script.list("subscribers_look");
    private static final Script<List<byte[]>> ADOPT = Script.list("subscribers_adopt");
    private static final Duration STAGED = Duration.ofHours(1);
    private static final int PAGE = 1_000;
    /// Lines of a list in one command: few enough that an SOS behind it does not wait.
    private static final int LINES = 1_000;
    private static final String CONTEXT = "subscription";
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.NON_DEFAULT))
            .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final RedisLink link;
    private final Partitions partitions;
    private final Fingerprints fingerprints;
    private final Seal seal;
    private final Codec codec;

    /// Over one link, one vault.
    public RedisSubscribers(RedisLink link, Partitions partitions, Fingerprints fingerprints, Seal seal) {
        this.link = link;
        this.partitions = partitions;
        this.fingerprints = fingerprints;
        this.seal = seal;
        this.codec = new Codec(seal);
    }

    private record Form(
            String number,
            Topic topic,
            @Nullable String lang,
            @Nullable String place,
            @Nullable String carrier,
            String source,
            String text,
            long at,
            long confirmed,
            long last) {}

    static byte[] write(Subscription one, Seal seal) {
        Form form = new Form(
                one.number().digits(),
                one.topic(),
                one.language().map(Language::code).orElse(null),
                one.municipality(),
                one.carrier(),
                one.source(),
                one.text(),
                one.at().toEpochMilli(),
                one.confirmed().map(Instant::toEpochMilli).orElse(0L),
                one.lastContact().toEpochMilli());
        try {
            return seal.seal(JSON.writeValueAsBytes(form), CONTEXT);
        } catch (IOException e) {
            throw new IllegalStateException("a subscription cannot be written as JSON");
        }
    }

    private Subscription read(byte[] sealed) {
        Form form;
        try {
            form = JSON.readValue(seal.open(sealed, CONTEXT), Form.class);
        } catch (IOException e) {
            throw new KeyringBroken("a stored subscription is not the JSON it should be");
        }
        return new Subscription(
                new Msisdn(form.number()),
                form.topic(),
                Optional.ofNullable(form.lang()).flatMap(Language::of),
                form.place() == null ? "" : form.place(),
                form.carrier() == null ? "" : form.carrier(),
                form.source(),
                form.text(),
                Instant.ofEpochMilli(form.at()),
                form.confirmed() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(form.confirmed())),
                Instant.ofEpochMilli(form.last()));
    }

    @Override
    public void all(Topic topic, String month, Consumer<List<Found>> page) {
        for (int p = 0; p < partitions.count(); p++) {
            ScanCursor cursor = ScanCursor.INITIAL;
            while (!cursor.isFinished()) {
                MapScanCursor<String, byte[]> found = link.await(
                        "hscan",
                        link.commands().hscan(BroadcastKeys.topic(p, topic), cursor, ScanArgs.Builder.limit(PAGE)));
                List<Map.Entry<String, byte[]>> entries =
                        new ArrayList<>(found.getMap().entrySet());
                for (int from = 0; from < entries.size(); from += PAGE) {
                    page.accept(look(p, month, entries.subList(from, Math.min(entries.size(), from + PAGE))));
                }
                cursor = found;
            }
        }
    }

    private List<Found> look(int p, String month, List<Map.Entry<String, byte[]>> entries) {
        byte[][] arguments = new byte[entries.size() + 1][];
        arguments[0] = Keys.bytes(Partitions.tag(p));
        for (int i = 0; i < entries.size(); i++) {
            arguments[i + 1] = Keys.bytes(entries.get(i).getKey());
        }
        List<byte[]> row =
                link.run(LOOK, new String[] {BroadcastKeys.stop(p), BroadcastKeys.month(p, month)}, arguments);
        List<Found> found = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            byte[] person = row.get(3 * i + 2);
            found.add(new Found(
                    p,
                    new Fingerprint(entries.get(i).getKey()),
                    read(entries.get(i).getValue()),
                    person.length == 0 ? Optional.empty() : Optional.of(codec.person(person)),
                    Keys.text(row.get(3 * i)).equals("1"),
                    Integer.parseInt(Keys.text(row.get(3 * i + 1)))));
        }
        return found;
    }

    @Override
    public String stage(List<Subscription> list) {
        String name = new RandomIds().next();
        Map<Integer, List<byte[]>> waiting = new HashMap<>();
        List<CompletionStage<?>> pushed = new ArrayList<>();
        for (Subscription one : list) {
            Fingerprint fingerprint = fingerprints.of(one.number());
            int p = partitions.of(fingerprint);
            List<byte[]> lines = waiting.computeIfAbsent(p, none -> new ArrayList<>());
            lines.add(line(one, fingerprint));
            if (lines.size() == LINES) {
                pushed.addAll(push(p, name, lines));
            }
        }
        waiting.forEach((p, lines) -> pushed.addAll(push(p, name, lines)));
        pushed.forEach(one -> link.await("rpush", one));
        return name;
    }

    private byte[] line(Subscription one, Fingerprint fingerprint) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        line.writeBytes(Keys.bytes(one.topic().word() + " " + fingerprint.text() + " "));
        line.writeBytes(write(one, seal));
        return line.toByteArray();
    }

    /// The next lines are sealed while these are on their way.
    private List<CompletionStage<?>> push(int p, String name, List<byte[]> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        String key = BroadcastKeys.list(p, name);
        byte[][] values = lines.toArray(new byte[0][]);
        lines.clear();
        return List.of(link.commands().rpush(key, values), link.commands().expire(key, STAGED));
    }

    @Override
    public Adopted adopt(String list) {
        for (int p = 0; p < partitions.count(); p++) {
            link.await("persist", link.commands().persist(BroadcastKeys.list(p, list)));
        }
        link.await("sadd", link.commands().sadd(BroadcastKeys.LISTS, Keys.bytes(list)));
        return takeOver(list);
    }

    private Adopted takeOver(String list) {
        long added = 0;
        long known = 0;
        long suppressed = 0;
        for (int p = 0; p < partitions.count(); p++) {
            long lines;
            do {
                List<byte[]> row = link.run(
                        ADOPT,
                        new String[] {BroadcastKeys.list(p, list), BroadcastKeys.stop(p)},
                        Keys.bytes(Partitions.tag(p)),
                        Keys.bytes(LINES));
                lines = Long.parseLong(Keys.text(row.get(0)));
                added += Long.parseLong(Keys.text(row.get(1)));
                known += Long.parseLong(Keys.text(row.get(2)));
                suppressed += Long.parseLong(Keys.text(row.get(3)));
            } while (lines > 0);
        }
        link.await("srem", link.commands().srem(BroadcastKeys.LISTS, Keys.bytes(list)));
        return new Adopted(added, known, suppressed);
    }

    @Override
    public void goOn() {
        link.await("smembers", link.commands().smembers(BroadcastKeys.LISTS))
                .forEach(list -> takeOver(Keys.text(list)));
    }

    @Override
    public boolean adopting() {
        return link.await("scard", link.commands().scard(BroadcastKeys.LISTS)) > 0;
    }

    @Override
    public void add(Subscription one) {
        adopt(stage(List.of(one)));
    }
}
