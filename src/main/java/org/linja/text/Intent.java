package org.linja.text;

/// What a person may ask for with a word, at any point of any conversation (domain notes §2).
public enum Intent {
    /// She needs help: looked for in every language, in every state, before anything else (R23, R24).
    SOS,
    /// She wants to know what there is, or the menu.
    INFO,
    /// No more messages (O3, O4). It never takes away the right to [#SOS].
    STOP,
    /// Messages again after [#STOP]. Only ever exact: one lost letter lies between the two in Albanian.
    START,
    /// Quiet exit: the conversation closes and nothing at all is sent (R10).
    EXIT,
    /// Erase what is known of her (R39).
    DELETE,
    /// The language menu, or a language by its name.
    LANG,
    /// Consent, while a question is open (O9).
    YES,
    /// Refusal, while a question is open (O9).
    NO,
    /// She wants to be called.
    CALLBACK
}
