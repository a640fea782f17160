package org.linja.broadcast;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.linja.contact.Fingerprint;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.Person;
import org.linja.contact.Topic;
import org.linja.outbox.DeliveryReport;

/// Where it is kept who gets a broadcast and what became of it: a letter for each person, and the numbers sealed in
/// chunks until the run is over. All methods block; a store that cannot be reached throws.
///
/// People are numbered from 0 in each partition. A chunk holds [#CHUNK] numbers, which all go over one carrier.
public interface RunStore {
    /// How many people a chunk has room for.
    int CHUNK = 512;

    /// The month that counts for the cap, `2026-11`.
    static String month(Instant now) {
        return YearMonth.from(now.atZone(ZoneOffset.UTC)).toString();
    }

    /// One who gets it.
    ///
    /// @param language in which
    /// @param carrier over which
    /// @param municipality its key, or empty
    record Recipient(Msisdn number, Fingerprint fingerprint, Language language, String carrier, String municipality) {}

    /// One partition's people of a run, as they stood when they were loaded.
    ///
    /// @param states a letter of [Fate] each; any other where a chunk is not full
    /// @param carriers the carrier of each chunk
    record Part(String run, int partition, byte[] states, List<String> carriers) {}

    /// People of one chunk that are to be sent to now.
    ///
    /// @param offsets in the chunk, ascending
    /// @param people as long as `offsets`
    /// @param token differs from attempt to attempt: asked again with the same one, [#take] answers the same
    record Slice(String run, int partition, int chunk, int[] offsets, List<Recipient> people, String token) {
        /// The number of one of them in the partition.
        public int index(int i) {
            return chunk * CHUNK + offsets[i];
        }

        /// The name of the slice while it is claimed.
        public String name() {
            return index(0) + "-" + index(offsets.length - 1) + ":" + token;
        }
    }

    /// What the store says of each of a slice: [Fate#CLAIMED] when it is to be sent now, the fate it got instead,
    /// or [Fate#QUEUED] when somebody else had it first and nothing is to be done.
    ///
    /// @param persons by place in the slice, of those of whom more is known
    record Taken(List<Fate> fates, Map<Integer, Person> persons) {}

    /// What became of a claimed message.
    ///
    /// @param fate [Fate#QUEUED] puts it back
    /// @param carrier that took it, or may have
    /// @param ids under which its receipts come, one for each segment; empty when none are to come
    record Outcome(
            String run,
            int partition,
            int index,
            Fingerprint fingerprint,
            Fate fate,
            String carrier,
            List<String> ids) {}

    /// A slice of which every outcome is told.
    record Finished(String run, int partition, String slice) {}

    /// Begins a run anew, with nobody in it.
    ///
    /// @param carriers those it may go over
    void clear(String run, List<String> carriers);

    /// Adds a chunk. Adding the same one twice changes nothing.
    ///
    /// @param people at most [#CHUNK], all of that partition and over the same carrier
    void add(String run, int partition, int chunk, List<Recipient> people);

    /// The run's people as they stand, one part for each partition.
    List<Part> load(String run);

    /// The people of one chunk.
    List<Recipient> chunk(String run, int partition, int chunk);

    /// Claims those of a slice that are still queued and may still be written to: the last look before the wire at
    /// who has ended messages, and at the month's cap.
    ///
    /// Asked again with the same slice it answers the same, so that an answer may be lost on the way.
    ///
    /// @param lease after which the claim of a dead server is taken as unknown
    Taken take(Slice slice, Topic topic, int monthlyCap, String month, Instant now, Duration lease);

    /// Writes down outcomes, all of a partition or none. Doing so twice changes nothing.
    ///
    /// @param month as it was given to [#take]
    void settle(List<Outcome> outcomes, List<Finished> finished, String month, Instant now);

    /// Takes in receipts.
    ///
    /// @param runs those it may be about
    /// @return for each report whether it was about one of them
    List<Boolean> receipts(List<DeliveryReport> reports, Collection<String> runs, Instant now);

    /// Takes in receipts under ids that nobody was told: one for somebody of whom it is unknown whether she was
    /// written to tells that she was. Any other is kept for the response that names its message, should that still
    /// come.
    ///
    /// @param runs those it may be about
    void strangers(List<DeliveryReport> reports, Collection<String> runs, Instant now);

    /// Has claims that nobody came back from taken as unknown: those whose lease ends until then.
    void expire(String run, Instant until, Instant now);

    /// Cancels what is still queued.
    void cancel(String run);

    /// Ends a run of which nothing is queued or claimed: the numbers are removed at once, the letters after `keep`.
    void close(String run, Duration keep);

    /// How far it is.
    Progress progress(String run);

    /// Deliveries and other outcomes over time: by the start of each ten minutes.
    Map<Instant, Map<Fate, Long>> timeline(String run);

    /// Counts an answer of somebody who lately got a broadcast.
    ///
    /// @param months in which she may have got it
    /// @param what she answered, as a key of the report
    void replied(Fingerprint fingerprint, List<String> months, String what);

    /// Answers by what they were.
    Map<String, Long> replies(String run);
}
