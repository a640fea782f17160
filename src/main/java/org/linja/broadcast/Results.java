package org.linja.broadcast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What came of a broadcast, as numbers only.
///
/// @param timeline outcomes by the start of each ten minutes
/// @param replies answers by what they were
/// @param cost of the segments that carriers took
public record Results(
        Broadcast broadcast,
        Progress progress,
        Map<Instant, Map<Fate, Long>> timeline,
        Map<String, Long> replies,
        double cost) {

    /// The aggregates as CSV (RFC 4180): `section;key;what;people`. Small numbers are hidden (R44), people over
    /// time and replies as well.
    public String csv() {
        List<String> lines = new ArrayList<>();
        lines.add("section;key;what;people");
        for (Fate fate : Fate.values()) {
            Map<String, Long> counts = new TreeMap<>();
            progress.order().forEach(cell -> {
                long people = progress.count(cell, fate);
                if (people > 0) {
                    counts.put(cell.language().code() + " " + cell.carrier(), people);
                }
            });
            section(lines, "progress", word(fate), counts);
        }
        for (Fate fate : Fate.values()) {
            Map<String, Long> counts = new TreeMap<>();
            timeline.forEach((at, fates) -> {
                long people = fates.getOrDefault(fate, 0L);
                if (people > 0) {
                    counts.put(at.toString(), people);
                }
            });
            section(lines, "time", word(fate), counts);
        }
        SmallCells.shown(replies).forEach((what, people) -> lines.add("replies;" + what + ";reply;" + people));
        lines.add("cost;all;" + String.format(Locale.ROOT, "%.2f", cost) + ";" + progress.count(Fate::taken));
        return String.join("\r\n", lines) + "\r\n";
    }

    private static void section(List<String> lines, String section, String what, Map<String, Long> counts) {
        SmallCells.shown(counts).forEach((key, people) -> lines.add(section + ";" + key + ";" + what + ";" + people));
    }

    private static String word(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
