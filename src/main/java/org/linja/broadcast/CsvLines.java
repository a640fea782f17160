package org.linja.broadcast;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A CSV file as people's programs write it: UTF-8 with or without Excel's mark at the start, commas or semicolons or
/// tabs, quotes where needed (RFC 4180), line ends of any system.
final class CsvLines {
    private static final char MARK = '\ufeff';

    private CsvLines() {}

    /// One record.
    ///
    /// @param number of the line it begins on, from 1
    /// @param broken a quote in it is never closed
    record Line(int number, List<String> fields, boolean broken) {}

    /// Thrown when the bytes are no UTF-8.
    static final class NotUtf8 extends Exception {
        private static final long serialVersionUID = 1;

        private final int line;

        NotUtf8(int line) {
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    /// Reads all lines that are not empty.
    static List<Line> read(byte[] file) throws NotUtf8 {
        String text = decoded(file);
        int at = !text.isEmpty() && text.charAt(0) == MARK ? 1 : 0;
        char separator = separator(text, at);
        List<Line> lines = new ArrayList<>();
        int number = 1;
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        int began = 1;
        int length = text.length();
        while (at < length) {
            char c = text.charAt(at++);
            if (quoted) {
                if (c == '"' && at < length && text.charAt(at) == '"') {
                    field.append('"');
                    at++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    number += c == '\n' ? 1 : 0;
                    field.append(c);
                }
            } else if (c == '"' && field.toString().isBlank()) {
                field.setLength(0);
                quoted = true;
            } else if (c == separator) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else if (c == '\n' || c == '\r') {
                if (c == '\r' && at < length && text.charAt(at) == '\n') {
                    at++;
                }
                add(lines, began, fields, field, false);
                fields = new ArrayList<>();
                number++;
                began = number;
            } else {
                field.append(c);
            }
        }
        add(lines, began, fields, field, quoted);
        return lines;
    }

    private static void add(List<Line> lines, int number, List<String> fields, StringBuilder field, boolean broken) {
        fields.add(field.toString().strip());
        field.setLength(0);
        if (fields.stream().anyMatch(one -> !one.isEmpty())) {
            lines.add(new Line(number, fields, broken));
        }
    }

    private static String decoded(byte[] file) throws NotUtf8 {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                line += file[i] == '\n' ? 1 : 0;
            }
            throw new NotUtf8(line);
        }
    }

    /// Whichever of the three stands most often in the first line.
    private static char separator(String text, int from) {
        int[] counts = new int[3];
        String candidates = ";,\t";
        for (int i = from; i < text.length() && text.charAt(i) != '\n'; i++) {
            int which = candidates.indexOf(text.charAt(i));
            if (which >= 0) {
                counts[which]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return candidates.charAt(best);
    }
}
