package org.linja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.linja.broadcast.Fate;
import org.linja.broadcast.Preview;
import org.linja.broadcast.Progress;

/// What a terminal shows of a broadcast: lines of numbers.
final class BroadcastReport {
    private BroadcastReport() {}

    /// How far it is, for each language and carrier and in all.
    static List<String> progress(Progress progress) {
        List<String> lines = new ArrayList<>();
        progress.order()
                .forEach(cell -> lines.add(
                        row(cell.language().code() + " " + cell.carrier(), fate -> progress.count(cell, fate))));
        lines.add(row("all", progress::count));
        return lines;
    }

    private interface Count {
        long of(Fate fate);
    }

    private static String row(String head, Count count) {
        long submitted = count.of(Fate.SUBMITTED) + count.of(Fate.DELIVERED) + count.of(Fate.FAILED);
        return String.format(
                Locale.ROOT,
                "  %-20s queued %d, on the way %d, submitted %d, delivered %d, failed %d, unknown %d, opted out %d,"
                        + " held %d, had enough %d, cancelled %d",
                head,
                count.of(Fate.QUEUED),
                count.of(Fate.CLAIMED),
                submitted,
                count.of(Fate.DELIVERED),
                count.of(Fate.FAILED) + count.of(Fate.REFUSED),
                count.of(Fate.UNKNOWN),
                count.of(Fate.OPTED_OUT),
                count.of(Fate.HELD),
                count.of(Fate.CAPPED),
                count.of(Fate.CANCELLED));
    }

    /// A dry run.
    static List<String> preview(Preview preview, int smallest) {
        List<String> lines = new ArrayList<>();
        preview.segments()
                .forEach((language, segments) -> lines.add("  " + language.code() + ": " + segments.count()
                        + (segments.count() == 1 ? " segment, " : " segments, ") + segments.encoding() + ", "
                        + segments.units() + " characters"));
        if (preview.tooSmall()) {
            lines.add("  fewer than " + smallest
                    + " people: too few to send to, the number could tell who they are (R44)");
            return lines;
        }
        lines.add("  " + preview.people() + " people");
        preview.shown().forEach((cell, people) -> lines.add("  " + cell + ": " + people));
        lines.add(String.format(Locale.ROOT, "  cost %.2f", preview.wholeCost()));
        preview.shownLeft().forEach((why, people) -> lines.add("  not sent to, " + why + ": " + people));
        return lines;
    }
}
