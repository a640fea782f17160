package org.linja.counsel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linja.cases.CaseCode;
import org.linja.cases.CaseField;
import org.linja.cases.Outcome;
import org.linja.contact.AgreedWord;
import org.linja.contact.Msisdn;
import org.linja.contact.SafeContact;
import org.linja.counsel.StaffCommand.Which;
import org.linja.counsel.StaffWords.Verb;
import org.linja.text.Fold;

/// Reads a [StaffCommand] from a text: a digit or a word, a code, or both, in either order; pure.
///
/// After a code come words for her, unless they are a digit. So `4F7K 3` closes and `4F7K jo` is an answer to her, if
/// whoever writes has the case.
final class StaffReader {
    private static final String BETWEEN = "[\\s.,;!+*#()\"']+";
    private static final Duration BREAK = Duration.ofMinutes(30);
    private static final int LONGEST_BREAK = 12 * 60;

    /// Digits that no code holds, so that `14F7K` can only be `1 4F7K`.
    private static final String NEVER_IN_CODES = "1238";

    private StaffReader() {}

    private record Word(String raw, String folded, int end) {}

    static Optional<StaffCommand> read(String text) {
        List<Word> words = words(text);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> code = CaseCode.read(words.getFirst().raw());
        if (code.isPresent()) {
            return afterCode(code.get(), text, words);
        }
        Optional<StaffCommand> joined = joined(words);
        return joined.isPresent() ? joined : afterVerb(words);
    }

    private static Optional<StaffCommand> afterCode(String code, String text, List<Word> words) {
        if (words.size() == 1) {
            return Optional.of(new StaffCommand.Accept(new Which.Code(code)));
        }
        List<Word> rest = words.subList(1, words.size());
        Optional<StaffCommand> command = verbAndMore(rest, Optional.of(code));
        boolean digit = Character.isDigit(rest.getFirst().raw().charAt(0))
                && rest.getFirst().raw().length() == 1;
        if (command.isPresent() && digit) {
            return command;
        }
        String said = text.substring(words.getFirst().end()).replaceFirst("^[\\s.,;:!-]+", "");
        return Optional.of(new StaffCommand.Say(code, said.strip(), command));
    }

    private static Optional<StaffCommand> joined(List<Word> words) {
        String first = words.getFirst().raw();
        boolean digit = NEVER_IN_CODES.indexOf(first.charAt(0)) >= 0 && first.length() > 1;
        Optional<String> code = digit ? CaseCode.read(first.substring(1)) : Optional.empty();
        if (code.isEmpty()) {
            return Optional.empty();
        }
        List<Word> verb = new ArrayList<>();
        verb.add(new Word(first.substring(0, 1), first.substring(0, 1), 0));
        verb.addAll(words.subList(1, words.size()));
        return verbAndMore(verb, code);
    }

    /// A verb of one or more words, a code behind it, and what belongs to the verb.
    private static Optional<StaffCommand> afterVerb(List<Word> words) {
        for (int length = Math.min(StaffWords.LONGEST, words.size()); length > 0; length--) {
            Optional<Verb> verb = StaffWords.verb(folded(words.subList(0, length)));
            if (verb.isPresent()) {
                List<Word> rest = words.subList(length, words.size());
                Optional<String> code = rest.isEmpty()
                        ? Optional.empty()
                        : CaseCode.read(rest.getFirst().raw());
                List<Word> more = code.isPresent() ? rest.subList(1, rest.size()) : rest;
                boolean digit = Character.isDigit(words.getFirst().raw().charAt(0));
                return command(verb.get(), code, more, digit);
            }
        }
        return Optional.empty();
    }

    private static Optional<StaffCommand> verbAndMore(List<Word> words, Optional<String> code) {
        for (int length = Math.min(StaffWords.LONGEST, words.size()); length > 0; length--) {
            Optional<Verb> verb = StaffWords.verb(folded(words.subList(0, length)));
            if (verb.isPresent()) {
                return command(verb.get(), code, words.subList(length, words.size()), true);
            }
        }
        return Optional.empty();
    }

    private static Optional<StaffCommand> command(Verb verb, Optional<String> code, List<Word> more, boolean digit) {
        Which which = code.<Which>map(Which.Code::new).orElseGet(() -> digit ? new Which.Next() : new Which.Only());
        boolean alone = more.isEmpty();
        return switch (verb) {
            case ACCEPT -> when(alone, new StaffCommand.Accept(which));
            case DECLINE -> when(alone, new StaffCommand.Decline(which));
            case ESCALATE -> when(alone, new StaffCommand.Escalate(which));
            case CALL -> when(alone, new StaffCommand.Call(which));
            case CLOSE -> close(which, more);
            case BREAK -> code.isPresent() ? Optional.empty() : pause(more);
            case BACK -> when(alone && code.isEmpty(), new StaffCommand.Back());
            case WHO -> when(alone && code.isEmpty(), new StaffCommand.WhoIsOnCall());
            case COMMANDS -> when(alone && code.isEmpty(), new StaffCommand.Commands());
            case SMS ->
                more.size() == 1
                        ? StaffWords.yesNo(more.getFirst().folded()).map(StaffCommand.Relay::new)
                        : Optional.empty();
            case SAFE -> code.flatMap(c -> safe(c, more));
            case CHILD -> code.flatMap(c -> child(c, more));
            case THIRD -> code.flatMap(c -> note(c, CaseField.THIRD_PARTY, more));
            case CONSENT -> code.flatMap(c -> consent(c, more));
            case DANGER ->
                code.filter(c -> !alone)
                        .map(c -> new StaffCommand.Danger(
                                c, String.join(" ", more.stream().map(Word::raw).toList())));
            case AGREE -> code.filter(c -> alone).map(StaffCommand.Agree::new);
        };
    }

    private static Optional<StaffCommand> when(boolean holds, StaffCommand command) {
        return holds ? Optional.of(command) : Optional.empty();
    }

    private static Optional<StaffCommand> close(Which which, List<Word> more) {
        if (more.isEmpty()) {
            return Optional.of(new StaffCommand.Close(which, Optional.empty()));
        }
        Optional<Outcome> outcome = StaffWords.outcome(folded(more));
        return outcome.map(o -> new StaffCommand.Close(which, Optional.of(o)));
    }

    private static Optional<StaffCommand> pause(List<Word> more) {
        if (more.isEmpty()) {
            return Optional.of(new StaffCommand.Break(BREAK));
        }
        String digits = more.getFirst().folded();
        boolean minutes = more.size() <= 2 && digits.matches("\\d{1,3}");
        int wanted = minutes ? Integer.parseInt(digits) : 0;
        return when(wanted > 0 && wanted <= LONGEST_BREAK, new StaffCommand.Break(Duration.ofMinutes(wanted)));
    }

    private static Optional<StaffCommand> child(String code, List<Word> more) {
        if (more.isEmpty()) {
            return Optional.of(new StaffCommand.Note(code, CaseField.CHILD, true));
        }
        return switch (more.getFirst().folded()) {
            case "assent", "pelqim", "pristanak" -> note(code, CaseField.ASSENT, more.subList(1, more.size()));
            case "guardian", "kujdestari", "staratelj" -> note(code, CaseField.GUARDIAN, more.subList(1, more.size()));
            case String other -> note(code, CaseField.CHILD, more);
        };
    }

    private static Optional<StaffCommand> note(String code, CaseField field, List<Word> more) {
        if (more.isEmpty()) {
            return Optional.of(new StaffCommand.Note(code, field, true));
        }
        return more.size() == 1
                ? StaffWords.yesNo(more.getFirst().folded()).map(yes -> new StaffCommand.Note(code, field, yes))
                : Optional.empty();
    }

    private static Optional<StaffCommand> consent(String code, List<Word> more) {
        if (more.size() != 1) {
            return Optional.empty();
        }
        return StaffWords.outcome(more.getFirst().folded()).flatMap(outcome -> switch (outcome) {
            case POLICE -> Optional.of(new StaffCommand.Consented(code, CaseField.CONSENT_POLICE));
            case REFERRED -> Optional.of(new StaffCommand.Consented(code, CaseField.CONSENT_REFER));
            case HELPED, UNREACHED, NO_NEED -> Optional.empty();
        });
    }

    private static Optional<StaffCommand> safe(String code, List<Word> more) {
        if (more.isEmpty()) {
            return Optional.of(new StaffCommand.Safe(code, Optional.empty()));
        }
        List<Word> value = more.subList(1, more.size());
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String folded = folded(value);
        Optional<SafeChange> change = StaffWords.safe(more.getFirst().folded()).flatMap(key -> switch (key) {
            case SMS -> StaffWords.yesNo(folded).map(SafeChange.Sms::new);
            case EXPLICIT -> StaffWords.yesNo(folded).map(SafeChange.Explicit::new);
            case CALLS -> StaffWords.yesNo(folded).map(SafeChange.Calls::new);
            case HOURS -> hours(value);
            case NUMBER -> number(value);
            case OTHER -> StaffWords.another(folded).map(SafeChange.IfAnother::new);
            case TRIES -> tries(folded);
            case SHOWS -> StaffWords.shown(folded).map(SafeChange.Shows::new);
            case WORD -> word(folded, false);
            case DURESS -> word(folded, true);
        });
        return change.map(c -> new StaffCommand.Safe(code, Optional.of(c)));
    }

    private static Optional<SafeChange> word(String folded, boolean duress) {
        return folded.length() < 3 ? Optional.empty() : Optional.of(new SafeChange.Word(AgreedWord.of(folded), duress));
    }

    private static Optional<SafeChange> tries(String folded) {
        return folded.matches("[1-" + SafeContact.Calls.MOST_ATTEMPTS + "]")
                ? Optional.of(new SafeChange.Tries(Integer.parseInt(folded)))
                : Optional.empty();
    }

    private static Optional<SafeChange> number(List<Word> value) {
        String all = String.join("", value.stream().map(Word::raw).toList());
        if (StaffWords.yesNo(folded(value)).filter(yes -> !yes).isPresent()) {
            return Optional.of(new SafeChange.Number(Optional.empty()));
        }
        return Msisdn.parse(all).map(n -> new SafeChange.Number(Optional.of(n)));
    }

    /// `17-21`, `17:30-21`, or a word for no: none.
    private static Optional<SafeChange> hours(List<Word> value) {
        if (StaffWords.yesNo(folded(value)).filter(yes -> !yes).isPresent()) {
            return Optional.of(new SafeChange.Hours(Optional.empty()));
        }
        String[] ends = String.join("", value.stream().map(Word::raw).toList()).split("-", -1);
        if (ends.length != 2) {
            return Optional.empty();
        }
        Optional<LocalTime> from = time(ends[0]);
        Optional<LocalTime> to = time(ends[1]);
        return from.isEmpty() || to.isEmpty()
                ? Optional.empty()
                : Optional.of(new SafeChange.Hours(Optional.of(new SafeContact.Window(from.get(), to.get()))));
    }

    private static Optional<LocalTime> time(String typed) {
        String[] parts = typed.split(":", -1);
        boolean numbers = parts.length <= 2 && typed.matches("\\d{1,2}(:\\d{2})?");
        if (!numbers) {
            return Optional.empty();
        }
        try {
            int hour = Integer.parseInt(parts[0]) % 24;
            return Optional.of(LocalTime.of(hour, parts.length == 2 ? Integer.parseInt(parts[1]) : 0));
        } catch (DateTimeException outside) {
            return Optional.empty();
        }
    }

    private static String folded(List<Word> words) {
        return String.join(" ", words.stream().map(Word::folded).toList());
    }

    private static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        for (String raw : text.split(BETWEEN)) {
            int begin = text.indexOf(raw, at);
            at = begin + raw.length();
            String bare = raw.replaceAll("^[:?-]+|[:?-]+$", "");
            if (!bare.isEmpty() || raw.equals("?")) {
                String folded = bare.isEmpty() ? "?" : Fold.of(bare);
                words.add(new Word(bare.isEmpty() ? raw : bare, folded, at));
            }
        }
        return words;
    }
}
