package org.linja.simulator;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.linja.contact.Msisdn;

/// What a handset sees after dialling, in the language of the stories that tests tell:
/// `anna.dials("*123#").shows("1 Shqip").answers("1").shows("…")`.
public final class UssdPhone {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimulatedSmsc smsc;
    private final Msisdn number;
    private final LinkedBlockingQueue<Screen> screens = new LinkedBlockingQueue<>();

    UssdPhone(SimulatedSmsc smsc, Msisdn number) {
        this.smsc = smsc;
        this.number = number;
        smsc.onScreen((handset, screen) -> {
            if (handset.equals(number.digits())) {
                screens.add(screen);
            }
        });
    }

    /// Dials, and ends what was open before.
    public UssdPhone dials(String code) {
        smsc.dial(number, code);
        return this;
    }

    /// Answers the page, or types into the void when there is none.
    public UssdPhone answers(String words) {
        smsc.answer(number, words);
        return this;
    }

    /// Hangs up.
    public UssdPhone hangsUp() {
        smsc.hangUp(number, false).join();
        return this;
    }

    /// Loses the session: the network gives up waiting.
    public UssdPhone isCutOff() {
        smsc.hangUp(number, true).join();
        return this;
    }

    /// Waits for the next page, which must hold every one of the parts.
    ///
    /// @throws AssertionError when none comes in time, or another one comes
    public UssdPhone shows(String... parts) {
        check(next(), false, parts);
        return this;
    }

    /// As [#shows], and the session must end with it.
    ///
    /// @throws AssertionError when none comes in time, or another one comes
    public UssdPhone ends(String... parts) {
        check(next(), true, parts);
        return this;
    }

    /// Waits for the next page, whatever it says.
    ///
    /// @throws AssertionError when none comes in time
    public Screen next() {
        try {
            Screen screen = screens.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (screen == null) {
                throw new AssertionError(this + " was shown nothing within " + PATIENCE);
            }
            return screen;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(this + " was interrupted while it waited for a page", e);
        }
    }

    /// Fails when a page comes within that time, or has come and was not looked at.
    ///
    /// @throws AssertionError with what came
    public UssdPhone showsNothing(Duration quiet) {
        try {
            Screen screen = screens.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
            if (screen != null) {
                throw new AssertionError(this + " should show nothing, but shows '" + screen.text() + "'");
            }
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(this + " was interrupted while it waited", e);
        }
    }

    private void check(Screen screen, boolean last, String... parts) {
        for (String part : parts) {
            if (!screen.text().contains(part)) {
                throw new AssertionError(
                        this + " shows a page that does not hold '" + part + "': '" + screen.text() + "'");
            }
        }
        if (screen.last() != last) {
            throw new AssertionError(
                    this + (last ? " should be at the end, but an answer is awaited" : " is at the end too early")
                            + ": '" + screen.text() + "'");
        }
    }

    @Override
    public String toString() {
        return "the screen of " + number;
    }
}
