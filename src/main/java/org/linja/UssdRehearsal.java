package org.linja;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.Msisdn;
import org.linja.dialog.UssdDesk;
import org.linja.http.Server;
import org.linja.ussd.Aggregator;
import org.linja.ussd.Aggregators;
import org.linja.ussd.UssdDoor;
import org.linja.work.Failure;
import org.linja.work.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds USSD sessions over HTTP on the loopback interface, as an aggregator would, so that the JVM knows that way when
/// the first real session comes: requests, menus, pages, the store.
final class UssdRehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(UssdRehearsal.class);
    private static final int AT_ONCE = 32;

    /// What is typed: none of it calls for help, and none of it is free words, which somebody would have to read.
    private static final List<String> KEYS = List.of("4", "3", "98", "0", "1", "x");

    private UssdRehearsal() {}

    /// Holds sessions until there were that many. What fails is logged and ends it.
    ///
    /// @param desk answers
    /// @param numbers whose session it is, by its place in the row
    /// @param goesOn asked before each session
    /// @return how many were held
    static int run(UssdDesk desk, IntFunction<Msisdn> numbers, int most, BooleanSupplier goesOn, InstantSource clock) {
        String secret = Throwaway.secret();
        Aggregator aggregator = aggregator(secret);
        AtomicInteger begun = new AtomicInteger();
        try (Work work = new Work("rehearsal", 2 * AT_ONCE);
                Server server = Server.start(
                        "127.0.0.1", 0, work, new UssdDoor(desk, words -> false, clock).routes(List.of(aggregator)));
                HttpClient client = HttpClient.newHttpClient();
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            URI address = server.uri().resolve(aggregator.path() + "/" + secret);
            for (int i = 0; i < AT_ONCE; i++) {
                people.execute(() -> {
                    for (int n = begun.getAndIncrement();
                            n < most && goesOn.getAsBoolean() && held(client, address, n, numbers.apply(n));
                            n = begun.getAndIncrement()) {
                        Thread.yield();
                    }
                });
            }
        }
        return Math.min(most, begun.get());
    }

    private static Aggregator aggregator(String secret) {
        Problems problems = new Problems();
        String yaml = "aggregators: { rehearsal: { dialect: generic, secret: \"" + secret + "\" } }";
        Aggregator aggregator =
                Aggregators.readAll(Doc.parse("rehearsal", yaml, problems)).getFirst();
        problems.throwIfAny();
        return aggregator;
    }

    private static boolean held(HttpClient client, URI address, int session, Msisdn number) {
        try {
            for (int step = 0; step <= KEYS.size(); step++) {
                String form = "session=r" + session + "&msisdn=" + number.digits() + "&code=*123%23&text="
                        + (step == 0 ? "" : KEYS.get(step - 1)) + "&type=" + (step == 0 ? "begin" : "reply") + "&step="
                        + step;
                HttpRequest request = HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
                if (client.send(request, BodyHandlers.ofString()).body().startsWith("END")) {
                    break;
                }
            }
            return true;
        } catch (IOException e) {
            LOG.warn("a USSD session could not be rehearsed: {}", Failure.describe(e));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
