package org.linja.config;

import java.util.Comparator;

/// Where something stands in a file of the configuration.
///
/// @param file the file's name as the user gave it (a relative name stays relative)
/// @param line 1 for the first line
/// @param column 1 for the first character of a line; a tab counts as one
public record Place(String file, int line, int column) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    /// The beginning of a file.
    public static Place start(String file) {
        return new Place(file, 1, 1);
    }

    /// By file, then line, then column.
    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /// `file:line:column`, the form that editors and terminals can follow.
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
