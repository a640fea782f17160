package org.linja.broadcast;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeSet;
import org.linja.contact.Language;
import org.linja.contact.Topic;

/// The fingerprint of everything about a broadcast that an approver reads.
final class Digest {
    private Digest() {}

    static String of(
            String name,
            Topic topic,
            Audience audience,
            Broadcast.Readers readers,
            Map<Language, Broadcast.Words> texts,
            double pace) {
        StringBuilder all = new StringBuilder();
        part(all, name);
        part(all, topic.word());
        part(all, new TreeSet<>(audience.languages()).toString());
        part(all, new TreeSet<>(audience.municipalities()).toString());
        part(all, new TreeSet<>(audience.carriers()).toString());
        part(all, audience.heardWithin() + " " + audience.silentFor());
        part(all, readers.name());
        part(all, Double.toString(pace));
        texts.forEach((language, words) -> {
            part(all, language.code());
            part(all, words.tone().name());
            part(all, words.text());
        });
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// With its length, so that no two different lists of parts read the same.
    private static void part(StringBuilder all, String text) {
        all.append(text.length()).append(':').append(text);
    }
}
