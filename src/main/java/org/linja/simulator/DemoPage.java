package org.linja.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.linja.contact.Msisdn;
import org.linja.http.Answer;
import org.linja.http.BadRequest;
import org.linja.http.EventStream;
import org.linja.http.Request;
import org.linja.http.Routes;

/// A page with two handsets on the simulated network: one of a person who seeks help, one of a counsellor.
///
/// Everybody who opens the page sees the same handsets. The page shows numbers and texts, so it is for simulated ones
/// only.
public final class DemoPage {
    private static final int KEPT = 500;
    private static final int LONGEST = 1_000;
    private static final int LONGEST_ANSWER = 160;
    private static final int PEOPLE = 99;
    private static final int PAGES = 64;
    private static final int WAITING = 1_000;

    private final SimulatedSmsc smsc;
    private final String line;
    private final List<Msisdn> counsellors;
    private final InstantSource clock;
    private final EventStream events = new EventStream(PAGES, WAITING);
    private final List<Msisdn> beneficiaries = new ArrayList<>();
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<String, Map<String, Object>> screens = new HashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Optional<TelephonePage> telephones;

    /// One bubble on the page. Its [#toString] shows neither number nor text.
    ///
    /// @param handset on whose screen it stands, digits only
    /// @param travelled how it came, such as `GSM7`; empty for one that the handset sent
    /// @param segments how many it took; 0 for one that the handset sent
    /// @param fate of one that the handset sent: `waiting`, `taken` or `refused`
    private record Entry(
            long id,
            String handset,
            boolean sent,
            String text,
            String travelled,
            int segments,
            String fate,
            Instant at) {
        Entry with(String fate) {
            return new Entry(id, handset, sent, text, travelled, segments, fate, at);
        }

        Map<String, Object> json() {
            return Map.of(
                    "id", id,
                    "handset", handset,
                    "sent", sent,
                    "text", text,
                    "travelled", travelled,
                    "segments", segments,
                    "fate", fate,
                    "at", at.toString());
        }

        @Override
        public String toString() {
            return "Entry[" + id + "]";
        }
    }

    /// @param smsc where the handsets are
    /// @param line the number the handsets write to
    /// @param beneficiary the number of the first person; a new person gets the next one
    /// @param counsellors the numbers of the counsellors in the on-call list, the first to be alerted first
    /// @param calls by which the handsets can telephone; without it they only write
    public DemoPage(
            SimulatedSmsc smsc,
            String line,
            Msisdn beneficiary,
            List<Msisdn> counsellors,
            Optional<TelephoneExchange> calls,
            InstantSource clock) {
        this.smsc = smsc;
        this.line = line;
        this.counsellors = List.copyOf(counsellors);
        this.clock = clock;
        beneficiaries.add(beneficiary);
        smsc.onArrival(this::arrived);
        smsc.onScreen(this::shown);
        telephones = calls.map(exchange -> new TelephonePage(
                exchange, request -> handset(request.form("from").orElse("")), events::send));
    }

    /// The page at `/demo`, and what it asks for.
    public Routes routes() {
        Routes routes = new Routes()
                .resource("/demo", DemoPage.class, "page.html")
                .resource("/demo/page.css", DemoPage.class, "page.css")
                .resource("/demo/page.js", DemoPage.class, "page.js")
                .resource("/demo/telephones.js", DemoPage.class, "telephones.js")
                .resource("/demo/words.js", DemoPage.class, "words.js")
                .resource("/demo/icon.svg", DemoPage.class, "icon.svg")
                .get("/demo/state", request -> state())
                .post("/demo/send", this::send)
                .post("/demo/dial", this::dial)
                .post("/demo/answer", this::answer)
                .post("/demo/hang-up", this::hangUp)
                .post("/demo/beneficiary", request -> newBeneficiary())
                .events("/demo/events", events);
        telephones.ifPresent(page -> page.addTo(routes));
        return routes;
    }

    private Answer state() {
        synchronized (entries) {
            return Answer.json(Map.of(
                    "line", line,
                    "reachable", smsc.reachable(),
                    "beneficiary", beneficiaries.getLast().digits(),
                    "counsellors", counsellors.stream().map(Msisdn::digits).toList(),
                    "screens", Map.copyOf(screens),
                    "telephones", telephones.isPresent(),
                    "calls", telephones.map(TelephonePage::state).orElse(Map.of()),
                    "entries", entries.stream().map(Entry::json).toList()));
        }
    }

    private Answer send(Request request) {
        Msisdn from = handset(request.form("from").orElse(""));
        String text = request.form("text").orElse("").strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new BadRequest("the field 'text' has to hold 1 to " + LONGEST + " characters");
        }
        Entry entry = new Entry(ids.incrementAndGet(), from.digits(), true, text, "", 0, "waiting", clock.instant());
        keep(entry);
        smsc.send(from, line, text).handle((taken, refused) -> fate(entry, refused == null ? "taken" : "refused"));
        return Answer.done();
    }

    private Answer dial(Request request) {
        Msisdn from = handset(request.form("from").orElse(""));
        String code = request.form("code").orElse("").strip();
        if (!code.matches("[*][0-9*]{1,40}#")) {
            throw new BadRequest("the field 'code' has to be dialled like '*123#'");
        }
        smsc.dial(from, code);
        return Answer.done();
    }

    private Answer answer(Request request) {
        Msisdn from = handset(request.form("from").orElse(""));
        String text = request.form("text").orElse("").strip();
        if (text.isEmpty() || text.length() > LONGEST_ANSWER) {
            throw new BadRequest("the field 'text' has to hold 1 to " + LONGEST_ANSWER + " characters");
        }
        smsc.answer(from, text);
        return Answer.done();
    }

    private Answer hangUp(Request request) {
        Msisdn from = handset(request.form("from").orElse(""));
        smsc.hangUp(from, false);
        synchronized (entries) {
            screens.remove(from.digits());
        }
        return Answer.done();
    }

    private void shown(String handset, Screen screen) {
        Map<String, Object> told = Map.of("handset", handset, "text", screen.text(), "last", screen.last());
        synchronized (entries) {
            screens.put(handset, told);
            events.send("screen", told);
        }
    }

    private Answer newBeneficiary() {
        synchronized (entries) {
            Msisdn last = beneficiaries.getLast();
            Msisdn next = beneficiaries.size() == PEOPLE
                    ? beneficiaries.getFirst()
                    : new Msisdn(Long.toString(Long.parseLong(last.digits()) + 1));
            beneficiaries.remove(next);
            beneficiaries.add(next);
            Map<String, Object> told = Map.of("number", next.digits());
            events.send("beneficiary", told);
            return Answer.json(told);
        }
    }

    private Msisdn handset(String digits) {
        synchronized (entries) {
            return beneficiaries.stream()
                    .filter(number -> number.digits().equals(digits))
                    .findFirst()
                    .or(() -> counsellors.stream()
                            .filter(number -> number.digits().equals(digits))
                            .findFirst())
                    .orElseThrow(() -> new BadRequest("the field 'from' has to be a handset of this page"));
        }
    }

    private void arrived(Arrival arrival) {
        keep(new Entry(
                ids.incrementAndGet(),
                arrival.to(),
                false,
                arrival.text(),
                arrival.coding().name(),
                arrival.segments(),
                "",
                arrival.at()));
    }

    private void keep(Entry entry) {
        synchronized (entries) {
            entries.add(entry);
            if (entries.size() > KEPT) {
                entries.remove();
            }
            events.send("entry", entry.json());
        }
    }

    private Entry fate(Entry entry, String fate) {
        Entry now = entry.with(fate);
        synchronized (entries) {
            List<Entry> all =
                    entries.stream().map(e -> e.id() == now.id() ? now : e).toList();
            entries.clear();
            entries.addAll(all);
            events.send("entry", now.json());
        }
        return now;
    }
}
