package org.linja.outbox;

import java.time.Duration;
import org.linja.contact.Msisdn;

/// A message the gate has let through: the only thing a [Sender] takes, and only [SafeSend] can make one.
///
/// It has no readable [#toString]: number and text stay out of logs.
public final class Cleared {
    private final String id;
    private final Msisdn to;
    private final String from;
    private final String text;
    private final Lane lane;
    private final Duration validity;
    private final boolean fleeting;

    /// Only the gate calls this.
    Cleared(String id, Msisdn to, String from, String text, Lane lane, Duration validity, boolean fleeting) {
        this.id = id;
        this.to = to;
        this.from = from;
        this.text = text;
        this.lane = lane;
        this.validity = validity;
        this.fleeting = fleeting;
    }

    /// The outbox's id of the message.
    public String id() {
        return id;
    }

    /// The number it goes to.
    public Msisdn to() {
        return to;
    }

    /// Our own number or name it comes from: the one that was written to (R03); empty for the carrier's default.
    public String from() {
        return from;
    }

    /// The whole text, before transliteration and splitting.
    public String text() {
        return text;
    }

    /// Its lane, which also decides what to do when the outcome is unknown.
    public Lane lane() {
        return lane;
    }

    /// How long the network may go on trying (R06): never past the end of the safe window.
    public Duration validity() {
        return validity;
    }

    /// Whether it may become needless at any moment, as an alert does when its case is taken: when the network asks
    /// for patience it is given back, and the gate is asked anew before the next try.
    public boolean fleeting() {
        return fleeting;
    }

    @Override
    public String toString() {
        return "Cleared[" + id + ", " + lane + "]";
    }
}
