package org.linja.broadcast;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.linja.contact.Fingerprint;
import org.linja.contact.Person;
import org.linja.contact.Subscription;
import org.linja.contact.Topic;

/// Who asked for what. All methods block; a store that cannot be reached throws.
public interface Subscribers {

    /// One who asked for a topic, with what decides whether she may be written to now.
    ///
    /// @param person what is known of her, if she has ever written
    /// @param stopped whether she has ended messages (O4)
    /// @param thisMonth how many she has had
    record Found(
            int partition,
            Fingerprint fingerprint,
            Subscription subscription,
            Optional<Person> person,
            boolean stopped,
            int thisMonth) {}

    /// Shows all who asked for a topic, some hundred at a time, each at least once.
    void all(Topic topic, String month, Consumer<List<Found>> page);

    /// Puts a list beside the others, to be taken over as a whole by [#adopt] or not at all. A list that is not
    /// adopted within an hour is gone.
    ///
    /// @return its name
    String stage(List<Subscription> list);

    /// Takes over a staged list. From the first moment on it counts as taken over: after a crash the rest of it is
    /// taken over by [#goOn]. Who has ended messages stays out; who asked herself keeps her own proof.
    Adopted adopt(String list);

    /// Goes on with lists whose taking over was interrupted.
    void goOn();

    /// Whether a list is being taken over now.
    boolean adopting();

    /// @param added new subscriptions
    /// @param known those that were there already
    /// @param suppressed those of people who have ended messages
    record Adopted(long added, long known, long suppressed) {}

    /// Puts one subscription in, as an import of one line does.
    void add(Subscription one);
}
