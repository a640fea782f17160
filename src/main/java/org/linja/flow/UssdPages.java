package org.linja.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.linja.contact.Language;
import org.linja.text.Gsm7;
import org.linja.text.PageLimit;
import org.linja.text.Transliteration;

/// Cuts lines into pages that fit. An option is never split over two pages; a text is, between two words where it can
/// be. Each page but the last ends with the key for more.
///
/// @param limit of one page
/// @param language in which letters are transliterated
/// @param more the line that leads to the next page
/// @param back the line that leads to the page or the question before; empty when no key does
record UssdPages(PageLimit limit, Language language, String more, String back) {
    /// So that on the smallest page there is room beside the lines for more and back.
    private static final int LONGEST_KEY_LINE = 16;

    private static final String CUT = "..";

    /// A line of a page.
    ///
    /// @param whole it must not be split
    record Line(String words, boolean whole) {}

    UssdPages {
        more = shortened(written(more, limit, language));
        back = shortened(written(back, limit, language));
    }

    /// The pages of those lines, at least one.
    ///
    /// @param backAtFirst whether there is something to go back to from the first page
    List<String> of(List<Line> lines, boolean backAtFirst) {
        Deque<Line> rest = new ArrayDeque<>();
        for (Line line : lines) {
            String words = written(line.words(), limit, language);
            rest.add(new Line(line.whole() ? fitting(words, CUT) : words, line.whole()));
        }
        List<String> pages = new ArrayList<>();
        while (true) {
            String keyBack = pages.isEmpty() && !backAtFirst ? "" : back;
            List<String> all = new ArrayList<>(rest.stream().map(Line::words).toList());
            all.add(keyBack);
            if (limit.holds(joined(all))) {
                pages.add(joined(all));
                return List.copyOf(pages);
            }
            pages.add(filled(rest, keyBack));
        }
    }

    /// As much as one page holds together with its keys.
    private String filled(Deque<Line> rest, String keyBack) {
        List<String> page = new ArrayList<>();
        while (!rest.isEmpty() && holds(page, rest.getFirst().words(), keyBack)) {
            page.add(rest.removeFirst().words());
        }
        if (page.isEmpty()) {
            String line = rest.removeFirst().words();
            String head = fitting(line, "");
            String tail = line.substring(head.length()).strip();
            page.add(head.strip());
            if (!tail.isEmpty()) {
                rest.addFirst(new Line(tail, false));
            }
        }
        page.add(more);
        page.add(keyBack);
        return joined(page);
    }

    private boolean holds(List<String> page, String line, String keyBack) {
        List<String> all = new ArrayList<>(page);
        all.add(line);
        all.add(more);
        all.add(keyBack);
        return limit.holds(joined(all));
    }

    /// The longest beginning of a line that a page holds together with both keys, up to a space where there is one.
    ///
    /// @param mark stands at the end of what was cut
    private String fitting(String line, String mark) {
        if (holds(List.of(), line, back)) {
            return line;
        }
        int end = 1;
        while (end < line.length() && holds(List.of(), line.substring(0, end + 1) + mark, back)) {
            end++;
        }
        if (Character.isHighSurrogate(line.charAt(end - 1)) && end > 1) {
            end--;
        }
        int space = line.lastIndexOf(' ', end);
        boolean between = mark.isEmpty() && space > 0;
        return line.substring(0, between ? space : end) + mark;
    }

    /// What cannot be written with the letters of the page shows as a question mark.
    private static String written(String words, PageLimit limit, Language language) {
        return switch (limit.letters()) {
            case KEPT -> words;
            case TRANSLITERATED -> {
                String plain = Transliteration.apply(words, language, Transliteration.Policy.ALWAYS);
                if (Gsm7.fits(plain)) {
                    yield plain;
                }
                StringBuilder shown = new StringBuilder(plain.length());
                plain.codePoints()
                        .mapToObj(Character::toString)
                        .forEach(letter -> shown.append(Gsm7.fits(letter) ? letter : "?"));
                yield shown.toString();
            }
        };
    }

    private static String shortened(String keyLine) {
        return keyLine.length() <= LONGEST_KEY_LINE
                ? keyLine
                : keyLine.substring(0, LONGEST_KEY_LINE).strip();
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines.stream().filter(line -> !line.isEmpty()).toList());
    }
}
