package org.linja.broadcast;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.linja.broadcast.RunStore.Recipient;
import org.linja.broadcast.Subscribers.Found;
import org.linja.contact.Language;
import org.linja.contact.Person;

/// Who of those who asked for a topic gets a broadcast, in which language and over which carrier; and who not, and why.
/// The same for counting beforehand and for fixing the recipients.
final class Selection {
    /// Why someone who asked for the topic does not get it.
    enum Left {
        /// She has ended messages.
        STOPPED,
        /// She has had this month's messages.
        CAPPED,
        /// She has said that we may not write.
        UNSAFE,
        /// Not among those it is meant for.
        NOT_MEANT,
        /// There is no text in her language.
        NO_TEXT
    }

    private final Broadcast broadcast;
    private final List<String> carriers;
    private final Language unknownLanguage;
    private final int monthlyCap;
    private final Instant now;
    private final Map<Progress.Cell, Long> cells = new TreeMap<>();
    private final Map<Left, Long> left = new EnumMap<>(Left.class);
    private long people;

    /// @param carriers by which messages can leave, the usual one first
    /// @param unknownLanguage in which those are written to of whom none is known
    Selection(Broadcast broadcast, List<String> carriers, Language unknownLanguage, int monthlyCap, Instant now) {
        this.broadcast = broadcast;
        this.carriers = carriers;
        this.unknownLanguage = unknownLanguage;
        this.monthlyCap = monthlyCap;
        this.now = now;
    }

    /// Decides about one, and counts her.
    Optional<Recipient> decide(Found one) {
        Language language = one.person()
                .filter(Person::chosen)
                .flatMap(Person::language)
                .or(() -> one.subscription().language())
                .or(() -> one.person().flatMap(Person::language))
                .orElse(unknownLanguage);
        Optional<Left> why = why(one, language);
        if (why.isPresent()) {
            left.merge(why.get(), 1L, Long::sum);
            return Optional.empty();
        }
        String carrier = carrier(one);
        people++;
        cells.merge(new Progress.Cell(language, carrier), 1L, Long::sum);
        return Optional.of(new Recipient(
                one.subscription().number(),
                one.fingerprint(),
                language,
                carrier,
                one.subscription().municipality()));
    }

    private Optional<Left> why(Found one, Language language) {
        if (one.stopped() || one.person().map(Person::stopped).orElse(false)) {
            return Optional.of(Left.STOPPED);
        }
        if (one.person().flatMap(Person::safe).map(safe -> !safe.smsAllowed()).orElse(false)) {
            return Optional.of(Left.UNSAFE);
        }
        Instant heard = one.person()
                .map(Person::lastInbound)
                .filter(at -> at.isAfter(one.subscription().lastContact()))
                .orElse(one.subscription().lastContact());
        if (!broadcast.audience().holds(one.subscription(), language, carrier(one), heard, now)) {
            return Optional.of(Left.NOT_MEANT);
        }
        if (!broadcast.texts().containsKey(language)) {
            return Optional.of(Left.NO_TEXT);
        }
        return one.thisMonth() >= monthlyCap ? Optional.of(Left.CAPPED) : Optional.empty();
    }

    private String carrier(Found one) {
        if (carriers.contains(one.subscription().carrier())) {
            return one.subscription().carrier();
        }
        return one.person().map(Person::carrier).filter(carriers::contains).orElse(carriers.getFirst());
    }

    long people() {
        return people;
    }

    Map<Progress.Cell, Long> cells() {
        return cells;
    }

    Map<Left, Long> left() {
        return left;
    }
}
