package org.linja.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What is kept of one person between two of her messages. Sealed as a whole where it is stored. Her own number is not
/// in it, see [SafeContact.Calls] for another one she may have named.
///
/// @param language as chosen or understood; empty until then
/// @param chosen whether she chose it herself, in the menu or by a word, so that no guess may change it
/// @param session the flow's session in its written form, empty when none is open
/// @param sessionAt when the session was last stepped
/// @param lastInbound when she last wrote; the reply window is counted from it (R04)
/// @param ownNumber which of our numbers she wrote to last (R03)
/// @param carrier by which carrier
/// @param quietAt when she last left quietly; nothing written before is sent after it (R10)
/// @param stopped whether she has ended broadcasts and casework messages (O4)
/// @param everCase whether she has ever had a case: then STOP is obeyed in silence (O3)
/// @param openCase the case of the episode under way, if any
/// @param safe what she has said about being contacted; empty means neutral texts only (R01)
/// @param unproven whether someone else may be writing: her thread was silent for a day, or her duress word came, and
///     the agreed word has not come since (R08)
/// @param consents what she has agreed to, oldest first
/// @param optIns topics she has asked for
/// @param blockedUntil until then only a cry for help is answered (R33)
/// @param heardUntil until then, after a cry for help, everything is, blocked or not
public record Person(
        Optional<Language> language,
        boolean chosen,
        Optional<String> session,
        Instant sessionAt,
        Instant lastInbound,
        String ownNumber,
        String carrier,
        Instant quietAt,
        boolean stopped,
        boolean everCase,
        Optional<String> openCase,
        Optional<SafeContact> safe,
        boolean unproven,
        List<Consent> consents,
        Set<String> optIns,
        Instant blockedUntil,
        Instant heardUntil) {

    /// A thread that was silent for so long may be someone else's by now (R08).
    private static final Duration SILENT = Duration.ofHours(24);

    /// For so long the words of somebody who is blocked are heard after a cry for help: an episode (R28).
    private static final Duration HEARD = Duration.ofMinutes(15);

    /// Of old consents the newest so many are kept: one for each topic is enough.
    private static final int CONSENTS = 20;

    /// Someone of whom nothing is known yet.
    public static Person unknown() {
        return new Person(
                Optional.empty(),
                false,
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                "",
                "",
                Instant.EPOCH,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(),
                Set.of(),
                Instant.EPOCH,
                Instant.EPOCH);
    }

    /// Whether explicit texts may be sent to her now (R01, R08).
    public boolean explicitAllowed() {
        return !unproven && safe.map(SafeContact::explicitAllowed).orElse(false);
    }

    /// What she has said about being contacted, or the most careful there is.
    public SafeContact contact() {
        return safe.orElseGet(SafeContact::careful);
    }

    /// Whether what she says about being contacted may be changed by a text from her phone: not while an agreed
    /// word is owed (R08).
    public boolean mayChangeContact() {
        return !unproven || safe.flatMap(SafeContact::agreedWord).isEmpty();
    }

    /// Whether she has left quietly and has not written since (R10).
    public boolean leftQuietly() {
        return quietAt.isAfter(Instant.EPOCH) && !lastInbound.isAfter(quietAt);
    }

    /// Whether a supervisor has blocked whoever writes from there: not a cry for help, ever, and not what follows
    /// it (R33).
    public boolean blockedAt(Instant now) {
        return now.isBefore(blockedUntil) && !now.isBefore(heardUntil);
    }

    /// Whether she has agreed to that.
    public boolean agreedTo(String topic) {
        return consents.stream().anyMatch(c -> c.topic().equals(topic));
    }

    /// The same person, having just written.
    public Person wrote(Instant at, String ownNumber, String carrier) {
        boolean silent = lastInbound.isAfter(Instant.EPOCH)
                && Duration.between(lastInbound, at).compareTo(SILENT) > 0;
        return but(copy -> {
            copy.lastInbound = at;
            copy.ownNumber = ownNumber;
            copy.carrier = carrier;
            copy.unproven = unproven || silent;
        });
    }

    /// The same person, speaking that language.
    public Person speaking(Language language, boolean chosen) {
        return but(copy -> {
            copy.language = Optional.of(language);
            copy.chosen = chosen;
        });
    }

    /// The same person with that session, or none.
    public Person at(Optional<String> session, Instant at) {
        return but(copy -> {
            copy.session = session;
            copy.sessionAt = at;
        });
    }

    /// The same person, gone quietly (R10).
    public Person quiet(Instant at) {
        return but(copy -> {
            copy.session = Optional.empty();
            copy.sessionAt = at;
            copy.quietAt = at;
        });
    }

    /// The same person with broadcasts and casework messages stopped, or open again.
    public Person stopped(boolean stopped) {
        return but(copy -> {
            copy.stopped = stopped;
            copy.optIns = stopped ? Set.of() : optIns;
        });
    }

    /// The same person, with that case open.
    public Person withCase(String caseId) {
        return but(copy -> {
            copy.everCase = true;
            copy.openCase = Optional.of(caseId);
        });
    }

    /// The same person, having said how she may be contacted.
    public Person safely(SafeContact safe) {
        return but(copy -> copy.safe = Optional.of(safe));
    }

    /// The same person, who has shown that it is she, or of whom that is no longer sure (R08).
    public Person proven(boolean proven) {
        return but(copy -> copy.unproven = !proven);
    }

    /// The same person, having agreed to something; an older consent to the same gives way.
    public Person agreed(Consent consent) {
        List<Consent> all = new ArrayList<>(consents);
        all.removeIf(one -> one.topic().equals(consent.topic()));
        all.add(consent);
        List<Consent> kept = all.size() > CONSENTS ? all.subList(all.size() - CONSENTS, all.size()) : all;
        return but(copy -> copy.consents = List.copyOf(kept));
    }

    /// The same person with those topics asked for.
    public Person optedIn(Set<String> topics) {
        return but(copy -> copy.optIns = Set.copyOf(topics));
    }

    /// The same person, of whom until then only a cry for help is answered (R33).
    public Person blocked(Instant until) {
        return but(copy -> copy.blockedUntil = until);
    }

    /// The same person, having cried for help: what she says of it is heard, too.
    public Person cried(Instant at) {
        return at.isBefore(blockedUntil) ? but(copy -> copy.heardUntil = at.plus(HEARD)) : this;
    }

    private Person but(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.person();
    }

    /// A copy in the making: the one place that lists every component.
    private static final class Copy {
        private Optional<Language> language;
        private boolean chosen;
        private Optional<String> session;
        private Instant sessionAt;
        private Instant lastInbound;
        private String ownNumber;
        private String carrier;
        private Instant quietAt;
        private boolean stopped;
        private boolean everCase;
        private Optional<String> openCase;
        private Optional<SafeContact> safe;
        private boolean unproven;
        private List<Consent> consents;
        private Set<String> optIns;
        private Instant blockedUntil;
        private Instant heardUntil;

        Copy(Person of) {
            language = of.language;
            chosen = of.chosen;
            session = of.session;
            sessionAt = of.sessionAt;
            lastInbound = of.lastInbound;
            ownNumber = of.ownNumber;
            carrier = of.carrier;
            quietAt = of.quietAt;
            stopped = of.stopped;
            everCase = of.everCase;
            openCase = of.openCase;
            safe = of.safe;
            unproven = of.unproven;
            consents = of.consents;
            optIns = of.optIns;
            blockedUntil = of.blockedUntil;
            heardUntil = of.heardUntil;
        }

        Person person() {
            return new Person(
                    language,
                    chosen,
                    session,
                    sessionAt,
                    lastInbound,
                    ownNumber,
                    carrier,
                    quietAt,
                    stopped,
                    everCase,
                    openCase,
                    safe,
                    unproven,
                    consents,
                    optIns,
                    blockedUntil,
                    heardUntil);
        }
    }

    @Override
    public String toString() {
        return "Person[…]";
    }
}
