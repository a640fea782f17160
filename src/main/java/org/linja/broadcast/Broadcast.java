package org.linja.broadcast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.linja.contact.Language;
import org.linja.contact.Topic;
import org.linja.text.Tone;

/// One awareness message in its languages, to whom it goes, and how far it is.
///
/// @param id a short code
/// @param name what people call it
/// @param readers whom it speaks to
/// @param texts one for each language it goes out in
/// @param pace segments per second over all carriers; 0 leaves it to the settings
/// @param authors everybody who wrote or changed it; none of them may approve it (O8)
/// @param approval by whom, and of what exactly; empty when nobody has, or when it was changed since
/// @param startAt not before then
/// @param begun when its recipients were fixed
/// @param ended when nothing more was to be sent
public record Broadcast(
        String id,
        String name,
        Topic topic,
        Audience audience,
        Readers readers,
        Map<Language, Words> texts,
        double pace,
        List<String> authors,
        State state,
        Optional<Approval> approval,
        Instant created,
        Optional<Instant> startAt,
        Optional<Instant> begun,
        Optional<Instant> ended) {

    /// How far it is.
    public enum State {
        /// Being written.
        DRAFT,
        /// Finished by its author; somebody else is to read it.
        SUBMITTED,
        /// May be started.
        APPROVED,
        /// Its recipients are being fixed.
        FILLING,
        RUNNING,
        PAUSED,
        /// Ended by a person; what was not sent never will be.
        CANCELLED,
        /// Ended by itself.
        DONE;

        /// Whether it was ever started.
        public boolean started() {
            return this == FILLING || this == RUNNING || this == PAUSED || this == CANCELLED || this == DONE;
        }
    }

    /// Whom it speaks to.
    public enum Readers {
        ANYBODY,
        /// Neighbours, relatives, professionals: it says how to help, not that one is a victim (O2).
        BYSTANDERS
    }

    /// A text in one language.
    ///
    /// @param draft nobody who speaks it as a mother tongue has read it yet
    public record Words(String text, Tone tone, boolean draft) {}

    /// Who approved it, and the [Broadcast#digest] of what was read.
    public record Approval(String by, Instant at, String digest) {}

    public Broadcast {
        Map<Language, Words> ordered = new EnumMap<>(Language.class);
        ordered.putAll(texts);
        texts = java.util.Collections.unmodifiableMap(ordered);
        authors = List.copyOf(authors);
    }

    /// A new draft.
    public static Broadcast draft(String id, BroadcastFile.Written written, String author, Instant now) {
        return new Broadcast(
                id,
                written.name(),
                written.topic(),
                written.audience(),
                written.readers(),
                written.texts(),
                written.pace(),
                List.of(author),
                State.DRAFT,
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same with other words or another audience: a draft again, approved by nobody.
    public Broadcast changed(BroadcastFile.Written written, String author) {
        List<String> all = new ArrayList<>(authors);
        if (!all.contains(author)) {
            all.add(author);
        }
        return but(copy -> {
            copy.written = written;
            copy.authors = all;
            copy.state = State.DRAFT;
            copy.approval = Optional.empty();
            copy.startAt = Optional.empty();
        });
    }

    /// The same in another state.
    public Broadcast in(State next) {
        return but(copy -> copy.state = next);
    }

    /// The same, approved.
    public Broadcast approved(String by, Instant at) {
        return but(copy -> {
            copy.state = State.APPROVED;
            copy.approval = Optional.of(new Approval(by, at, digest()));
        });
    }

    /// The same, to be sent from that moment on.
    public Broadcast starting(Instant at) {
        return but(copy -> {
            copy.state = State.FILLING;
            copy.startAt = Optional.of(at);
        });
    }

    /// The same, with its recipients fixed.
    public Broadcast begun(Instant at) {
        return but(copy -> {
            copy.state = State.RUNNING;
            copy.begun = Optional.of(at);
        });
    }

    /// The same, over.
    public Broadcast ended(State how, Instant at) {
        return but(copy -> {
            copy.state = how;
            copy.ended = Optional.of(at);
        });
    }

    private Broadcast but(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.record();
    }

    /// A copy in the making: the one place that lists every component. Its code and when it was first written never
    /// change.
    private static final class Copy {
        private final Broadcast of;
        private BroadcastFile.Written written;
        private List<String> authors;
        private State state;
        private Optional<Approval> approval;
        private Optional<Instant> startAt;
        private Optional<Instant> begun;
        private Optional<Instant> ended;

        Copy(Broadcast of) {
            this.of = of;
            written = new BroadcastFile.Written(of.name, of.topic, of.audience, of.readers, of.texts, of.pace);
            authors = of.authors;
            state = of.state;
            approval = of.approval;
            startAt = of.startAt;
            begun = of.begun;
            ended = of.ended;
        }

        Broadcast record() {
            return new Broadcast(
                    of.id,
                    written.name(),
                    written.topic(),
                    written.audience(),
                    written.readers(),
                    written.texts(),
                    written.pace(),
                    authors,
                    state,
                    approval,
                    of.created,
                    startAt,
                    begun,
                    ended);
        }
    }

    /// What an approval is bound to: changes with every word, with the topic, the audience and the pace.
    public String digest() {
        return Digest.of(name, topic, audience, readers, texts, pace);
    }

    /// Whether somebody who did not write it has approved it exactly as it stands.
    public boolean approvedAsItStands() {
        return approval.map(a -> a.digest().equals(digest()) && !authors.contains(a.by()))
                .orElse(false);
    }

    /// Whether a server has something to do for it: also to clear up after one that was cancelled.
    public boolean live() {
        return state.started() && ended.isEmpty();
    }

    @Override
    public String toString() {
        return "Broadcast[" + id + ", " + state + "]";
    }
}
