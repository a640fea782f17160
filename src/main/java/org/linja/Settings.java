package org.linja;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.dialog.HotlineSettings;
import org.linja.escalation.Policy;
import org.linja.flow.Conversation;
import org.linja.flow.Municipalities;
import org.linja.flow.Script;
import org.linja.smpp.Carrier;
import org.linja.staff.OnCall;
import org.linja.text.LanguageGuess;
import org.linja.text.Lexicon;
import org.linja.text.TextLint;
import org.linja.text.Texts;

/// Everything that is read at start, and everything that `./linja check` reads: one folder of YAML, and the flow, texts
/// and keywords it names. All problems of all files are found in one pass.
///
/// @param production whether drafts, weak storage and missing keys are refused
/// @param data the folder of the embedded Redis
/// @param redis `embedded` or a URI
/// @param keys the vault's keys as text; empty: a file in `data`
/// @param outage what is done for an SOS when Redis fails
/// @param voice how calls are dealt with
public record Settings(
        boolean production,
        Path data,
        String redis,
        Optional<String> keys,
        Outage outage,
        Http http,
        HotlineSettings hotline,
        Script script,
        Municipalities municipalities,
        Texts staffTexts,
        Lexicon lexicon,
        LanguageGuess languageGuess,
        OnCall onCall,
        Policy ladder,
        List<Carrier> carriers,
        VoiceSettings voice) {

    /// Where the pages are.
    public record Http(String host, int port) {}

    /// Which profile is asked for.
    public enum Profile {
        DEMO,
        PRODUCTION
    }

    private static final List<Language> STAFF_LANGUAGES = List.of(Language.EN, Language.SQ, Language.SR);

    /// Reads a folder.
    ///
    /// @param asProduction judge it as the production profile would, whatever it says
    /// @param problems where everything that is wrong is told; while there is any, the settings are not to be used
    public static Settings read(Path folder, boolean asProduction, Problems problems) {
        Doc main = Doc.read(folder.resolve("linja.yaml"), problems);
        boolean production =
                main.at("profile").oneOf(Profile.class, Profile.DEMO) == Profile.PRODUCTION || asProduction;
        String redis = main.at("redis").secret("embedded");
        String keys = main.at("keys").secret("");
        Outage outage = Outage.read(main);
        if (production && keys.isEmpty()) {
            problems.add(
                    main.at("keys").place(),
                    "production needs the vault's keys: add  keys: ${env:LINJA_KEYS}  or  keys: ${file:/path}");
        }
        Doc http = main.at("http");
        Http pages =
                new Http(http.at("host").string("127.0.0.1"), http.at("port").integer(0, 65535, 8080));
        Doc hotline = main.at("hotline");
        HotlineSettings hotlineSettings = HotlineSettings.read(hotline);
        Path language = path(folder, main.at("language"), ".");
        Municipalities municipalities = Municipalities.read(language.resolve("municipalities.yaml"), problems);
        Lexicon lexicon = Lexicon.read(language.resolve("keywords"), problems);
        LanguageGuess guess = LanguageGuess.read(language.resolve("languages.yaml"), problems);
        TextLint lint = TextLint.read(language.resolve("wording.yaml"), problems);
        Script script = Script.read(
                path(folder, hotline.at("flow"), "../ivr-scripts/hotline"), municipalities, lint, production, problems);
        Texts staffTexts = Texts.read(
                path(folder, hotline.at("staff-texts"), "../ivr-scripts/staff").resolve("texts"),
                STAFF_LANGUAGES,
                problems);
        lint.check(staffTexts, production, problems);
        Path prompts = path(folder, hotline.at("prompts"), "../ivr-scripts/prompts");
        Path data = path(folder, main.at("data"), "../data");
        main.done();

        Doc roster = Doc.read(folder.resolve("oncall.yaml"), problems);
        OnCall onCall = OnCall.read(roster.at("on-call"));
        Policy ladder = Policy.read(roster.at("ladder"));
        roster.done();
        List<Carrier> carriers = Carrier.readAll(Doc.read(folder.resolve("carriers.yaml"), problems));
        VoiceSettings voice = VoiceSettings.read(folder, problems);
        if (production && voice.asterisk().isPresent()) {
            PromptTexts.checkForProduction(prompts, script, staffTexts, municipalities, problems);
        }
        return new Settings(
                production,
                data,
                redis,
                keys.isEmpty() ? Optional.empty() : Optional.of(keys),
                outage,
                pages,
                hotlineSettings,
                script,
                municipalities,
                staffTexts,
                lexicon,
                guess,
                onCall,
                ladder,
                carriers,
                voice);
    }

    private static Path path(Path folder, Doc doc, String fallback) {
        return folder.resolve(doc.string(fallback)).normalize();
    }

    /// The hotline's conversation, as the server and the simulator hold it.
    public Conversation conversation() {
        return new Conversation(
                script,
                municipalities,
                lexicon,
                languageGuess,
                hotline.unknownLanguage().getFirst());
    }

    /// The same, with its data in another folder: for tests and trials.
    public Settings in(Path folder) {
        return new Settings(
                production,
                folder,
                redis,
                keys,
                outage,
                http,
                hotline,
                script,
                municipalities,
                staffTexts,
                lexicon,
                languageGuess,
                onCall,
                ladder,
                carriers,
                voice);
    }

    /// The same, with calls by another Asterisk: for the demo and for tests.
    Settings by(VoiceSettings other) {
        return new Settings(
                production,
                data,
                redis,
                keys,
                outage,
                http,
                hotline,
                script,
                municipalities,
                staffTexts,
                lexicon,
                languageGuess,
                onCall,
                ladder,
                carriers,
                other);
    }

    /// The same, with every carrier on that port of this machine: for the demo, whose network is simulated.
    public Settings over(int port) {
        List<Carrier> local = new ArrayList<>();
        carriers.forEach(carrier -> local.add(carrier.at("127.0.0.1", port)));
        return new Settings(
                production,
                data,
                redis,
                keys,
                outage,
                http,
                hotline,
                script,
                municipalities,
                staffTexts,
                lexicon,
                languageGuess,
                onCall,
                ladder,
                local,
                voice);
    }
}
