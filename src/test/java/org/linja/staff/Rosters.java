package org.linja.staff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.linja.config.Doc;
import org.linja.config.Problems;

/// Rosters as coordinators write them.
final class Rosters {
    static final String PEOPLE = """
            people:
              - { name: arta, number: +383 44 000 101, languages: [sq, en], gender: woman }
              - { name: bojana, number: +383 44 000 102, languages: [sr, en], skills: [child] }
              - { name: cela, number: +383 44 000 103, languages: [rom, sq, sr] }
              - { name: drita, number: +383 44 000 104, languages: [sq, sr], role: coordinator, methods: [sms] }
            """;

    private Rosters() {}

    static Roster of(String shifts) {
        Problems problems = new Problems();
        Roster roster = read(PEOPLE + shifts, problems);
        problems.throwIfAny();
        return roster;
    }

    static Roster read(String yaml, Problems problems) {
        try {
            Path file = Files.createTempDirectory("linja-roster").resolve("oncall.yaml");
            Files.writeString(file, yaml);
            Doc doc = Doc.read(file, problems);
            Roster roster = RosterReader.read(doc);
            doc.done();
            Files.delete(file);
            Files.delete(file.getParent());
            return roster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A time on the clock on the wall in Kosovo; of two that are the same, the first.
    static Instant wall(String time) {
        return LocalDateTime.parse(time.replace(' ', 'T')).atZone(Roster.KOSOVO).toInstant();
    }

    static List<String> names(List<Counsellor> people) {
        return people.stream().map(Counsellor::name).toList();
    }
}
