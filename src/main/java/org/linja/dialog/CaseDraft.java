package org.linja.dialog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseField;
import org.linja.cases.CaseId;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.contact.Language;
import org.linja.flow.Effect;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger.Known;
import org.linja.ledger.Ledger.Versioned;

/// What one message of hers does to her case: it goes on in the one she has, or opens another. The new lines of its
/// history grow beside it; nothing of it is stored before [#into(Change)].
final class CaseDraft {
    /// Whoever writes again after so long is answered by the menu too: her counsellor may be long gone.
    private static final Duration TALK = Duration.ofHours(24);

    private final Known known;
    private final Instant now;
    private final Optional<Versioned<Case>> talk;
    private final Optional<Versioned<Case>> episode;
    private final List<CaseEntry> entries = new ArrayList<>();
    private Optional<Case> record = Optional.empty();
    private long version;

    /// @param at when she wrote
    /// @param episode how long a case goes on after her last message, if no counsellor has it
    CaseDraft(Known known, Instant at, Duration episode, Instant now) {
        this.known = known;
        this.now = now;
        this.talk = known.open().filter(c -> c.value().state() == CaseState.ACCEPTED);
        Duration lasting = talk.isPresent() ? TALK : episode;
        this.episode = known.open().filter(c -> c.value().goesOn(at, lasting));
    }

    /// The case of hers that a counsellor has: the conversation, which lasts until it is closed.
    Optional<Case> talk() {
        return talk.map(Versioned::value);
    }

    /// The case that her message goes on in, unless it opens another.
    Optional<Case> episode() {
        return episode.map(Versioned::value);
    }

    /// Whether her message goes on in a case that could not wait.
    boolean urgent() {
        return episode().map(c -> c.kind().urgent()).orElse(false);
    }

    /// The case as the message leaves it; empty as long as it has changed none.
    Optional<Case> record() {
        return record;
    }

    /// Changes the case that the message has opened or gone on in.
    void edit(UnaryOperator<Case> edit) {
        record = record.map(edit);
    }

    void note(What what, String who, String text) {
        entries.add(new CaseEntry(now, what, who, text));
    }

    /// Her message goes on in her case, as pressing as it was.
    void append() {
        append(episode.orElseThrow().value().tier());
    }

    void append(int tier) {
        goOn(episode.orElseThrow(), tier);
    }

    /// Her message goes on in the conversation, however long ago the last one was.
    void appendToTalk() {
        Versioned<Case> open = talk.orElseThrow();
        goOn(open, open.value().tier());
    }

    private void goOn(Versioned<Case> open, int tier) {
        if (record.isEmpty()) {
            record = Optional.of(open.value().wrote(now, tier));
            version = open.version();
        }
    }

    Case open(
            CaseId id, String code, CaseKind kind, int tier, Optional<Language> language, Map<String, String> fields) {
        Map<String, String> chosen = kind == CaseKind.CHILD ? child(fields) : fields;
        Case fresh = Case.open(id, code, kind, tier, known.id(), language, now, chosen);
        record = Optional.of(fresh);
        version = 0;
        note(What.OPENED, CaseEntry.LINJA, kind.word());
        return fresh;
    }

    /// What she has chosen in the menu before: the service, the municipality.
    static Map<String, String> chosen(List<Effect> effects) {
        Map<String, String> fields = new HashMap<>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.OpenCase wanted) {
                fields.putAll(wanted.fields());
            }
        }
        return Map.copyOf(fields);
    }

    private static Map<String, String> child(Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put(CaseField.CHILD.key(), "yes");
        return Map.copyOf(all);
    }

    /// What she says of herself or another while a case is open is noted in it.
    void about(CaseKind kind) {
        switch (kind) {
            case CHILD -> edit(r -> r.with(CaseField.CHILD, "yes"));
            case THIRD_PARTY -> edit(r -> r.with(CaseField.THIRD_PARTY, "yes"));
            case SOS, CALLBACK, REFERRAL, CALL, MISSED_CALL, CHECK, UNREADABLE -> {}
        }
    }

    /// Writes the case and its history with the change; a closed one stays as it is.
    void into(Change change) {
        record.filter(r -> r.state() != CaseState.CLOSED).ifPresent(r -> change.write(r, version, entries));
    }
}
