package org.linja.ussd;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.Msisdn;
import org.linja.dialog.UssdDesk;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.http.Server;
import org.linja.testkit.Visitor;
import org.linja.text.PageLimit;
import org.linja.work.Work;

/// An aggregator that calls us over a real socket, and a desk that shows the pages a test has laid out and remembers
/// what it was asked.
final class Caller implements UssdDesk, AutoCloseable {
    static final String SECRET = "c0ffee00c0ffee00c0ffee00";
    static final UssdPage CLOSING = new UssdPage("112", true);

    private final Deque<Optional<UssdPage>> pages = new ArrayDeque<>();
    private final List<UssdEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final List<UssdEvent> turnedAway = new CopyOnWriteArrayList<>();
    private final String name;
    private final String path;
    private final Work work;
    private final Server server;
    private final Visitor visitor;
    private volatile Runnable before = () -> {};

    private Caller(String name, List<Aggregator> all, Work work) {
        this.name = name;
        this.work = work;
        path = all.getFirst().path();
        UssdDoor door =
                new UssdDoor(this, words -> words.toLowerCase(Locale.ROOT).contains("sos"), InstantSource.system());
        server = Server.start("127.0.0.1", 0, work, door.routes(all));
        visitor = new Visitor(server.uri());
    }

    /// One that speaks a dialect and shows its secret in the address.
    static Caller speaking(String dialect, String... settings) {
        List<String> lines = new ArrayList<>(List.of("dialect: " + dialect, "secret: " + SECRET));
        lines.addAll(List.of(settings));
        return with("", new Work("ussd-test", 16), lines.toArray(String[]::new));
    }

    /// One with any settings.
    static Caller with(String head, Work work, String... settings) {
        Problems problems = new Problems();
        List<Aggregator> all = Aggregators.readAll(Doc.parse(
                "aggregators.yaml", head + "aggregators:\n  them:\n    " + String.join("\n    ", settings), problems));
        problems.throwIfAny();
        return new Caller("them", all, work);
    }

    /// The session they bring, as the desk must see it.
    UssdEvent.Session session(String id, String code) {
        return new UssdEvent.Session(name, id, new Msisdn("38344000101"), code, PageLimit.USUAL);
    }

    /// What the desk must be asked, by its kind: `begin`, `reply`, `end` or `timeout`.
    static UssdEvent event(String kind, UssdEvent.Session session, String step, String words) {
        return switch (kind) {
            case "begin" -> new UssdEvent.Begin(session, words);
            case "reply" -> new UssdEvent.Reply(session, step, words);
            case "end" -> new UssdEvent.End(session);
            case "timeout" -> new UssdEvent.Timeout(session);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /// Lays out the next page; `""` stands for none.
    void next(String text, boolean last) {
        pages.add(text.isEmpty() ? Optional.empty() : Optional.of(new UssdPage(text, last)));
    }

    /// Something that happens within the desk before it answers.
    void first(Runnable something) {
        before = something;
    }

    /// What the desk was asked since the last call.
    List<UssdEvent> asked() {
        synchronized (events) {
            List<UssdEvent> copy = List.copyOf(events);
            events.clear();
            return copy;
        }
    }

    @Override
    public Optional<UssdPage> answer(UssdEvent event) {
        events.add(event);
        before.run();
        Optional<UssdPage> page = pages.poll();
        return page == null ? Optional.empty() : page;
    }

    @Override
    public UssdPage noRoom(UssdEvent event) {
        turnedAway.add(event);
        return CLOSING;
    }

    /// What the desk was told there is no room for.
    List<UssdEvent> turnedAway() {
        return turnedAway;
    }

    /// POST to the address with the secret.
    HttpResponse<String> posts(String type, String body) {
        return send(to("/" + SECRET).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    /// GET of the address with the secret.
    HttpResponse<String> gets(String query) {
        return send(to("/" + SECRET + "?" + query).GET());
    }

    /// A request to any address below the aggregator's.
    HttpRequest.Builder to(String below) {
        return visitor.to(path + below);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return visitor.send(request);
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.close();
        work.close();
        visitor.close();
    }
}
