package org.linja.contact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is kept of one person between two of her messages. Sealed as a whole where it is stored; holds no number.
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
/// @param optIns topics she has asked for
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
        Optional<Safe> safe,
        Set<String> optIns) {

    /// What she has said about being contacted by SMS.
    ///
    /// @param sms whether we may write to this number without being asked
    /// @param explicit whether texts that name the help may be sent to it
    /// @param times the times of day she chose for calls, as the menu's words: `now morning afternoon evening
    ///     never`
    public record Safe(boolean sms, boolean explicit, List<String> times) {}

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
                Set.of());
    }

    /// Whether explicit texts may be sent to her (R01).
    public boolean explicitAllowed() {
        return safe.map(Safe::explicit).orElse(false);
    }

    /// The same person, having just written.
    public Person wrote(Instant at, String ownNumber, String carrier) {
        return new Person(
                language, chosen, session, sessionAt, at, ownNumber, carrier, quietAt, stopped, everCase, openCase,
                safe, optIns);
    }

    /// The same person, speaking that language.
    public Person speaking(Language language, boolean chosen) {
        return new Person(
                Optional.of(language),
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
                optIns);
    }

    /// The same person with that session, or none.
    public Person at(Optional<String> session, Instant at) {
        return new Person(
                language,
                chosen,
                session,
                at,
                lastInbound,
                ownNumber,
                carrier,
                quietAt,
                stopped,
                everCase,
                openCase,
                safe,
                optIns);
    }

    /// The same person, gone quietly (R10).
    public Person quiet(Instant at) {
        return new Person(
                language,
                chosen,
                Optional.empty(),
                at,
                lastInbound,
                ownNumber,
                carrier,
                at,
                stopped,
                everCase,
                openCase,
                safe,
                optIns);
    }

    /// The same person with broadcasts and casework messages stopped, or open again.
    public Person stopped(boolean stopped) {
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
                stopped ? Set.of() : optIns);
    }

    /// The same person, with that case open.
    public Person withCase(String caseId) {
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
                true,
                Optional.of(caseId),
                safe,
                optIns);
    }

    /// The same person, having said how she may be contacted.
    public Person safely(Safe safe) {
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
                Optional.of(safe),
                optIns);
    }

    /// The same person with those topics asked for.
    public Person optedIn(Set<String> topics) {
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
                Set.copyOf(topics));
    }

    @Override
    public String toString() {
        return "Person[…]";
    }
}
