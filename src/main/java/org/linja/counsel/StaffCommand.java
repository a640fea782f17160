package org.linja.counsel;

import java.time.Duration;
import java.util.Optional;
import org.linja.cases.CaseField;
import org.linja.cases.Outcome;

/// What a counsellor's text or key press asks for. Works from any phone, without data. [StaffReader] reads them.
public sealed interface StaffCommand {

    /// Which case is meant.
    sealed interface Which {
        /// @param code as it stands in the alert
        record Code(String code) implements Which {}

        /// A digit alone: the next in line.
        record Next() implements Which {}

        /// A word alone, which may have been meant for somebody else: only when no second case is possible.
        record Only() implements Which {}
    }

    /// I take it: `1`, `1 4F7K`, `4f7k`, `po`, `da`, `yes`.
    record Accept(Which which) implements StaffCommand {}

    /// I cannot; ask the next one now: `2 4F7K`, `jo`, `ne`, `no`.
    record Decline(Which which) implements StaffCommand {}

    /// It is closed: `3 4F7K`, and how it ended: `3 4F7K 1`.
    record Close(Which which, Optional<Outcome> outcome) implements StaffCommand {}

    /// Ask the next one now, and whoever has the case passes it on: `4 4F7K`, `eskalo`, `dalje`, `next`.
    record Escalate(Which which) implements StaffCommand {}

    /// Ring me, and then her: `8 4F7K`, `thirr`, `zovi`, `call`.
    record Call(Which which) implements StaffCommand {}

    /// Do not alert me for that long: `5`, `5 30`, `pauze`, `pauza`, `break`.
    record Break(Duration time) implements StaffCommand {}

    /// Alert me again: `6`, `u ktheva`, `nazad`, `back`.
    record Back() implements StaffCommand {}

    /// Who is on call: `7`, `kush`, `ko`, `who`.
    record WhoIsOnCall() implements StaffCommand {}

    /// Which commands there are: `0`, `?`.
    record Commands() implements StaffCommand {}

    /// Her texts as SMS to this phone, or only the news that she has written: `sms po`, `sms ne`.
    record Relay(boolean bySms) implements StaffCommand {}

    /// Words for her: `4F7K jam ketu`. Whoever does not have the case may have meant a command: `4F7K po`.
    record Say(String code, String words, Optional<StaffCommand> otherwise) implements StaffCommand {
        @Override
        public String toString() {
            return "Say[" + code + "]";
        }
    }

    /// How she may be contacted, or one thing of it changed: `safe 4F7K`, `safe 4F7K hours 17-21`.
    record Safe(String code, Optional<SafeChange> change) implements StaffCommand {}

    /// A fact about the case, from a closed list: `child 4F7K`, `third 4F7K`, `child 4F7K guardian no`.
    record Note(String code, CaseField field, boolean yes) implements StaffCommand {}

    /// She agreed: `consent 4F7K police`, `consent 4F7K refer`.
    record Consented(String code, CaseField to) implements StaffCommand {}

    /// Her life is in danger, and I ask to act without her consent: `danger 4F7K` and the reason (R29).
    record Danger(String code, String reason) implements StaffCommand {
        @Override
        public String toString() {
            return "Danger[" + code + "]";
        }
    }

    /// The second person agrees to that: `agree 4F7K`.
    record Agree(String code) implements StaffCommand {}

    /// Reads a text.
    ///
    /// @return empty when it is no command
    static Optional<StaffCommand> read(String text) {
        return StaffReader.read(text);
    }
}
