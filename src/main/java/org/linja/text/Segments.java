package org.linja.text;

import java.util.ArrayList;
import java.util.List;

/// A text as the segments it is sent in (3GPP TS 23.040 §9.2.3.24.1 and §9.2.3.24.8): whole when it fits one short
/// message, otherwise in parts that leave room for the concatenation header.
///
/// A part never ends within an escape pair or a surrogate pair, nor, when there is any other place, between a letter
/// and its combining marks. The parts put together are the text.
///
/// @param encoding of all parts
/// @param parts their texts in order, at least one, at most [#MOST]
/// @param units septets (GSM7) or UTF-16 code units (UCS2) of the whole text, without headers
public record Segments(Encoding encoding, List<String> parts, int units) {
    /// The most parts that a concatenation header can number.
    public static final int MOST = 255;

    /// How the characters are carried.
    public enum Encoding {
        /// GSM 7 bit default alphabet: 160 septets in one segment.
        GSM7,
        /// UCS-2, in fact UTF-16BE: 70 units of two octets in one segment.
        UCS2
    }

    /// The concatenation header's reference number.
    public enum Reference {
        /// 6 octets of header: parts of 153 septets or 67 units.
        BITS_8,
        /// 7 octets of header: parts of 152 septets or 66 units.
        BITS_16
    }

    public Segments {
        parts = List.copyOf(parts);
    }

    /// The segments of a text with an 8-bit reference.
    ///
    /// @throws IllegalArgumentException when it needs more than [#MOST]
    public static Segments of(String text) {
        return of(text, Reference.BITS_8);
    }

    /// The segments of a text.
    ///
    /// @throws IllegalArgumentException when it needs more than [#MOST]
    public static Segments of(String text, Reference reference) {
        int header = reference == Reference.BITS_8 ? 0 : 1;
        if (Gsm7.fits(text)) {
            int septets = Gsm7.septets(text);
            return new Segments(Encoding.GSM7, septets <= 160 ? List.of(text) : cut(text, 153 - header, true), septets);
        }
        int units = text.length();
        return new Segments(Encoding.UCS2, units <= 70 ? List.of(text) : cut(text, 67 - header, false), units);
    }

    /// How many segments it is sent in.
    public int count() {
        return parts.size();
    }

    /// The encoding and the sizes; never the text.
    @Override
    public String toString() {
        return encoding + ", " + units + " units in " + parts.size() + " parts";
    }

    private static List<String> cut(String text, int room, boolean gsm7) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            if (parts.size() == MOST) {
                throw new IllegalArgumentException(
                        "a text of " + text.length() + " characters needs more than " + MOST + " segments");
            }
            int end = gsm7 ? endOfSeptets(text, start, room) : endOfUnits(text, start, room);
            parts.add(text.substring(start, end));
            start = end;
        }
        return parts;
    }

    private static int endOfSeptets(String text, int start, int room) {
        int end = start;
        int left = room;
        while (end < text.length() && Gsm7.septets(text.charAt(end)) <= left) {
            left -= Gsm7.septets(text.charAt(end++));
        }
        return end;
    }

    private static int endOfUnits(String text, int start, int room) {
        int furthest = start + room;
        if (furthest >= text.length()) {
            return text.length();
        }
        if (Character.isSurrogatePair(text.charAt(furthest - 1), text.charAt(furthest))) {
            furthest--;
        }
        int end = furthest;
        while (end > start && joined(text, end)) {
            end--;
        }
        return end > start ? end : furthest;
    }

    /// Whether what stands before and after this place is seen as one character.
    private static boolean joined(String text, int place) {
        if (Character.isSurrogatePair(text.charAt(place - 1), text.charAt(place))) {
            return true;
        }
        int after = text.codePointAt(place);
        boolean mark = switch (Character.getType(after)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
        boolean skinTone = after >= 0x1f3fb && after <= 0x1f3ff;
        char joiner = '\u200d';
        return mark || skinTone || after == joiner || text.charAt(place - 1) == joiner;
    }
}
