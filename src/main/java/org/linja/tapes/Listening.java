package org.linja.tapes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Versioned;
import org.linja.staff.AuditLine;
import org.linja.staff.AuditLine.Act;
import org.linja.staff.Counsellor;
import org.linja.staff.Role;

/// What only a coordinator may do with a tape: hear it, or take it away. Each is in the audit before it is done, and
/// with its reason in the case's record while the case is open (R42, R43).
public final class Listening {
    private final Ledger ledger;
    private final TapeShelf shelf;

    public Listening(Ledger ledger, TapeShelf shelf) {
        this.ledger = ledger;
        this.shelf = shelf;
    }

    /// Why it was not done.
    public enum No {
        NOT_A_COORDINATOR,
        NO_SUCH_TAPE
    }

    /// What became of it.
    public sealed interface Done {
        /// @param sound A-law, 8,000 octets a second; nothing where none was asked for
        record Yes(byte[] sound) implements Done {
            @Override
            public String toString() {
                return "Yes[]";
            }
        }

        record Refused(No why) implements Done {}
    }

    /// A tape, for the list.
    ///
    /// @param code the case's, where the case still exists
    public record Listed(Tape tape, Optional<String> code) {}

    /// All tapes, oldest first. Blocks.
    public List<Listed> all() {
        return shelf.tapes().stream().map(tape -> new Listed(tape, code(tape))).toList();
    }

    /// Its sound. Blocks.
    public Done hear(Counsellor by, Tape tape, String reason, Instant now) {
        try {
            Optional<byte[]> sound = by.role() == Role.COORDINATOR ? shelf.sound(tape) : Optional.empty();
            return allowed(by, sound.isPresent()).orElseGet(() -> {
                write(by, tape, Act.HEARD_RECORDING, "recording heard: " + reason, now);
                return new Done.Yes(sound.orElseThrow());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes it away for ever. Blocks.
    public Done remove(Counsellor by, Tape tape, String reason, Instant now) {
        return allowed(by, shelf.tapes().contains(tape)).orElseGet(() -> {
            write(by, tape, Act.REMOVED_RECORDING, "recording removed: " + reason, now);
            shelf.remove(tape);
            return new Done.Yes(new byte[0]);
        });
    }

    private static Optional<Done> allowed(Counsellor by, boolean there) {
        if (by.role() != Role.COORDINATOR) {
            return Optional.of(new Done.Refused(No.NOT_A_COORDINATOR));
        }
        return there ? Optional.empty() : Optional.of(new Done.Refused(No.NO_SUCH_TAPE));
    }

    private void write(Counsellor by, Tape tape, Act act, String words, Instant now) {
        CaseNote.add(
                ledger,
                tape,
                new CaseEntry(now, What.NOTED, by.name(), words),
                List.of(new AuditLine(
                        now,
                        by.name(),
                        act,
                        Optional.of(tape.about().toString()),
                        code(tape).orElse(""))));
    }

    private Optional<String> code(Tape tape) {
        return ledger.byId(tape.about()).map(Versioned::value).map(Case::code);
    }
}
