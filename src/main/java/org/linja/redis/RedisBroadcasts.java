package org.linja.redis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.SetArgs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.linja.broadcast.Audience;
import org.linja.broadcast.Broadcast;
import org.linja.broadcast.BroadcastStore;
import org.linja.contact.Language;
import org.linja.contact.Topic;

/// Broadcasts, sealed, and the switch that stops everything but SOS.
public final class RedisBroadcasts implements BroadcastStore {
    private static final Script<Boolean> WRITE = Script.yes("broadcast_write");
    private static final Duration RECEIPTS_COME = Duration.ofHours(72);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final int MOST = 1_000;
    private static final String CONTEXT = "broadcast";
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final RedisLink link;
    private final Seal seal;

    /// Over one link, one vault.
    public RedisBroadcasts(RedisLink link, Seal seal) {
        this.link = link;
        this.seal = seal;
    }

    private record Form(
            String id,
            String name,
            Topic topic,
            Set<String> languages,
            Set<String> municipalities,
            Set<String> carriers,
            @Nullable Long heardWithin,
            @Nullable Long silentFor,
            Broadcast.Readers readers,
            Map<String, Broadcast.Words> texts,
            double pace,
            List<String> authors,
            Broadcast.State state,
            @Nullable String approvedBy,
            @Nullable Long approvedAt,
            @Nullable String digest,
            long created,
            @Nullable Long startAt,
            @Nullable Long begun,
            @Nullable Long ended) {}

    private byte[] write(Broadcast one) {
        Map<String, Broadcast.Words> texts = new HashMap<>();
        one.texts().forEach((language, words) -> texts.put(language.code(), words));
        Set<String> languages = new TreeSet<>();
        one.audience().languages().forEach(language -> languages.add(language.code()));
        Form form = new Form(
                one.id(),
                one.name(),
                one.topic(),
                languages,
                one.audience().municipalities(),
                one.audience().carriers(),
                one.audience().heardWithin().map(Duration::toMillis).orElse(null),
                one.audience().silentFor().map(Duration::toMillis).orElse(null),
                one.readers(),
                texts,
                one.pace(),
                one.authors(),
                one.state(),
                one.approval().map(Broadcast.Approval::by).orElse(null),
                one.approval().map(a -> a.at().toEpochMilli()).orElse(null),
                one.approval().map(Broadcast.Approval::digest).orElse(null),
                one.created().toEpochMilli(),
                one.startAt().map(Instant::toEpochMilli).orElse(null),
                one.begun().map(Instant::toEpochMilli).orElse(null),
                one.ended().map(Instant::toEpochMilli).orElse(null));
        try {
            return seal.seal(JSON.writeValueAsBytes(form), CONTEXT);
        } catch (IOException e) {
            throw new IllegalStateException("a broadcast cannot be written as JSON");
        }
    }

    private Broadcast read(byte[] sealed) {
        Form form;
        try {
            form = JSON.readValue(seal.open(sealed, CONTEXT), Form.class);
        } catch (IOException e) {
            throw new KeyringBroken("a stored broadcast is not the JSON it should be");
        }
        Map<Language, Broadcast.Words> texts = new EnumMap<>(Language.class);
        form.texts().forEach((code, words) -> Language.of(code).ifPresent(l -> texts.put(l, words)));
        Set<Language> languages = new HashSet<>();
        form.languages().forEach(code -> Language.of(code).ifPresent(languages::add));
        return new Broadcast(
                form.id(),
                form.name(),
                form.topic(),
                new Audience(
                        languages,
                        form.municipalities(),
                        form.carriers(),
                        Optional.ofNullable(form.heardWithin()).map(Duration::ofMillis),
                        Optional.ofNullable(form.silentFor()).map(Duration::ofMillis)),
                form.readers(),
                texts,
                form.pace(),
                form.authors(),
                form.state(),
                approval(form),
                Instant.ofEpochMilli(form.created()),
                time(form.startAt()),
                time(form.begun()),
                time(form.ended()));
    }

    private static Optional<Broadcast.Approval> approval(Form form) {
        String by = form.approvedBy();
        Long at = form.approvedAt();
        String digest = form.digest();
        return by == null || at == null || digest == null
                ? Optional.empty()
                : Optional.of(new Broadcast.Approval(by, Instant.ofEpochMilli(at), digest));
    }

    private static Optional<Instant> time(@Nullable Long ms) {
        return Optional.ofNullable(ms).map(Instant::ofEpochMilli);
    }

    @Override
    public Optional<Versioned> find(String id) {
        var fields = link.await(
                "hmget", link.commands().hmget(BroadcastKeys.broadcast(id.toLowerCase(Locale.ROOT)), "v", "b"));
        byte[] version = fields.get(0).getValueOrElse(null);
        byte[] sealed = fields.get(1).getValueOrElse(null);
        return version == null || sealed == null
                ? Optional.empty()
                : Optional.of(new Versioned(read(sealed), Long.parseLong(Keys.text(version))));
    }

    @Override
    public List<Broadcast> all() {
        List<Broadcast> all = new ArrayList<>();
        link.await("zrevrange", link.commands().zrevrange(BroadcastKeys.ALL, 0, MOST - 1))
                .forEach(id -> find(Keys.text(id)).map(Versioned::value).ifPresent(all::add));
        return all;
    }

    @Override
    public boolean write(Broadcast broadcast, long version, Instant now) {
        boolean heard = broadcast.state().started();
        boolean over = heard && !broadcast.live();
        long until = over ? now.plus(RECEIPTS_COME).toEpochMilli() : Long.MAX_VALUE / 1024;
        return link.run(
                WRITE,
                new String[] {
                    BroadcastKeys.broadcast(broadcast.id()), BroadcastKeys.ALL, BroadcastKeys.LIVE, BroadcastKeys.HEARD
                },
                Keys.bytes(broadcast.id()),
                Keys.bytes(version),
                write(broadcast),
                Keys.bytes(broadcast.created()),
                Keys.bytes(broadcast.live() ? broadcast.state().name() : ""),
                heard ? Keys.bytes(until) : new byte[0]);
    }

    @Override
    public Watch watch(Instant now) {
        var live = link.commands().hgetall(BroadcastKeys.LIVE);
        var heard = link.commands()
                .zrangebyscore(
                        BroadcastKeys.HEARD,
                        Range.from(Range.Boundary.including(now.toEpochMilli()), Range.Boundary.unbounded()),
                        Limit.unlimited());
        var killed = link.commands().exists(BroadcastKeys.KILLED);
        Map<String, Broadcast.State> states = new HashMap<>();
        link.await("hgetall", live).forEach((id, state) -> states.put(id, Broadcast.State.valueOf(Keys.text(state))));
        Set<String> runs = new HashSet<>();
        link.await("zrangebyscore", heard).forEach(run -> runs.add(Keys.text(run)));
        return new Watch(states, runs, link.await("exists", killed) > 0);
    }

    @Override
    public Optional<String> killed() {
        return link.awaitFound("get", link.commands().get(BroadcastKeys.KILLED)).map(Keys::text);
    }

    @Override
    public void kill(Optional<String> by) {
        if (by.isPresent()) {
            link.await("set", link.commands().set(BroadcastKeys.KILLED, Keys.bytes(by.get())));
        } else {
            link.await("del", link.commands().del(BroadcastKeys.KILLED));
        }
    }

    @Override
    public boolean lease(String id, String node) {
        String key = BroadcastKeys.lease(id);
        boolean fresh = link.awaitFound(
                        "set",
                        link.commands()
                                .set(key, Keys.bytes(node), SetArgs.Builder.nx().px(LEASE.toMillis())))
                .isPresent();
        boolean own = fresh
                || link.awaitFound("get", link.commands().get(key))
                        .map(Keys::text)
                        .filter(node::equals)
                        .isPresent();
        if (own && !fresh) {
            link.await("pexpire", link.commands().pexpire(key, LEASE.toMillis()));
        }
        return own;
    }
}
