package org.linja.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Msisdn;

/// A phone on the simulated network, and the language of the stories that tests tell:
/// `anna.texts("SOS").gets("…"); bram.gets("SOS 4F7K").texts("1")`.
///
/// It reads its messages in the order they came, each once. Its failures show the text that came, which belongs to no
/// person.
public final class Handset {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimulatedSmsc smsc;
    private final Msisdn number;
    private final String line;
    private final Inbox inbox;
    private Duration patience = PATIENCE;

    Handset(SimulatedSmsc smsc, Msisdn number, String line, Inbox inbox) {
        this.smsc = smsc;
        this.number = number;
        this.line = line;
        this.inbox = inbox;
    }

    /// Its own number.
    public Msisdn number() {
        return number;
    }

    /// Waits at most that long for each message from now on, instead of 20 s.
    public Handset within(Duration patience) {
        this.patience = patience;
        return this;
    }

    /// Sends a text and does not wait for it to arrive.
    public Handset texts(String text) {
        smsc.send(number, line, text);
        return this;
    }

    /// Waits for the next message, which must hold every one of the parts.
    ///
    /// @throws AssertionError when none comes in time, or another one comes
    public Handset gets(String... parts) {
        Arrival arrival = next();
        for (String part : parts) {
            if (!arrival.text().contains(part)) {
                throw new AssertionError(
                        this + " got a message that does not hold '" + part + "': '" + arrival.text() + "'");
            }
        }
        return this;
    }

    /// Waits for the next message, whatever it says.
    ///
    /// @throws AssertionError when none comes in time
    public Arrival next() {
        try {
            Optional<Arrival> arrival = inbox.next(patience);
            return arrival.orElseThrow(() -> new AssertionError(this + " got no message within " + patience));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(this + " was interrupted while it waited for a message", e);
        }
    }

    /// Fails when a message comes within that time, or has come and was not read.
    ///
    /// @throws AssertionError with what came
    public Handset getsNothing(Duration quiet) {
        try {
            inbox.next(quiet).ifPresent(arrival -> {
                throw new AssertionError(this + " should get nothing, but got '" + arrival.text() + "'");
            });
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(this + " was interrupted while it waited", e);
        }
    }

    /// Marks all that has come as read.
    public Handset ignoresTheRest() {
        inbox.readAll();
        return this;
    }

    /// All that it got, oldest first, read or not; the last 1,000.
    public List<Arrival> inbox() {
        return inbox.all();
    }

    @Override
    public String toString() {
        return "the handset " + number;
    }
}
