package org.linja.broadcast;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.linja.contact.Language;
import org.linja.text.Segments;

/// What a broadcast would be if it were started now: how many people, how many segments, what it costs.
///
/// @param people how many get it
/// @param tooSmall whether so few that the number would tell who they are (R44): then it is not to be shown
/// @param cells people by language and carrier
/// @param segments how each language's text is sent
/// @param cost by language and carrier, in the currency of the contracts
/// @param left how many get it not, and why
public record Preview(
        long people,
        boolean tooSmall,
        Map<Progress.Cell, Long> cells,
        Map<Language, Segments> segments,
        Map<Progress.Cell, Double> cost,
        Map<String, Long> left) {

    static Preview of(Broadcast broadcast, Selection selection, BroadcastSettings settings) {
        Map<Language, Segments> segments = new EnumMap<>(Language.class);
        broadcast
                .texts()
                .forEach((language, words) -> segments.put(language, Writing.segments(words.text(), language)));
        Map<Progress.Cell, Double> cost = new TreeMap<>();
        selection.cells().forEach((cell, people) -> {
            Segments one = segments.get(cell.language());
            int count = one == null ? 0 : one.count();
            cost.put(cell, people * count * settings.price(cell.carrier()));
        });
        Map<String, Long> left = new TreeMap<>();
        selection
                .left()
                .forEach((why, people) ->
                        left.put(why.name().toLowerCase(Locale.ROOT).replace('_', '-'), people));
        return new Preview(
                selection.people(),
                selection.people() < settings.smallestAudience(),
                selection.cells(),
                segments,
                cost,
                left);
    }

    /// People and cost by language and carrier as they may be shown (R44).
    public Map<String, String> shown() {
        Map<String, Long> counts = new TreeMap<>();
        cells.forEach((cell, count) -> counts.put(cell.language().code() + " " + cell.carrier(), count));
        Map<String, String> shown = SmallCells.shown(counts);
        cost.forEach((cell, price) -> shown.computeIfPresent(
                cell.language().code() + " " + cell.carrier(),
                (key, count) -> Character.isDigit(count.charAt(0))
                        ? count + String.format(Locale.ROOT, ", cost %.2f", price)
                        : count));
        return shown;
    }

    /// Who is left out and why, as it may be shown (R44).
    public Map<String, String> shownLeft() {
        return SmallCells.shown(left);
    }

    /// What all of it costs.
    public double wholeCost() {
        return cost.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
