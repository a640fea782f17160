package org.linja.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linja.contact.Language;

/// R23: the full keyword list in each menu state.
class KeywordTableTest {
    private static final Lexicon LEXICON = Shipped.lexicon();

    private record Row(Intent intent, String language, String written, String folded) {}

    private record State(String name, List<String> labels, boolean question) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Row> rows() {
        return Shipped.lines("keywords.tsv").stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .map(f -> new Row(Intent.valueOf(f[0].replace("_SILENT", "")), f[1], f[3], f[4]))
                .toList();
    }

    static Stream<State> states() {
        return Stream.of(
                new State("no menu", List.of(), false),
                new State("question open", List.of("Po", "Jo"), true),
                new State(
                        "services, Albanian",
                        List.of(
                                "Mjek në shtëpi",
                                "Psikolog",
                                "Ndihmë juridike",
                                "Strehim i sigurt",
                                "Transport",
                                "Të tjera"),
                        false),
                new State(
                        "services, Serbian",
                        List.of("Lekar kod kuće", "Psiholog", "Pravna pomoć", "Siguran smeštaj", "Prevoz", "Ostalo"),
                        false),
                new State("municipalities", List.of("Prishtinë", "Gjilan", "Istog", "Klinë", "Pejë", "Prizren"), false),
                new State("languages", List.of("Shqip", "Srpski", "Romanes", "English"), false));
    }

    @Test
    void theTableIsWhole() {
        assertThat(rows()).hasSize(462);
    }

    @ParameterizedTest
    @MethodSource("states")
    void everySosWordIsAnSosInEveryState(State state) {
        List<String> missed = rows().stream()
                .filter(row -> row.intent() == Intent.SOS)
                .flatMap(row ->
                        Stream.of(row.written(), row.folded(), row.written().toUpperCase(java.util.Locale.ROOT)))
                .filter(text -> !(LEXICON.read(
                                text, state.labels(), state.question() ? EnumSet.allOf(Language.class) : Set.of())
                        instanceof Reading.Sos))
                .toList();
        assertThat(missed).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("states")
    void everyOtherWordIsItsIntentOrTheLabelThatIsOpen(State state) {
        List<String> missed = rows().stream()
                .filter(row -> row.intent() != Intent.SOS)
                .filter(row -> state.question() || row.intent() != Intent.YES && row.intent() != Intent.NO)
                .filter(row -> !understood(
                        row,
                        LEXICON.read(
                                row.written(),
                                state.labels(),
                                state.question() ? EnumSet.allOf(Language.class) : Set.of())))
                .map(row -> row.intent() + " " + row.written())
                .toList();
        assertThat(missed).isEmpty();
    }

    private static boolean understood(Row row, Reading reading) {
        return switch (reading) {
            case Reading.Command command ->
                command.intent() == row.intent()
                        && command.hints().stream().anyMatch(l -> l.code().equals(row.language()));
            case Reading.Answer answer -> true;
            case Reading.Sos sos -> false;
            case Reading.Nothing nothing -> false;
        };
    }
}
