package org.linja.dialog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.linja.contact.Language;
import org.linja.dialog.UssdSessions.Key;
import org.linja.dialog.UssdSessions.Stored;

/// The sessions this node wrote last, so that their next step need not be asked for. The store's versions stay the
/// truth: a write on top of an old one is refused.
final class RecentSessions {
    private static final int MOST = 20_000;

    private final Map<Key, Stored> byKey = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Stored> eldest) {
            return size() > MOST;
        }
    };

    synchronized void put(Stored stored) {
        byKey.put(stored.key(), stored);
    }

    synchronized Optional<Stored> find(Key key) {
        return Optional.ofNullable(byKey.get(key));
    }

    synchronized void forget(Key key) {
        byKey.remove(key);
    }

    /// Her language, as far as it is known without asking.
    Optional<Language> language(Key key) {
        return find(key)
                .flatMap(stored -> stored.state().open())
                .flatMap(open -> open.place().session().language());
    }
}
