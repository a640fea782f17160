package org.linja;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.prompts.Recorded;
import org.linja.prompts.Recorded.Source;
import org.linja.prompts.Recordings;
import org.linja.prompts.Sound;
import org.linja.prompts.Studio;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The recordings that callers hear.
@Command(
        name = "prompts",
        mixinStandardHelpOptions = true,
        description =
                "The recordings that callers hear: what must be recorded, what is there, placeholders by espeak-ng, and taking"
                        + " in what people have recorded.")
final class PromptsCommand extends SubcommandNeeded {
    @Option(
            names = "--prompts",
            paramLabel = "DIR",
            scope = CommandLine.ScopeType.INHERIT,
            description = "the folder of the recordings; default: hotline.prompts of the configuration")
    private @Nullable Path prompts;

    /// What is read for each of them.
    private record Desk(Path folder, Recordings recordings, Map<Language, Map<String, String>> wanted) {}

    private Desk open(Problems problems) {
        Settings settings = Settings.read(config.folder(), false, problems);
        problems.throwIfAny();
        Path folder = Optional.ofNullable(prompts).orElseGet(settings::prompts);
        Recordings recordings = Recordings.read(folder, problems);
        problems.throwIfAny();
        Map<Language, Map<String, String>> wanted = PromptTexts.wanted(
                folder, settings.script(), settings.staffTexts(), settings.municipalities(), problems);
        problems.throwIfAny();
        return new Desk(folder, recordings, wanted);
    }

    PromptsCommand() {
        super("say what to do with the recordings: list, make, check or import");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "everything that must be recorded, with its words: a list for the speaker")
    int list(
            @Option(names = "--language", paramLabel = "CODE", description = "sq, sr, rom or en; default: all")
                    @Nullable
                    String language) {
        Desk desk = open(new Problems());
        for (Language one : languages(language)) {
            desk.wanted().getOrDefault(one, Map.of()).forEach((key, text) -> {
                String state = desk.recordings()
                        .entry(one, key)
                        .map(entry -> state(entry, text))
                        .orElse("missing");
                System.out.printf("%-4s %-28s %-12s %s%n", one.code(), key, state, text);
            });
        }
        return 0;
    }

    private static String state(Recorded entry, String text) {
        if (!entry.text().equals(text)) {
            return "out-of-date";
        }
        if (entry.placeholder()) {
            return "placeholder";
        }
        return entry.reviewer().isEmpty() ? "not-reviewed" : "recorded";
    }

    @Command(
            name = "make",
            mixinStandardHelpOptions = true,
            description =
                    "Speak what is not recorded yet, or whose text has changed, by espeak-ng: placeholders, which production"
                            + " refuses. What a person has recorded is never touched.")
    int make(@Option(names = "--all", description = "speak all placeholders anew") boolean all) {
        Desk desk = open(new Problems());
        int made = 0;
        for (Language language : Language.values()) {
            Map<String, String> texts = desk.wanted().getOrDefault(language, Map.of());
            desk.recordings().keepOnly(language, texts.keySet());
            for (Map.Entry<String, String> wanted : texts.entrySet()) {
                Optional<Recorded> there = desk.recordings().entry(language, wanted.getKey());
                if (there.filter(entry ->
                                !entry.placeholder() || !all && entry.text().equals(wanted.getValue()))
                        .isEmpty()) {
                    Sound sound = Studio.speak(language, wanted.getValue());
                    desk.recordings().keep(placeholder(language, wanted, there), sound);
                    made++;
                }
            }
            desk.recordings().save(language);
        }
        System.out.println(made + " placeholders made in " + desk.folder());
        return 0;
    }

    private static Recorded placeholder(
            Language language, Map.Entry<String, String> wanted, Optional<Recorded> before) {
        int version = before.map(entry -> entry.version() + 1).orElse(1);
        return new Recorded(wanted.getKey(), language, "", wanted.getValue(), version, Source.TTS, true, "");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Tell what is missing or out of date. Exit code 2 when something is.")
    int check(
            @Option(names = "--production", description = "also refuse placeholders and what nobody has reviewed")
                    boolean production) {
        Desk desk = open(new Problems());
        Problems problems = new Problems();
        desk.recordings().check(desk.wanted(), production, problems);
        problems.warnings().forEach(System.out::println);
        problems.throwIfAny();
        System.out.println(
                desk.folder() + ": every prompt is there" + (problems.warnings().isEmpty() ? "" : ", with warnings"));
        return 0;
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description =
                    "Take in recordings of a person (wav, mp3, ogg …): cut off the silence, make them equally loud, keep them"
                            + " at 8 kHz. A file is named by its key, such as label.legal-aid.wav.")
    int take(
            @Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files,
            @Option(names = "--language", required = true, paramLabel = "CODE", description = "sq, sr, rom or en")
                    String language,
            @Option(names = "--dialect", defaultValue = "", description = "such as Arli") String dialect,
            @Option(
                            names = "--reviewer",
                            defaultValue = "",
                            description = "who has listened to them and found them right")
                    String reviewer) {
        Desk desk = open(new Problems());
        Language spoken = languages(language).getFirst();
        Map<String, String> texts = desk.wanted().getOrDefault(spoken, Map.of());
        for (Path file : files) {
            String key = key(file, texts);
            int version = desk.recordings()
                    .entry(spoken, key)
                    .map(entry -> entry.version() + 1)
                    .orElse(1);
            Recorded entry = new Recorded(
                    key, spoken, dialect, texts.getOrDefault(key, ""), version, Source.HUMAN, false, reviewer);
            Sound sound = Studio.take(file, key);
            desk.recordings().keep(entry, sound);
            desk.recordings().save(spoken);
            System.out.printf(
                    Locale.ROOT,
                    "%s/%s: %.1f s%n",
                    spoken.code(),
                    key,
                    sound.length().toMillis() / 1000.0);
        }
        return 0;
    }

    /// The key is the file's name without its ending; hyphens may stand for dots, as in the names we write.
    private String key(Path file, Map<String, String> texts) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]+$", "");
        return texts.keySet().stream()
                .filter(key -> key.equals(name) || Recorded.name(key).equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(),
                        file + ": no prompt is called '" + name + "'" + Problems.nearest(name, texts.keySet())
                                + "; ./linja prompts list tells all"));
    }

    private List<Language> languages(@Nullable String code) {
        if (code == null) {
            return new ArrayList<>(List.of(Language.values()));
        }
        return List.of(Language.of(code)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(), "'" + code + "' is none of sq, sr, rom, en")));
    }
}
