package org.linja.ussd;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.linja.dialog.UssdDesk;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.http.Answer;
import org.linja.http.BadRequest;
import org.linja.http.Request;
import org.linja.http.Routes;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where aggregators call: each at its own address, in its own dialect, and only when its guard admits it.
///
/// Whatever goes wrong on our side, she gets a page: when there is no room, or when the desk fails, it is the last
/// one, with the emergency numbers.
public final class UssdDoor {
    private static final Logger LOG = LoggerFactory.getLogger(UssdDoor.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final UssdDesk desk;
    private final Predicate<String> urgent;
    private final InstantSource clock;
    private final Heard heard;

    /// @param desk answers
    /// @param urgent whether words hold an SOS: such a request may take a slot kept free. Computes only
    public UssdDoor(UssdDesk desk, Predicate<String> urgent, InstantSource clock) {
        this.desk = desk;
        this.urgent = urgent;
        this.clock = clock;
        this.heard = new Heard(clock);
    }

    /// The routes of all aggregators.
    public List<Routes> routes(List<Aggregator> aggregators) {
        List<Routes> all = new ArrayList<>();
        for (Aggregator one : aggregators) {
            Gate gate = new Gate(one);
            Routes routes = new Routes(gate);
            for (Dialect.Way way : one.dialect().ways()) {
                String path = one.path() + one.guard().part() + way.path();
                if (way.method().equals("GET")) {
                    routes.get(path, gate::answer);
                } else {
                    routes.post(path, gate::answer);
                }
            }
            all.add(routes);
        }
        return all;
    }

    /// One aggregator's.
    private final class Gate implements Routes.Crowd {
        private final Aggregator aggregator;
        private Instant quietUntil = Instant.MIN;
        private int refused;

        Gate(Aggregator aggregator) {
            this.aggregator = aggregator;
        }

        Answer answer(Request request) {
            return admitted(request, this::answer);
        }

        @Override
        public Answer turnedAway(Request request) {
            return admitted(request, this::full);
        }

        @Override
        public boolean urgent(Request request) {
            if (aggregator.guard().objection(request).isPresent()) {
                return false;
            }
            return switch (aggregator.dialect().read(request, aggregator)) {
                case Dialect.Told.Happened happened ->
                    switch (happened.event()) {
                        case UssdEvent.Begin begin -> urgent.test(begin.words());
                        case UssdEvent.Reply reply -> urgent.test(reply.words());
                        case UssdEvent.End end -> false;
                        case UssdEvent.Timeout timeout -> false;
                    };
                case Dialect.Told.Inputs inputs -> urgent.test(heard.lastOf(inputs.session(), inputs.inputs()));
                case Dialect.Told.Asked asked -> false;
            };
        }

        private Answer admitted(Request request, Function<Dialect.Told, Answer> then) {
            Optional<String> objection = aggregator.guard().objection(request);
            if (objection.isPresent()) {
                warn(objection.get(), request.remote());
                return Answer.problem(403, "not admitted: check the secret, the network and the signature agreed on");
            }
            Dialect.Told told;
            try {
                told = aggregator.dialect().read(request, aggregator);
            } catch (BadRequest e) {
                return aggregator.dialect().refused(e);
            }
            return then.apply(told);
        }

        private Answer answer(Dialect.Told told) {
            return switch (told) {
                case Dialect.Told.Happened happened ->
                    shown(happened.event().session(), "", ask(happened.event()))
                            .map(happened.page())
                            .orElse(happened.noted());
                case Dialect.Told.Inputs inputs -> inputs(inputs);
                case Dialect.Told.Asked asked -> asked.answer().apply(heard.open(asked.which()));
            };
        }

        /// Inputs of a session nobody knows are what was dialled behind the code.
        private Answer inputs(Dialect.Told.Inputs said) {
            UssdEvent.Session session = said.session();
            Optional<UssdPage> page = ask(reply(said));
            if (page.isEmpty()) {
                page = ask(new UssdEvent.Begin(session, said.inputs()));
            }
            return said.page().apply(shown(session, said.inputs(), page).orElse(new UssdPage("", true)));
        }

        private UssdEvent.Reply reply(Dialect.Told.Inputs said) {
            String words = heard.lastOf(said.session(), said.inputs());
            return new UssdEvent.Reply(said.session(), Heard.mark(said.inputs()), words);
        }

        private Optional<UssdPage> shown(UssdEvent.Session session, String inputs, Optional<UssdPage> page) {
            if (page.filter(p -> !p.last()).isPresent()) {
                heard.shown(session, inputs);
            } else {
                heard.over(session);
            }
            return page;
        }

        private Optional<UssdPage> ask(UssdEvent event) {
            try {
                return desk.answer(event);
            } catch (RuntimeException e) {
                LOG.error("{}: a USSD session could not go on: {}", aggregator.name(), Failure.describe(e));
                return Optional.of(desk.noRoom(event));
            }
        }

        private Answer full(Dialect.Told told) {
            return switch (told) {
                case Dialect.Told.Happened happened ->
                    switch (happened.event()) {
                        case UssdEvent.Begin begin -> happened.page().apply(desk.noRoom(begin));
                        case UssdEvent.Reply reply -> happened.page().apply(desk.noRoom(reply));
                        case UssdEvent.End end -> Answer.busy(Duration.ofSeconds(1));
                        case UssdEvent.Timeout timeout -> Answer.busy(Duration.ofSeconds(1));
                    };
                case Dialect.Told.Inputs inputs -> inputs.page().apply(desk.noRoom(reply(inputs)));
                case Dialect.Told.Asked asked -> asked.answer().apply(heard.open(asked.which()));
            };
        }

        /// Once a minute at most: who knocks at a wrong door must not fill our disk.
        private synchronized void warn(String objection, String remote) {
            refused++;
            if (clock.instant().isBefore(quietUntil)) {
                return;
            }
            LOG.warn(
                    "aggregator {}: {} requests not admitted since this was last told, the latest from {} for {}",
                    aggregator.name(),
                    refused,
                    remote,
                    objection);
            refused = 0;
            quietUntil = clock.instant().plus(BETWEEN_WARNINGS);
        }
    }
}
