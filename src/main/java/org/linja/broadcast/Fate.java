package org.linja.broadcast;

import java.util.Arrays;

/// What has become of one person's message. One letter of it stands in the store for each person of a run.
public enum Fate {
    /// Not sent yet.
    QUEUED('q'),
    /// Taken out to be sent; until more is known it may have left or not.
    CLAIMED('c'),
    /// A carrier took it.
    SUBMITTED('s'),
    /// A receipt says it is on the handset.
    DELIVERED('d'),
    /// A carrier refused it for good.
    REFUSED('r'),
    /// A carrier took it, and a receipt says that it was given up.
    FAILED('f'),
    /// It may have left or not: never sent again, until a receipt tells.
    UNKNOWN('u'),
    /// She ended messages, or was forgotten, before it was sent.
    OPTED_OUT('o'),
    /// What is known of her says that it is not safe.
    HELD('h'),
    /// She has had this month's messages.
    CAPPED('m'),
    /// The broadcast was cancelled before it was sent.
    CANCELLED('k');

    private final char letter;

    Fate(char letter) {
        this.letter = letter;
    }

    /// The letter in the store.
    public char letter() {
        return letter;
    }

    /// Whether a carrier took it.
    public boolean taken() {
        return this == SUBMITTED || this == DELIVERED || this == FAILED;
    }

    /// The fate of that letter.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Fate of(char letter) {
        return Arrays.stream(values())
                .filter(f -> f.letter == letter)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no fate has this letter"));
    }
}
