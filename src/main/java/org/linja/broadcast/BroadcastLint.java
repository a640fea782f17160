package org.linja.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.linja.config.Place;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.contact.Topic;
import org.linja.text.Segments;
import org.linja.text.Template;
import org.linja.text.TextLint;
import org.linja.text.Texts;
import org.linja.text.Tone;

/// Reads a broadcast before anybody else has to: what stands in the way, and what is worth a second look.
public final class BroadcastLint {
    /// Short links hide where they lead, and one to a page of ours gives her away (R07).
    private static final Pattern SHORTENER = Pattern.compile(
            "(?i)\\b(bit\\.ly|t\\.co|goo\\.gl|tinyurl\\.\\S+|is\\.gd|ow\\.ly|t\\.me|wa\\.me|fb\\.me|\\w+\\.ly|\\w+\\.gl)/");

    private static final Pattern STOP_HINT = Pattern.compile("(?i)\\bSTOP\\b");
    private static final int HINT_EVERY = 4;

    private final TextLint texts;
    private final BroadcastSettings settings;
    private final boolean production;

    /// @param texts the rules for all texts
    /// @param production drafts are refused
    public BroadcastLint(TextLint texts, BroadcastSettings settings, boolean production) {
        this.texts = texts;
        this.settings = settings;
        this.production = production;
    }

    /// @param errors it cannot be sent like this
    /// @param warnings it can, but look again
    public record Report(List<String> errors, List<String> warnings) {
        public Report {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }
    }

    /// Reads it.
    ///
    /// @param earlier those that were started before, the newest first
    public Report read(Broadcast broadcast, List<Broadcast> earlier) {
        Problems problems = new Problems();
        broadcast.texts().forEach((language, words) -> text(broadcast, language, words, problems));
        for (Language language : broadcast.audience().languages()) {
            if (!broadcast.texts().containsKey(language)) {
                problems.add(Place.start(language.code()), "is in the audience, but there is no text in it");
            }
        }
        hint(broadcast, earlier, problems);
        return new Report(problems.lines(), problems.warnings());
    }

    private void text(Broadcast broadcast, Language language, Broadcast.Words words, Problems problems) {
        Place place = Place.start(broadcast.id() + "." + language.code());
        if (words.text().isBlank()) {
            problems.add(place, "the text is empty");
            return;
        }
        texts.check(
                new Texts.Entry(
                        broadcast.name(),
                        Template.of(words.text()),
                        words.tone(),
                        words.draft() ? Texts.Status.DRAFT : Texts.Status.REVIEWED,
                        language == Language.ROM,
                        place),
                language,
                problems);
        if (SHORTENER.matcher(words.text()).find()) {
            problems.add(place, "holds a short link; nobody can see where it leads (R07)");
        }
        for (String name : Template.of(words.text()).names()) {
            if (!name.equals(Writing.MUNICIPALITY)) {
                problems.add(
                        place,
                        "the place {" + name + "} is not known; the only one is {municipality}"
                                + Problems.nearest(name, List.of(Writing.MUNICIPALITY)));
            }
        }
        if (words.draft()) {
            told(place, "is a draft; have it read by someone whose language it is", production, problems);
        }
        tone(broadcast, words, place, problems);
        Segments segments = Writing.segments(words.text(), language);
        if (segments.encoding() == Segments.Encoding.UCS2) {
            problems.warn(
                    place,
                    "a letter that no keypad has makes it UCS-2, 70 characters to a segment: "
                            + odd(words.text()).orElse("see its letters"));
        }
    }

    private static Optional<String> odd(String text) {
        List<String> odd = new ArrayList<>();
        text.codePoints()
                .filter(c -> c > 0x24F && !Character.isISOControl(c))
                .distinct()
                .forEach(c -> odd.add(Character.toString(c)));
        return odd.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", odd));
    }

    private void tone(Broadcast broadcast, Broadcast.Words words, Place place, Problems problems) {
        if (words.tone() == Tone.NEUTRAL) {
            return;
        }
        if (!broadcast.topic().twice()) {
            problems.add(
                    place,
                    "is explicit, but only the topics gbv, hiv-hep and drugs have a second yes: whoever asked for "
                            + broadcast.topic().word() + " was not warned that others may read along (O1)");
        } else if (broadcast.topic() == Topic.GBV
                && broadcast.readers() == Broadcast.Readers.ANYBODY
                && !settings.gbvExplicit()) {
            problems.add(
                    place,
                    "speaks of violence to anybody: write it for 'readers: bystanders', or set gbv-explicit for a list"
                            + " of professionals (O2)");
        }
    }

    /// O7: at least each fourth message says how to end them.
    private static void hint(Broadcast broadcast, List<Broadcast> earlier, Problems problems) {
        List<Broadcast> last = earlier.stream()
                .filter(b -> !b.id().equals(broadcast.id()) && b.topic() == broadcast.topic())
                .limit(HINT_EVERY - 1)
                .toList();
        broadcast.texts().forEach((language, words) -> {
            if (!hinted(words)) {
                boolean due = last.size() < HINT_EVERY - 1
                        ? last.isEmpty()
                        : last.stream()
                                .noneMatch(b -> Optional.ofNullable(b.texts().get(language))
                                        .map(BroadcastLint::hinted)
                                        .orElse(false));
                told(
                        Place.start(broadcast.id() + "." + language.code()),
                        "does not say how to end such messages; at least each fourth must, and the first: add STOP (O7)",
                        due,
                        problems);
            }
        });
    }

    private static boolean hinted(Broadcast.Words words) {
        return STOP_HINT.matcher(words.text()).find();
    }

    private static void told(Place place, String what, boolean error, Problems problems) {
        if (error) {
            problems.add(place, what);
        } else {
            problems.warn(place, what);
        }
    }
}
