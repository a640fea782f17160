package org.linja.dialog;

/// What her phone shows next. Its [#toString] hides the text.
///
/// @param text fits the session's [org.linja.text.PageLimit]
/// @param last the session ends with it; otherwise an answer is awaited
public record UssdPage(String text, boolean last) {
    @Override
    public String toString() {
        return "UssdPage[" + text.length() + " characters" + (last ? ", last" : "") + "]";
    }
}
