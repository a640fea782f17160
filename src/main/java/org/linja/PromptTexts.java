package org.linja;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linja.config.Problems;
import org.linja.contact.Channel;
import org.linja.contact.Language;
import org.linja.flow.Municipalities;
import org.linja.flow.Script;
import org.linja.prompts.Recordings;
import org.linja.text.Texts;

/// What calls say, and so what must be recorded: the texts of the flow as they are on a call, the municipalities, those
/// staff texts that are spoken, and what the dialplan says by itself (`ivr-scripts/prompts/texts`).
final class PromptTexts {
    private static final List<String> NOT_SPOKEN = List.of(".sms", ".ussd", ".voice", ".discreet");
    /// Texts that are only sent, when nobody is on the line any more.
    private static final List<String> ONLY_SENT = List.of("sos.taken", "sos.no-staff", "sos.no-service");
    private static final String ON_THE_SCREEN = "ussd.";
    /// What counsellors hear; staff texts exist in Albanian, Serbian and English.
    private static final List<String> FOR_STAFF = List.of("whisper.", "alert.", "callback.");

    private static final String SPOKEN_TO_STAFF = "voice.";

    private PromptTexts() {}

    /// The words of each key in each language.
    ///
    /// @param prompts the folder of the recordings
    static Map<Language, Map<String, String>> wanted(
            Path prompts, Script script, Texts staff, Municipalities municipalities, Problems problems) {
        Texts calls = Texts.read(prompts.resolve("texts"), List.of(Language.values()), problems);
        Map<Language, Map<String, String>> wanted = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            Map<String, String> texts = new LinkedHashMap<>();
            add(script.texts(), language, texts);
            add(calls, language, texts);
            if (staff.languages().contains(language)) {
                staff.keys().stream()
                        .filter(key -> key.startsWith(SPOKEN_TO_STAFF))
                        .forEach(key -> texts.put(key, words(staff, key, language)));
            }
            for (String key : municipalities.keys()) {
                texts.put(Municipalities.LABEL + key, municipalities.name(key, language));
            }
            wanted.put(language, texts);
        }
        return wanted;
    }

    /// A hotline that takes calls in earnest has every prompt, spoken by a person and reviewed.
    static void checkForProduction(
            Path prompts, Script script, Texts staff, Municipalities municipalities, Problems problems) {
        Map<Language, Map<String, String>> wanted = wanted(prompts, script, staff, municipalities, problems);
        Recordings.read(prompts, problems).check(wanted, true, problems);
    }

    /// A text of several lines is a list of options, which are recorded one by one.
    private static void add(Texts from, Language language, Map<String, String> to) {
        for (String key : from.keys()) {
            String words = words(from, key, language);
            boolean spoken = NOT_SPOKEN.stream().noneMatch(key::endsWith)
                    && !ONLY_SENT.contains(key)
                    && !key.startsWith(ON_THE_SCREEN);
            boolean hers = FOR_STAFF.stream().noneMatch(key::startsWith);
            if (spoken && (hers || language != Language.ROM) && !words.contains("\n")) {
                to.put(key, words);
            }
        }
    }

    private static String words(Texts from, String key, Language language) {
        return from.text(key, language, Channel.VOICE, Map.of()).words().strip();
    }
}
