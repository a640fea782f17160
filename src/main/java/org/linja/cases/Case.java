package org.linja.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.contact.ContactId;
import org.linja.contact.Language;

/// The record of one person's need. Holds no number and no text: those are in the vault and in the case's entries.
///
/// @param id its name inside
/// @param code its name for people, see [CaseCode]
/// @param kind what it is about
/// @param tier 1 acts now, 2 may first be read (domain rules §2)
/// @param contact whose need
/// @param language hers, where known
/// @param opened when
/// @param lastWord when she last wrote in it: the episode lasts from there (R28)
/// @param state where it stands
/// @param holder who has accepted it
/// @param step how many rungs of the ladder have been climbed
/// @param alerted who has been told of it, in order
/// @param fields what she chose in the menu: service, municipality, safe-time
public record Case(
        CaseId id,
        String code,
        CaseKind kind,
        int tier,
        ContactId contact,
        Optional<Language> language,
        Instant opened,
        Instant lastWord,
        CaseState state,
        Optional<String> holder,
        int step,
        List<String> alerted,
        Map<String, String> fields) {

    /// A case just opened.
    public static Case open(
            CaseId id,
            String code,
            CaseKind kind,
            int tier,
            ContactId contact,
            Optional<Language> language,
            Instant now,
            Map<String, String> fields) {
        return new Case(
                id,
                code,
                kind,
                tier,
                contact,
                language,
                now,
                now,
                CaseState.OPEN,
                Optional.empty(),
                0,
                List.of(),
                fields);
    }

    /// Whether a message at `now` still belongs to its episode (R28).
    public boolean goesOn(Instant now, Duration episode) {
        return state != CaseState.CLOSED && now.isBefore(lastWord.plus(episode));
    }

    /// The same case, she having written again; the more urgent tier stays.
    public Case wrote(Instant now, int tier) {
        return new Case(
                id,
                code,
                kind,
                Math.min(tier, this.tier),
                contact,
                language,
                opened,
                now,
                state,
                holder,
                step,
                alerted,
                fields);
    }

    /// The same case, taken by that counsellor.
    public Case accepted(String by) {
        return new Case(
                id,
                code,
                kind,
                tier,
                contact,
                language,
                opened,
                lastWord,
                CaseState.ACCEPTED,
                Optional.of(by),
                step,
                alerted,
                fields);
    }

    /// The same case, ended by a human.
    public Case closed() {
        return new Case(
                id,
                code,
                kind,
                tier,
                contact,
                language,
                opened,
                lastWord,
                CaseState.CLOSED,
                holder,
                step,
                alerted,
                fields);
    }

    /// The same case one rung higher, with those people told of it.
    public Case climbed(List<String> told) {
        List<String> all = new ArrayList<>(alerted);
        told.stream().filter(name -> !all.contains(name)).forEach(all::add);
        return new Case(
                id,
                code,
                kind,
                tier,
                contact,
                language,
                opened,
                lastWord,
                state,
                holder,
                step + 1,
                List.copyOf(all),
                fields);
    }

    /// The same case, with more that she chose in the menu.
    public Case with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(fields);
        all.putAll(more);
        return new Case(
                id,
                code,
                kind,
                tier,
                contact,
                language,
                opened,
                lastWord,
                state,
                holder,
                step,
                alerted,
                Map.copyOf(all));
    }

    /// The same case, about something else: a call that became a request to be called.
    public Case as(CaseKind kind) {
        return new Case(
                id, code, kind, tier, contact, language, opened, lastWord, state, holder, step, alerted, fields);
    }

    @Override
    public String toString() {
        return "Case[" + code + ", " + kind + ", " + state + "]";
    }
}
