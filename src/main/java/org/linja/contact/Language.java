package org.linja.contact;

import java.util.Arrays;
import java.util.Optional;

/// The languages Linja speaks. Serbian is written in two scripts; the Cyrillic form is derived by rule, see
/// [org.linja.text.Cyrillic].
public enum Language {
    SQ("sq"),
    SR("sr"),
    ROM("rom"),
    EN("en");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /// The code used in files, keys and messages to staff: `sq`, `sr`, `rom`, `en`.
    public String code() {
        return code;
    }

    /// Whether knowing this language of a person reveals her ethnicity (R45), and so is special-category data.
    public boolean sensitive() {
        return this == ROM;
    }

    /// @return the language of that code, or empty
    public static Optional<Language> of(String code) {
        return Arrays.stream(values()).filter(l -> l.code.equals(code)).findFirst();
    }
}
