package org.linja.broadcast;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.Subscription;
import org.linja.contact.Topic;

/// A list of people who asked for messages on paper, at an event or by telephone, as a CSV file. Every line has its
/// proof: how, when, and to which words they said yes (R46). One wrong line and nothing of it is taken.
///
/// Columns: `number`, `topics` (several with `|` or spaces between), `source`, `date`, `text`; and, if wanted,
/// `language`, `municipality`, `carrier`, `confirmed` (the date of the second yes), `last-contact`.
public final class SubscriberList {
    private static final List<String> NEEDED = List.of("number", "topics", "source", "date", "text");
    private static final List<String> KNOWN = List.of(
            "number",
            "topics",
            "source",
            "date",
            "text",
            "language",
            "municipality",
            "carrier",
            "confirmed",
            "last-contact");
    private static final String KOSOVO = "383";
    private static final int KOSOVO_LENGTH = 11;
    private static final int SHORTEST = 8;

    private final Function<String, Optional<String>> municipality;
    private final List<String> carriers;
    private final ZoneId zone;
    private final Instant now;

    private final List<Subscription> found = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final Map<String, Integer> lineOf = new HashMap<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Optional<String>> places = new HashMap<>();
    /// Most lines of a list have the same few dates.
    private final Map<String, Optional<Instant>> times = new HashMap<>();
    private int people;
    private int modernised;

    /// @param subscriptions one for each person and topic; none when there is an error
    /// @param people how many lines had no error
    /// @param modernised how many numbers had a prefix that was used before +383
    /// @param errors `line N: what`, in the order of the file; none repeats a number
    public record Read(List<Subscription> subscriptions, int people, int modernised, List<String> errors) {
        public Read {
            subscriptions = List.copyOf(subscriptions);
            errors = List.copyOf(errors);
        }
    }

    private SubscriberList(
            Function<String, Optional<String>> municipality, List<String> carriers, ZoneId zone, Instant now) {
        this.municipality = municipality;
        this.carriers = carriers;
        this.zone = zone;
        this.now = now;
    }

    /// Reads a file.
    ///
    /// @param municipality finds the key of a municipality by any of its names
    /// @param carriers the names there are
    public static Read read(
            byte[] file,
            Function<String, Optional<String>> municipality,
            List<String> carriers,
            ZoneId zone,
            Instant now) {
        SubscriberList list = new SubscriberList(municipality, carriers, zone, now);
        list.read(file);
        return new Read(list.errors.isEmpty() ? list.found : List.of(), list.people, list.modernised, list.errors);
    }

    private void read(byte[] file) {
        List<CsvLines.Line> lines;
        try {
            lines = CsvLines.read(file);
        } catch (CsvLines.NotUtf8 e) {
            errors.add("line " + e.line() + ": is not UTF-8; save the file as 'CSV UTF-8'");
            return;
        }
        if (lines.isEmpty()) {
            errors.add("line 1: the file is empty; its first line names the columns: " + String.join(";", NEEDED));
            return;
        }
        head(lines.getFirst());
        if (errors.isEmpty()) {
            lines.subList(1, lines.size()).forEach(this::person);
        }
    }

    private void head(CsvLines.Line line) {
        for (int i = 0; i < line.fields().size(); i++) {
            String name = line.fields().get(i).toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.isEmpty()) {
                continue;
            }
            if (!KNOWN.contains(name)) {
                error(line, "there is no column '" + printable(name) + "'" + Problems.nearest(name, KNOWN));
            } else if (columns.putIfAbsent(name, i) != null) {
                error(line, "the column '" + name + "' is there twice");
            }
        }
        NEEDED.stream()
                .filter(name -> !columns.containsKey(name))
                .forEach(name -> error(line, "the column '" + name + "' is missing"));
    }

    private void person(CsvLines.Line line) {
        int before = errors.size();
        if (line.broken()) {
            error(line, "a quote is opened here and never closed");
            return;
        }
        if (line.fields().size()
                        > columns.values().stream().mapToInt(i -> i).max().orElse(0) + 1
                && line.fields().stream().skip(columns.size()).anyMatch(f -> !f.isEmpty())) {
            error(line, "has " + line.fields().size() + " fields, the first line has " + columns.size());
        }
        Optional<Msisdn> number = number(line);
        List<Topic> topics = topics(line);
        Optional<Instant> at = time(line, "date");
        Optional<Instant> confirmed = time(line, "confirmed");
        Optional<Instant> last = time(line, "last-contact");
        for (String needed : List.of("source", "text", "date")) {
            if (field(line, needed).isEmpty()) {
                error(line, "'" + needed + "' is empty; without it nobody can show that she asked");
            }
        }
        if (confirmed.isEmpty() && field(line, "confirmed").isEmpty()) {
            topics.stream()
                    .filter(Topic::twice)
                    .forEach(topic -> error(
                            line,
                            "the topic " + topic.word()
                                    + " needs a second yes: its date goes into the column 'confirmed'"));
        }
        Optional<Language> language = language(line);
        String place = place(line);
        String carrier = carrier(line);
        if (errors.size() > before || number.isEmpty() || at.isEmpty()) {
            return;
        }
        people++;
        for (Topic topic : topics) {
            found.add(new Subscription(
                    number.get(),
                    topic,
                    language,
                    place,
                    carrier,
                    field(line, "source"),
                    field(line, "text"),
                    at.get(),
                    topic.twice() ? confirmed : Optional.empty(),
                    last.orElse(at.get())));
        }
    }

    private Optional<Msisdn> number(CsvLines.Line line) {
        String written = field(line, "number");
        Optional<Msisdn> read = Msisdn.parse(written);
        String digits = read.map(Msisdn::digits).orElse("");
        boolean kosovo = digits.startsWith(KOSOVO);
        boolean mobile =
                kosovo ? digits.length() == KOSOVO_LENGTH && digits.charAt(3) == '4' : digits.length() >= SHORTEST;
        if (read.isEmpty() || !mobile) {
            error(
                    line,
                    written.isEmpty()
                            ? "the number is missing"
                            : written.matches("(?i)[\\d.,]+e\\+?\\d+")
                                    ? "the number was written by a spreadsheet as 3,83E+10: format the column as text"
                                    : "this is no number of a mobile phone; write it as +383 44 000 101");
            return Optional.empty();
        }
        String plain = written.replaceAll("\\D", "").replaceFirst("^00", "");
        if (kosovo && (plain.startsWith("377") || plain.startsWith("386"))) {
            modernised++;
        }
        Integer other = lineOf.putIfAbsent(digits, line.number());
        if (other != null) {
            error(line, "the same number stands in line " + other);
        }
        return read;
    }

    private List<Topic> topics(CsvLines.Line line) {
        List<Topic> topics = new ArrayList<>();
        for (String word : field(line, "topics").split("[|,/ ]+")) {
            if (word.isEmpty()) {
                continue;
            }
            Optional<Topic> topic = Topic.of(word);
            if (topic.isEmpty()) {
                error(
                        line,
                        "'" + printable(word) + "' is no topic; there are health, rights, services, jobs, gbv, hiv-hep,"
                                + " drugs");
            }
            topic.filter(t -> !topics.contains(t)).ifPresent(topics::add);
        }
        if (topics.isEmpty() && field(line, "topics").isEmpty()) {
            error(line, "no topic is named: nobody gets messages on everything");
        }
        return topics;
    }

    private Optional<Instant> time(CsvLines.Line line, String column) {
        String written = field(line, column);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> read = times.computeIfAbsent(written, this::instant);
        if (read.isEmpty()) {
            error(line, "'" + column + "' is no date; write it as 2026-11-22 or 22.11.2026");
        } else if (read.get().isAfter(now)) {
            error(line, "'" + column + "' is in the future");
            return Optional.empty();
        }
        return read;
    }

    private Optional<Instant> instant(String written) {
        try {
            if (written.contains("T")) {
                return Optional.of(
                        written.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
                                ? OffsetDateTime.parse(written).toInstant()
                                : LocalDateTime.parse(written).atZone(zone).toInstant());
            }
            String[] parts = written.split("[./]");
            LocalDate day = parts.length == 3
                    ? LocalDate.of(
                            Integer.parseInt(parts[2].strip()),
                            Integer.parseInt(parts[1].strip()),
                            Integer.parseInt(parts[0].strip()))
                    : LocalDate.parse(written);
            return Optional.of(day.atStartOfDay(zone).toInstant());
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Language> language(CsvLines.Line line) {
        String written = field(line, "language").toLowerCase(Locale.ROOT);
        Optional<Language> language = Language.of(written);
        if (!written.isEmpty() && language.isEmpty()) {
            error(line, "'" + printable(written) + "' is no language; there are sq, sr, rom and en");
        }
        return language;
    }

    private String place(CsvLines.Line line) {
        String written = field(line, "municipality");
        if (written.isEmpty()) {
            return "";
        }
        Optional<String> key = places.computeIfAbsent(written, municipality);
        if (key.isEmpty()) {
            error(line, "'" + printable(written) + "' is no municipality, or more than one");
        }
        return key.orElse("");
    }

    private String carrier(CsvLines.Line line) {
        String written = field(line, "carrier");
        if (!written.isEmpty() && !carriers.contains(written)) {
            error(line, "there is no carrier '" + printable(written) + "'" + Problems.nearest(written, carriers));
        }
        return written;
    }

    private String field(CsvLines.Line line, String column) {
        Integer at = columns.get(column);
        return at == null || at >= line.fields().size() ? "" : line.fields().get(at);
    }

    private void error(CsvLines.Line line, String what) {
        errors.add("line " + line.number() + ": " + what);
    }

    /// Short, without control characters, and without what could be a number.
    private static String printable(String word) {
        String shown = word.replaceAll("\\p{Cntrl}", "·").replaceAll("\\d{5,}", "…");
        return shown.length() > 30 ? shown.substring(0, 30) + "…" : shown;
    }
}
