package org.linja.dialog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linja.config.Doc;
import org.linja.contact.Language;

/// The `hotline` mapping of `config/linja.yaml`. All defaults are those of the domain rules.
///
/// @param replyWindow how long after her own message we may write back (R04)
/// @param episode how long after her last word a new SOS still belongs to the same case (R28)
/// @param unknownLanguage in which languages someone is answered whose language is not known, the likeliest first
/// @param turnsAtOnce how many messages are answered with one commit at most
public record HotlineSettings(Duration replyWindow, Duration episode, List<Language> unknownLanguage, int turnsAtOnce) {

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
        return new HotlineSettings(
                replyWindow,
                episode,
                List.copyOf(languages),
                doc.at("turns-at-once").integer(1, 10_000, 256));
    }
}
