package org.linja;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.linja.broadcast.BroadcastSettings;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.counsel.Reporting;
import org.linja.dialog.HotlineSettings;
import org.linja.dialog.UssdSettings;
import org.linja.escalation.Policy;
import org.linja.flow.Conversation;
import org.linja.flow.Municipalities;
import org.linja.flow.Script;
import org.linja.flow.UssdConversation;
import org.linja.smpp.Carrier;
import org.linja.staff.Feeds;
import org.linja.staff.Roster;
import org.linja.staff.RosterReader;
import org.linja.text.LanguageGuess;
import org.linja.text.Lexicon;
import org.linja.text.TextLint;
import org.linja.text.Texts;
import org.linja.ussd.Aggregator;
import org.linja.ussd.Aggregators;
import org.linja.voice.StaffFlows;

/// Everything that is read at start, and everything that `./linja check` reads: one folder of YAML, and the flow, texts
/// and keywords it names. All problems of all files are found in one pass.
///
/// @param production whether drafts, weak storage and missing keys are refused
/// @param data the folder of the embedded Redis
/// @param redis `embedded` or a URI
/// @param keys the vault's keys as text; empty: a file in `data`
/// @param outage what is done for an SOS when Redis fails
/// @param auditKept how long it is kept what staff did (R38)
/// @param reporting what staff must report by law (R30)
/// @param ussd how USSD sessions are held
/// @param staffFlows what staff are asked on the telephone
/// @param prompts the folder of what callers hear
/// @param aggregators who brings USSD over HTTP; none when there is no `aggregators.yaml`
/// @param voice how calls are dealt with
public record Settings(
        boolean production,
        Path data,
        String redis,
        Optional<String> keys,
        Outage outage,
        Duration auditKept,
        Reporting reporting,
        Http http,
        HotlineSettings hotline,
        UssdSettings ussd,
        Script script,
        Municipalities municipalities,
        Texts staffTexts,
        StaffFlows staffFlows,
        Path prompts,
        TextLint wording,
        Lexicon lexicon,
        LanguageGuess languageGuess,
        Roster roster,
        Policy ladder,
        Feeds feeds,
        List<Carrier> carriers,
        List<Aggregator> aggregators,
        BroadcastSettings broadcasts,
        VoiceSettings voice) {

    /// Where the pages are.
    public record Http(String host, int port) {}

    /// Which profile is asked for.
    public enum Profile {
        DEMO,
        PRODUCTION
    }

    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Language> STAFF_LANGUAGES = List.of(Language.EN, Language.SQ, Language.SR);

    /// Reads a folder that must be right, for a command that goes on with it. Warnings are not told.
    ///
    /// @throws org.linja.config.Misconfigured with every problem
    static Settings required(Path folder) {
        Problems problems = new Problems();
        Settings settings = read(folder, false, problems);
        problems.throwIfAny();
        return settings;
    }

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
        Duration auditKept = main.at("audit-kept").duration(DAY, DAY.multipliedBy(3660), DAY.multipliedBy(731));
        if (production && keys.isEmpty()) {
            problems.add(
                    main.at("keys").place(),
                    "production needs the vault's keys: add  keys: ${env:LINJA_KEYS}  or  keys: ${file:/path}");
        }
        Reporting reporting = Reporting.read(main.at("reporting"), production);
        Doc http = main.at("http");
        Http pages =
                new Http(http.at("host").string("127.0.0.1"), http.at("port").integer(0, 65535, 8080));
        Doc hotline = main.at("hotline");
        HotlineSettings hotlineSettings = HotlineSettings.read(hotline);
        UssdSettings ussd = UssdSettings.read(main.at("ussd"));
        Path language = path(folder, main.at("language"), ".");
        Municipalities municipalities = Municipalities.read(language.resolve("municipalities.yaml"), problems);
        Lexicon lexicon = Lexicon.read(language.resolve("keywords"), problems);
        LanguageGuess guess = LanguageGuess.read(language.resolve("languages.yaml"), problems);
        TextLint wording = TextLint.read(language.resolve("wording.yaml"), problems);
        Script script = Script.read(
                path(folder, hotline.at("flow"), "../ivr-scripts/hotline"),
                municipalities,
                wording,
                production,
                problems);
        Path staff = path(folder, hotline.at("staff-texts"), "../ivr-scripts/staff");
        Texts staffTexts = Texts.read(staff.resolve("texts"), STAFF_LANGUAGES, problems);
        StaffFlows staffFlows = StaffFlows.read(staff, staffTexts, problems);
        wording.check(staffTexts, production, problems);
        Path prompts = path(folder, hotline.at("prompts"), "../ivr-scripts/prompts");
        Path data = path(folder, main.at("data"), "../data");
        main.done();

        Doc oncall = Doc.read(folder.resolve("oncall.yaml"), problems);
        Roster roster = RosterReader.read(oncall);
        Policy ladder = Policy.read(oncall.at("ladder"));
        Feeds feeds = Feeds.read(oncall.at("calendar"));
        VoiceSettings voice = VoiceSettings.read(folder, ladder.calls(), problems);
        if (ladder.rings() && voice.asterisk().isEmpty()) {
            problems.warn(
                    oncall.at("ladder").place(),
                    "no voice is set up: rungs with 'method: call' alert by SMS at once, and nothing rings");
        }
        oncall.done();
        List<Carrier> carriers = Carrier.readAll(Doc.read(folder.resolve("carriers.yaml"), problems));
        Path aggregators = folder.resolve("aggregators.yaml");
        List<Aggregator> callers =
                Files.exists(aggregators) ? Aggregators.readAll(Doc.read(aggregators, problems)) : List.of();
        BroadcastSettings broadcasts = BroadcastSettings.read(optional(folder.resolve("broadcasts.yaml"), problems));
        if (production && voice.asterisk().isPresent()) {
            PromptTexts.checkForProduction(prompts, script, staffTexts, municipalities, problems);
        }
        return new Settings(
                production,
                data,
                redis,
                keys.isEmpty() ? Optional.empty() : Optional.of(keys),
                outage,
                auditKept,
                reporting,
                pages,
                hotlineSettings,
                ussd,
                script,
                municipalities,
                staffTexts,
                staffFlows,
                prompts,
                wording,
                lexicon,
                guess,
                roster,
                ladder,
                feeds,
                carriers,
                callers,
                broadcasts,
                voice);
    }

    /// A file that may be left out: then everything in it has its default.
    private static Doc optional(Path file, Problems problems) {
        return Files.exists(file) ? Doc.read(file, problems) : Doc.parse(file.toString(), "", problems);
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

    /// The same conversation by USSD.
    public UssdConversation ussdConversation() {
        return new UssdConversation(conversation(), script, municipalities);
    }

    /// The same, with its data in another folder: for tests and trials.
    public Settings in(Path folder) {
        return copy(folder, hotline, roster, carriers, voice);
    }

    /// The same, with another roster: for tests and trials.
    public Settings with(Roster other) {
        return copy(data, hotline, other, carriers, voice);
    }

    /// The same, with the door open at once: for tests.
    public Settings unrehearsed() {
        return copy(data, hotline.unrehearsed(), roster, carriers, voice);
    }

    /// The same, with calls by another Asterisk: for the demo and for tests.
    Settings by(VoiceSettings other) {
        return copy(data, hotline, roster, carriers, other);
    }

    /// The same, with every carrier on that port of this machine: for the demo, whose network is simulated.
    public Settings over(int port) {
        return copy(
                data,
                hotline,
                roster,
                carriers.stream().map(carrier -> carrier.simulated(port)).toList(),
                voice);
    }

    /// A server of the same kind that touches nothing real: another store with keys of its own, one simulated
    /// network, no calls, no aggregators, no rehearsal before it.
    Settings rehearsing(Path folder, int port) {
        return new Settings(
                false,
                folder,
                "embedded",
                Optional.empty(),
                outage,
                auditKept,
                reporting,
                http,
                hotline.unrehearsed(),
                ussd,
                script,
                municipalities,
                staffTexts,
                staffFlows,
                prompts,
                wording,
                lexicon,
                languageGuess,
                roster,
                ladder,
                feeds,
                List.of(carriers.getFirst().rehearsing(port)),
                List.of(),
                broadcasts,
                new VoiceSettings(voice.calls(), Optional.empty()));
    }

    /// The one place that lists what never differs between them.
    private Settings copy(
            Path folder, HotlineSettings line, Roster people, List<Carrier> networks, VoiceSettings calls) {
        return new Settings(
                production,
                folder,
                redis,
                keys,
                outage,
                auditKept,
                reporting,
                http,
                line,
                ussd,
                script,
                municipalities,
                staffTexts,
                staffFlows,
                prompts,
                wording,
                lexicon,
                languageGuess,
                people,
                ladder,
                feeds,
                networks,
                aggregators,
                broadcasts,
                calls);
    }
}
