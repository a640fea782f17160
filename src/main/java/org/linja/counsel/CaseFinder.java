package org.linja.counsel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.linja.cases.Case;
import org.linja.cases.CaseState;
import org.linja.counsel.StaffCommand.Which;
import org.linja.ledger.Ledger;
import org.linja.ledger.Ledger.Versioned;

/// Finds the case that a counsellor means. Where none fits, or more than one, she is told which there are.
final class CaseFinder {
    private static final int LOOKED_AT = 500;
    private static final int LISTED = 5;

    private final Ledger ledger;
    private final StaffReplies replies;

    CaseFinder(Ledger ledger, StaffReplies replies) {
        this.ledger = ledger;
        this.replies = replies;
    }

    /// The case with that code, or an answer that says which codes there are.
    Optional<Versioned<Case>> byCode(StaffTurn turn, String code) {
        Optional<Versioned<Case>> found =
                ledger.byCode(code).filter(c -> c.value().state() != CaseState.CLOSED);
        if (found.isEmpty()) {
            unknown(turn, code);
        }
        return found;
    }

    /// The case to be taken: with a digit alone the one that has waited longest; with a word alone the only one
    /// that she was told of, if she has none already.
    Optional<Versioned<Case>> toTake(StaffTurn turn, Which which) {
        return switch (which) {
            case Which.Code(String code) -> byCode(turn, code);
            case Which.Next _ -> {
                Optional<Versioned<Case>> first = ledger.longestWaiting();
                if (first.isEmpty()) {
                    replies.tell(turn, "staff.none-waiting", Map.of());
                }
                yield first;
            }
            case Which.Only _ -> only(turn, one -> toldOf(turn, one) || turn.has(one));
        };
    }

    /// The case that she was told of and nobody has yet, or that she has.
    Optional<Versioned<Case>> toldOf(StaffTurn turn, Which which) {
        return switch (which) {
            case Which.Code(String code) -> byCode(turn, code);
            case Which.Next _ -> {
                Optional<Case> first = open().stream()
                        .filter(one -> toldOf(turn, one))
                        .findFirst()
                        .or(() -> onlyHers(turn));
                if (first.isEmpty()) {
                    replies.tell(turn, "staff.none-waiting", Map.of());
                }
                yield first.flatMap(one -> ledger.byId(one.id()));
            }
            case Which.Only _ -> only(turn, one -> toldOf(turn, one) || turn.has(one));
        };
    }

    /// The one case that she has.
    Optional<Versioned<Case>> hers(StaffTurn turn, Which which) {
        return switch (which) {
            case Which.Code(String code) -> byCode(turn, code);
            case Which.Next _, Which.Only _ -> only(turn, turn::has);
        };
    }

    private Optional<Case> onlyHers(StaffTurn turn) {
        List<Case> hers = open().stream().filter(turn::has).toList();
        return hers.size() == 1 ? Optional.of(hers.getFirst()) : Optional.empty();
    }

    private static boolean toldOf(StaffTurn turn, Case one) {
        return one.state() == CaseState.OPEN
                && one.alerted().contains(turn.who().name());
    }

    private Optional<Versioned<Case>> only(StaffTurn turn, Predicate<Case> fits) {
        List<Case> fitting = open().stream().filter(fits).toList();
        if (fitting.size() == 1) {
            return ledger.byId(fitting.getFirst().id());
        }
        if (fitting.isEmpty()) {
            replies.tell(turn, "staff.none-yours", Map.of());
        } else {
            replies.tell(turn, "staff.which", Map.of("codes", codes(fitting)));
        }
        return Optional.empty();
    }

    private void unknown(StaffTurn turn, String code) {
        List<Case> near = open().stream()
                .filter(one -> toldOf(turn, one) || turn.has(one) || oneKeyApart(one.code(), code))
                .toList();
        if (near.isEmpty()) {
            replies.tell(turn, "staff.unknown-code", Map.of("code", code));
        } else {
            replies.tell(turn, "staff.unknown-code-but", Map.of("code", code, "codes", codes(near)));
        }
    }

    private static boolean oneKeyApart(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        int apart = 0;
        for (int i = 0; i < one.length(); i++) {
            apart += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return apart == 1;
    }

    private static String codes(List<Case> cases) {
        return String.join(", ", cases.stream().limit(LISTED).map(Case::code).toList());
    }

    private List<Case> open() {
        return ledger.openCases(LOOKED_AT);
    }
}
