package org.linja.dialog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linja.config.Doc;
import org.linja.contact.Language;

/// The `hotline` mapping of `config/linja.yaml`. All defaults are those of the domain rules.
///
/// @param replyWindow how long after her own message we may write back (R04)
/// @param episode how long after her last word a new SOS still belongs to the same case (R28)
/// @param unknownLanguage in which languages someone is answered whose language is not known, the likeliest first
/// @param calledBack numbers of ours that are advertised as "ring, and we call back" (R18)
/// @param turnsAtOnce how many messages are answered with one commit at most
/// @param warmUp for how long the server rehearses before its door opens; not while somebody waits
public record HotlineSettings(
        Duration replyWindow,
        Duration episode,
        List<Language> unknownLanguage,
        Set<String> calledBack,
        int turnsAtOnce,
        Duration warmUp) {

    /// Reads the mapping; problems go to the document's.
    public static HotlineSettings read(Doc doc) {
        Duration minute = Duration.ofMinutes(1);
        Duration replyWindow = doc.at("reply-window").duration(minute, Duration.ofHours(24), Duration.ofMinutes(10));
        Duration episode = doc.at("episode").duration(minute, Duration.ofHours(24), Duration.ofMinutes(15));
        List<Language> languages = new ArrayList<>();
        Doc unknown = doc.at("unknown-language");
        for (Doc one : unknown.list()) {
            Optional<Language> language = Language.of(one.string());
            if (language.isEmpty()) {
                doc.problems().add(one.place(), "'" + one.string() + "' is none of sq, sr, rom, en");
            }
            language.ifPresent(languages::add);
        }
        if (languages.isEmpty()) {
            languages.addAll(List.of(Language.values()));
        }
        Set<String> calledBack = new LinkedHashSet<>();
        for (Doc one : doc.at("call-back-numbers").list()) {
            String number = one.string();
            if (!number.matches("\\+?[0-9]{3,15}")) {
                doc.problems()
                        .add(one.place(), "this is no number of ours; write it as the carrier tells it: digits only");
            }
            calledBack.add(number);
        }
        return new HotlineSettings(
                replyWindow,
                episode,
                List.copyOf(languages),
                Set.copyOf(calledBack),
                doc.at("turns-at-once").integer(1, 10_000, 256),
                doc.at("warm-up").duration(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(3)));
    }

    /// The same, with the door open at once: for the rehearsal itself, and for tests.
    public HotlineSettings unrehearsed() {
        return new HotlineSettings(replyWindow, episode, unknownLanguage, calledBack, turnsAtOnce, Duration.ZERO);
    }
}
