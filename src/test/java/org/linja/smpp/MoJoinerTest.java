package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linja.contact.Msisdn;
import org.linja.dialog.Inbound.Body;
import org.linja.dialog.PartStore.Origin;
import org.linja.dialog.PartStore.Part;

/// Parts that become messages.
class MoJoinerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
    private static final Carrier CARRIER = Gateway.carrier("", 2775);

    private final MoJoiner joiner = new MoJoiner(Duration.ofSeconds(30), 6);

    private static Origin origin(int reference, int total) {
        return new Origin("rough", new Msisdn("38344000101"), "55111", reference, total);
    }

    private static Part part(int reference, int total, int number, byte[] bytes, int coding) {
        return new Part("in-" + reference, origin(reference, total), number, bytes, coding, NOW);
    }

    private static Part part(int reference, int total, int number, String text) {
        return part(reference, total, number, text.getBytes(StandardCharsets.US_ASCII), 0);
    }

    private static String text(MoJoiner.Group group) {
        return switch (group.body(CARRIER)) {
            case Body.Text text -> text.text();
            case Body.Undecodable bytes -> "coding " + bytes.dataCoding() + ", " + bytes.bytes().length + " bytes";
        };
    }

    @Test
    void aLetterCutInTwoIsWhole() {
        byte[] smile = "😀".getBytes(StandardCharsets.UTF_16BE);
        joiner.add(part(1, 2, 1, new byte[] {smile[0], smile[1]}, 8), NOW);
        assertThat(joiner.add(part(1, 2, 2, new byte[] {smile[2], smile[3]}, 8), NOW)
                        .map(MoJoinerTest::text))
                .contains("😀");
    }

    @Test
    void partsOfDifferentCodingsAreReadEachInItsOwn() {
        joiner.add(part(1, 2, 1, "a"), NOW);
        byte[] wide = "ë".getBytes(StandardCharsets.UTF_16BE);
        assertThat(joiner.add(part(1, 2, 2, wide, 8), NOW).map(MoJoinerTest::text))
                .contains("aë");
    }

    @Test
    void onePartThatCannotBeReadKeepsAllAsBytes() {
        joiner.add(part(1, 2, 1, new byte[] {1, 2}, 4), NOW);
        assertThat(joiner.add(part(1, 2, 2, new byte[] {3}, 4), NOW).map(MoJoinerTest::text))
                .contains("coding 4, 3 bytes");
    }

    @Test
    void aPartThatComesTwiceReplacesTheFirst() {
        joiner.add(part(1, 2, 1, "old"), NOW);
        joiner.add(part(1, 2, 1, "new"), NOW);
        assertThat(joiner.held()).isEqualTo(1);
        assertThat(joiner.add(part(1, 2, 2, "."), NOW).map(MoJoinerTest::text)).contains("new.");
        assertThat(joiner.held()).isZero();
    }

    @Test
    void theTimeRunsFromTheLastNewPart() {
        joiner.add(part(1, 3, 1, "a"), NOW);
        joiner.add(part(1, 3, 2, "b"), NOW.plusSeconds(20));
        joiner.add(part(1, 3, 2, "b"), NOW.plusSeconds(40));
        assertThat(joiner.due(NOW.plusSeconds(49))).isEmpty();
        List<MoJoiner.Group> due = joiner.due(NOW.plusSeconds(50));
        assertThat(due).extracting(MoJoinerTest::text).containsExactly("ab … ");
        assertThat(joiner.held()).isZero();
    }

    @Test
    void tooManyPartsAreHandedOverOldestFirst() {
        for (int reference = 1; reference <= 7; reference++) {
            joiner.add(part(reference, 2, 1, "n" + reference), NOW);
        }
        assertThat(joiner.due(NOW)).extracting(MoJoinerTest::text).containsExactly("n1 … ");
        assertThat(joiner.held()).isEqualTo(6);
    }

    @Test
    void whatIsGivenBackComesAgainWithWhatCameMeanwhile() {
        joiner.add(part(1, 3, 1, "a"), NOW);
        MoJoiner.Group due = joiner.due(NOW.plusSeconds(30)).getFirst();
        joiner.add(part(1, 3, 3, "c"), NOW.plusSeconds(31));
        joiner.giveBack(due, NOW.plusSeconds(35));
        assertThat(joiner.held()).isEqualTo(2);
        assertThat(joiner.inbound(origin(1, 3))).isEqualTo(Optional.of("in-1"));
        assertThat(joiner.due(NOW.plusSeconds(34))).isEmpty();
        assertThat(joiner.due(NOW.plusSeconds(35)))
                .extracting(MoJoinerTest::text)
                .containsExactly("a … c");
    }
}
