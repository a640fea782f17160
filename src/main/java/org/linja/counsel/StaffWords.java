package org.linja.counsel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.cases.Outcome;
import org.linja.contact.SafeContact;

/// The words and digits of [StaffCommand] in Albanian, Serbian and English, folded. A digit is the key to press in a
/// call. None of the words is an SOS of any language while it stands without a code.
final class StaffWords {
    enum Verb {
        ACCEPT("1", "po", "marr", "e marr", "pranoj", "da", "uzimam", "primam", "preuzimam", "yes", "accept", "take"),
        DECLINE("2", "jo", "nuk mundem", "s mundem", "ne", "ne mogu", "no", "decline", "cannot", "pass"),
        CLOSE("3", "mbyll", "mbylle", "u mbyll", "zatvori", "zatvoreno", "zatvoren", "close", "closed"),
        ESCALATE("4", "eskalo", "tjeter", "dalje", "sledeci", "eskaliraj", "escalate", "next"),
        BREAK("5", "pauze", "pushim", "pauza", "odmor", "break", "pause"),
        BACK("6", "u ktheva", "ktheva", "nazad", "vratila sam se", "vratio sam se", "back"),
        WHO("7", "kush", "kush eshte", "ko", "ko je", "dezurni", "who", "on call", "who is on call"),
        CALL("8", "thirr", "lidh", "zovi", "pozovi", "povezi", "call", "connect"),
        COMMANDS("0", "komandat", "komande", "commands", "?"),
        SMS("sms", "mesazhe", "poruke"),
        SAFE("safe", "kontakti", "kontakt", "contact"),
        CHILD("child", "femije", "dete", "minor"),
        THIRD("third", "per tjeter", "za drugog"),
        CONSENT("consent", "pelqim", "pristanak"),
        DANGER("danger", "rrezik", "opasnost"),
        AGREE("agree", "pajtohem", "saglasna", "saglasan");

        private final List<String> words;

        Verb(String... words) {
            this.words = List.of(words);
        }
    }

    static final int LONGEST = 4;

    private static final Map<String, Verb> VERBS = new HashMap<>();

    static {
        for (Verb verb : Verb.values()) {
            verb.words.forEach(word -> VERBS.put(word, verb));
        }
    }

    private static final Map<String, Boolean> YES_NO =
            table(true, List.of("po", "da", "yes", "on", "1"), false, List.of("jo", "ne", "no", "off", "2"));

    private static final Map<String, Outcome> OUTCOMES = new HashMap<>();

    static {
        Map<Outcome, List<String>> words = Map.of(
                Outcome.HELPED, List.of("ndihmuar", "pomogla", "pomoglo", "helped"),
                Outcome.REFERRED, List.of("referuar", "upucena", "referred", "refer"),
                Outcome.POLICE, List.of("policia", "policija", "police"),
                Outcome.UNREACHED, List.of("pa pergjigje", "nedostupna", "unreached"),
                Outcome.NO_NEED, List.of("gabim", "greska", "mistake"));
        words.forEach((outcome, all) -> all.forEach(word -> OUTCOMES.put(word, outcome)));
        Arrays.stream(Outcome.values()).forEach(o -> OUTCOMES.put(Integer.toString(o.key()), o));
    }

    enum Safe {
        SMS("sms"),
        EXPLICIT("open", "hapur", "otvoreno"),
        HOURS("hours", "oret", "sati", "ora"),
        CALLS("calls", "thirrje", "pozivi"),
        NUMBER("number", "numri", "broj"),
        OTHER("other", "tjeter", "drugi"),
        TRIES("tries", "here", "puta"),
        SHOWS("shows", "tregon", "prikaz"),
        WORD("word", "fjala", "rec"),
        DURESS("duress", "detyrim", "prinuda");

        private final List<String> words;

        Safe(String... words) {
            this.words = List.of(words);
        }
    }

    private static final Map<String, Safe> SAFE = new HashMap<>();

    static {
        for (Safe one : Safe.values()) {
            one.words.forEach(word -> SAFE.put(word, one));
        }
    }

    private static final Map<String, SafeContact.Another> ANOTHER = Map.of(
            "hangup", SafeContact.Another.HANG_UP,
            "mbyll", SafeContact.Another.HANG_UP,
            "prekini", SafeContact.Another.HANG_UP,
            "wrong", SafeContact.Another.WRONG_NUMBER,
            "gabim", SafeContact.Another.WRONG_NUMBER,
            "pogresan", SafeContact.Another.WRONG_NUMBER,
            "clinic", SafeContact.Another.COVER_LINE,
            "klinika", SafeContact.Another.COVER_LINE);

    private static final Map<String, SafeContact.CallerId> SHOWN = Map.of(
            "nothing", SafeContact.CallerId.WITHHELD,
            "asgje", SafeContact.CallerId.WITHHELD,
            "nista", SafeContact.CallerId.WITHHELD,
            "number", SafeContact.CallerId.NEUTRAL,
            "numer", SafeContact.CallerId.NEUTRAL,
            "broj", SafeContact.CallerId.NEUTRAL);

    private StaffWords() {}

    static Optional<Verb> verb(String folded) {
        return Optional.ofNullable(VERBS.get(folded));
    }

    static Optional<Boolean> yesNo(String folded) {
        return Optional.ofNullable(YES_NO.get(folded));
    }

    static Optional<Outcome> outcome(String folded) {
        return Optional.ofNullable(OUTCOMES.get(folded));
    }

    static Optional<Safe> safe(String folded) {
        return Optional.ofNullable(SAFE.get(folded));
    }

    static Optional<SafeContact.Another> another(String folded) {
        return Optional.ofNullable(ANOTHER.get(folded));
    }

    static Optional<SafeContact.CallerId> shown(String folded) {
        return Optional.ofNullable(SHOWN.get(folded));
    }

    private static Map<String, Boolean> table(boolean yes, List<String> yesses, boolean no, List<String> noes) {
        Map<String, Boolean> all = new HashMap<>();
        yesses.forEach(word -> all.put(word, yes));
        noes.forEach(word -> all.put(word, no));
        return Map.copyOf(all);
    }
}
