package org.linja.broadcast;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Hides numbers from which somebody could be known (R44): those under 5, and where only one would be hidden, the next
/// smallest too, so that it cannot be had by subtracting.
final class SmallCells {
    /// The least number that is shown.
    static final long LEAST = 5;

    private SmallCells() {}

    /// The counts as they may be shown: digits, or `<5`, or `–` for one hidden for another's sake.
    static <K extends Comparable<K>> Map<K, String> shown(Map<K, Long> counts) {
        Set<K> hidden = new HashSet<>();
        counts.forEach((key, count) -> {
            if (count > 0 && count < LEAST) {
                hidden.add(key);
            }
        });
        Set<K> beside = new HashSet<>();
        if (hidden.size() == 1) {
            List<Map.Entry<K, Long>> rest = counts.entrySet().stream()
                    .filter(one -> one.getValue() >= LEAST)
                    .sorted(Map.Entry.<K, Long>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                    .toList();
            if (!rest.isEmpty()) {
                beside.add(rest.getFirst().getKey());
            }
        }
        Map<K, String> shown = new TreeMap<>();
        counts.forEach((key, count) -> {
            String text = Long.toString(count);
            if (hidden.contains(key)) {
                text = "<" + LEAST;
            } else if (beside.contains(key)) {
                text = "–";
            }
            shown.put(key, text);
        });
        return shown;
    }
}
