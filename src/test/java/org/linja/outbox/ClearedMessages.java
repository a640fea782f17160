package org.linja.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.linja.contact.Msisdn;

/// Messages as the gate would let them through, for tests of senders.
public final class ClearedMessages {
    private static final AtomicInteger IDS = new AtomicInteger();

    private ClearedMessages() {}

    public static Cleared of(String to, String from, String text, Lane lane, Duration validity) {
        return new Cleared("m" + IDS.incrementAndGet(), new Msisdn(to), from, text, lane, validity, false);
    }

    public static Cleared of(String to, String text, Lane lane) {
        return of(to, "", text, lane, Duration.ofHours(1));
    }
}
