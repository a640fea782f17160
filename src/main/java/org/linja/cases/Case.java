package org.linja.cases;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
/// @param climb how far up the ladder it is
/// @param alerted who has been told of it, in order
/// @param fields what she chose in the menu and what her counsellor noted, by [CaseField]
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
        Climb climb,
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
                Climb.START,
                List.of(),
                fields);
    }

    /// Whether a message at `now` still belongs to its episode (R28).
    public boolean goesOn(Instant now, Duration episode) {
        return state != CaseState.CLOSED && now.isBefore(lastWord.plus(episode));
    }

    /// What is noted of it under that name.
    public Optional<String> field(CaseField field) {
        return Optional.ofNullable(fields.get(field.key()));
    }

    /// Whether that is noted as `yes`.
    public boolean has(CaseField field) {
        return field(field).filter("yes"::equals).isPresent();
    }

    /// Whether it is about someone under 18, said or suspected (R31).
    public boolean child() {
        return kind == CaseKind.CHILD || has(CaseField.CHILD);
    }

    /// Whether whoever writes asks for someone else (R32).
    public boolean thirdParty() {
        return kind == CaseKind.THIRD_PARTY || has(CaseField.THIRD_PARTY);
    }

    /// Whether that counsellor has it.
    public boolean heldBy(String name) {
        return state == CaseState.ACCEPTED && holder.equals(Optional.of(name));
    }

    /// The same case, she having written again; the more urgent tier stays.
    public Case wrote(Instant now, int tier) {
        return but(copy -> {
            copy.lastWord = now;
            copy.tier = Math.min(tier, this.tier);
        });
    }

    /// The same case, taken by that counsellor.
    public Case accepted(String by) {
        return but(copy -> {
            copy.state = CaseState.ACCEPTED;
            copy.holder = Optional.of(by);
        });
    }

    /// The same case, given up by whoever had it: it waits for someone again.
    public Case passedOn() {
        return but(copy -> {
            copy.state = CaseState.OPEN;
            copy.holder = Optional.empty();
        });
    }

    /// The same case, ended by a human.
    public Case closed() {
        return but(copy -> copy.state = CaseState.CLOSED);
    }

    /// The same case further up the ladder, with those people told of it.
    public Case climbed(Climb to, List<String> told) {
        List<String> all = new ArrayList<>(alerted);
        told.stream().filter(name -> !all.contains(name)).forEach(all::add);
        return but(copy -> {
            copy.climb = to;
            copy.alerted = List.copyOf(all);
        });
    }

    /// The same case, with one more who was told of it off the ladder.
    public Case toldTo(String name) {
        if (alerted.contains(name)) {
            return this;
        }
        List<String> all = new ArrayList<>(alerted);
        all.add(name);
        return but(copy -> copy.alerted = List.copyOf(all));
    }

    /// The same case, with more that she chose in the menu.
    public Case with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(fields);
        all.putAll(more);
        return but(copy -> copy.fields = Map.copyOf(all));
    }

    /// The same case, with that noted.
    public Case with(CaseField field, String value) {
        return with(Map.of(field.key(), value));
    }

    private Case but(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.record();
    }

    /// A copy in the making: the one place that lists every component. Who she is and the code never change.
    private static final class Copy {
        private final Case of;
        private CaseKind kind;
        private int tier;
        private Instant lastWord;
        private CaseState state;
        private Optional<String> holder;
        private Climb climb;
        private List<String> alerted;
        private Map<String, String> fields;

        Copy(Case of) {
            this.of = of;
            kind = of.kind;
            tier = of.tier;
            lastWord = of.lastWord;
            state = of.state;
            holder = of.holder;
            climb = of.climb;
            alerted = of.alerted;
            fields = of.fields;
        }

        Case record() {
            return new Case(
                    of.id,
                    of.code,
                    kind,
                    tier,
                    of.contact,
                    of.language,
                    of.opened,
                    lastWord,
                    state,
                    holder,
                    climb,
                    alerted,
                    fields);
        }
    }

    /// The same case, about something else: a call that became a request to be called.
    public Case as(CaseKind other) {
        return but(copy -> copy.kind = other);
    }

    @Override
    public String toString() {
        return "Case[" + code + ", " + kind + ", " + state + "]";
    }
}
