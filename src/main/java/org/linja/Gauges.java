package org.linja;

/// Figures for a monitor, in the text form that Prometheus reads (version 0.0.4). No label holds anything of anybody.
final class Gauges {
    private final StringBuilder text = new StringBuilder();

    /// Adds one.
    ///
    /// @param help what it counts, in which unit
    Gauges add(String name, String help, long value) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
        text.append(name).append(' ').append(value).append('\n');
        return this;
    }

    String text() {
        return text.toString();
    }
}
