package org.linja.broadcast;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.contact.Topic;
import org.linja.text.Tone;

/// A broadcast as its author writes it: a file with name, topic, audience and a text for each language.
public final class BroadcastFile {
    private static final double HIGHEST_PACE = 100_000;

    private BroadcastFile() {}

    /// What stands in the file.
    public record Written(
            String name,
            Topic topic,
            Audience audience,
            Broadcast.Readers readers,
            Map<Language, Broadcast.Words> texts,
            double pace) {
        public Written {
            texts = Map.copyOf(texts);
        }
    }

    /// Reads it; everything that is wrong is told at once.
    ///
    /// @param municipalities the keys there are
    /// @param carriers the names there are
    /// @return empty when there is a problem
    public static Optional<Written> read(
            Path file, List<String> municipalities, List<String> carriers, Problems problems) {
        return read(Doc.read(file, problems), municipalities, carriers);
    }

    /// Reads it from a document.
    public static Optional<Written> read(Doc doc, List<String> municipalities, List<String> carriers) {
        String name = doc.at("name").string();
        Doc topicDoc = doc.at("topic");
        Optional<Topic> topic = Topic.of(topicDoc.string());
        if (topicDoc.present() && topic.isEmpty()) {
            doc.problems()
                    .add(
                            topicDoc.place(),
                            "this is no topic; there are health, rights, services, jobs, gbv, hiv-hep, drugs"
                                    + Problems.nearest(topicDoc.string(), topics()));
        }
        Audience audience = audience(doc.at("audience"), municipalities, carriers);
        Broadcast.Readers readers = doc.at("readers").oneOf(Broadcast.Readers.class, Broadcast.Readers.ANYBODY);
        Map<Language, Broadcast.Words> texts = new EnumMap<>(Language.class);
        Doc all = doc.at("texts");
        all.entries().forEach((code, text) -> language(code, text).ifPresent(l -> texts.put(l, words(text))));
        if (texts.isEmpty()) {
            doc.problems().add(all.place(), "there is no text: write 'texts:' and below it sq, sr, rom or en");
        }
        double pace = doc.at("pace").decimal(0, HIGHEST_PACE, 0);
        doc.done();
        return doc.problems().any()
                ? Optional.empty()
                : Optional.of(new Written(name, topic.orElseThrow(), audience, readers, texts, pace));
    }

    private static List<String> topics() {
        return java.util.Arrays.stream(Topic.values()).map(Topic::word).toList();
    }

    private static Broadcast.Words words(Doc text) {
        return new Broadcast.Words(
                text.at("text").string().strip(),
                text.at("tone").oneOf(Tone.class, Tone.NEUTRAL),
                text.at("draft").yes(false));
    }

    private static Optional<Language> language(String code, Doc at) {
        Optional<Language> language = Language.of(code);
        if (language.isEmpty()) {
            at.problems().add(at.place(), "this is no language; there are sq, sr, rom and en");
            at.entries();
        }
        return language;
    }

    private static Audience audience(Doc doc, List<String> municipalities, List<String> carriers) {
        Set<Language> languages = new HashSet<>();
        for (Doc one : doc.at("languages").list()) {
            language(one.string(), one).ifPresent(languages::add);
        }
        return new Audience(
                languages,
                known(doc.at("municipalities"), municipalities, "municipality"),
                known(doc.at("carriers"), carriers, "carrier"),
                duration(doc.at("heard-within")),
                duration(doc.at("silent-for")));
    }

    private static Optional<Duration> duration(Doc doc) {
        return doc.present() ? Optional.of(doc.duration()) : Optional.empty();
    }

    private static Set<String> known(Doc list, List<String> known, String what) {
        Set<String> found = new HashSet<>();
        for (Doc one : list.list()) {
            String word = one.string();
            if (known.contains(word)) {
                found.add(word);
            } else {
                one.problems()
                        .add(one.place(), "there is no " + what + " of this name" + Problems.nearest(word, known));
            }
        }
        return found;
    }
}
