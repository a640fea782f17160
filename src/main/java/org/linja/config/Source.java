package org.linja.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads a file as text and tells in plain words why it could not be.
final class Source {
    private static final int LARGEST = 4 * 1024 * 1024;

    private Source() {}

    /// @return null when it cannot be read; the reason is among the problems, at the start of the file or at the
    /// byte
    static @Nullable String read(Path path, Problems problems) {
        String file = path.toString();
        Place start = Place.start(file);
        byte[] bytes;
        try {
            if (Files.isDirectory(path)) {
                problems.add(start, "this is a folder; a file is wanted here");
                return null;
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                problems.add(start, "this is no regular file; a text file is wanted here");
                return null;
            }
            if (Files.size(path) > LARGEST) {
                problems.add(start, "this file is larger than " + LARGEST / 1024 / 1024 + " MB; split it");
                return null;
            }
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            problems.add(start, "there is no such file; create it, or correct its name");
            return null;
        } catch (IOException | SecurityException e) {
            problems.add(start, "this file cannot be read; check that the user who runs this may read it");
            return null;
        }
        return decode(file, bytes, problems);
    }

    private static @Nullable String decode(String file, byte[] bytes, Problems problems) {
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            problems.add(end(file, text), "this file is not UTF-8 from here on; save it as UTF-8");
            return null;
        }
        return checked(file, text, problems);
    }

    /// @return the text without a byte order mark; null when it holds a character that no text file holds
    static @Nullable String checked(String file, String text, Problems problems) {
        String bare = text.startsWith("\ufeff") ? text.substring(1) : text;
        int next;
        for (int i = 0; i < bare.length(); i += Character.charCount(next)) {
            next = bare.codePointAt(i);
            if (!allowed(next)) {
                problems.add(
                        end(file, bare.substring(0, i)),
                        "a character that cannot be seen (%s) stands here; remove it, or save the file as plain text in UTF-8"
                                .formatted("U+%04X".formatted(next)));
                return null;
            }
        }
        return bare;
    }

    /// Whether a text may hold this: no control characters but tab and line ends, no half of a surrogate pair, no
    /// byte order mark in the middle.
    static boolean allowed(int codePoint) {
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return true;
        }
        return !Character.isISOControl(codePoint)
                && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
                && codePoint != 0xfeff
                && codePoint != 0xfffe
                && codePoint != 0xffff;
    }

    private static Place end(String file, String text) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return new Place(file, line, 1 + last.codePointCount(0, last.length()));
    }
}
