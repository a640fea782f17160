package org.linja.work;

/// Tells of a failure without what it may hold: messages of exceptions can carry a number or a text (R37).
public final class Failure {
    private static final int PLACES = 4;

    private Failure() {}

    /// The classes of the failure and its causes, each with the first places in our own code; no messages.
    public static String describe(Throwable failure) {
        StringBuilder told = new StringBuilder();
        Throwable next = failure;
        for (int depth = 0; next != null && depth < PLACES; depth++, next = next.getCause()) {
            if (depth > 0) {
                told.append(" caused by ");
            }
            told.append(next.getClass().getName());
            int places = 0;
            for (StackTraceElement place : next.getStackTrace()) {
                if (place.getClassName().startsWith("org.linja") && places++ < PLACES) {
                    told.append(places == 1 ? " at " : " < ")
                            .append(place.getFileName())
                            .append(':')
                            .append(place.getLineNumber());
                }
            }
        }
        return told.toString();
    }
}
