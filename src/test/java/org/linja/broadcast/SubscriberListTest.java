package org.linja.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.Subscription;
import org.linja.contact.Topic;

/// Lists of people who asked for messages, as they come out of people's spreadsheets.
class SubscriberListTest {
    private static final String HEAD = "number;topics;source;date;text;language;municipality;carrier;confirmed\n";

    private static SubscriberList.Read read(String file) {
        return read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static SubscriberList.Read read(byte[] file) {
        return SubscriberList.read(
                file,
                name -> name.equals("Prizren") ? Optional.of("prizren") : Optional.empty(),
                List.of("vala"),
                ZoneId.of("Europe/Belgrade"),
                Instant.parse("2026-11-22T12:00:00Z"));
    }

    @Test
    void takesALineWithItsProof() {
        SubscriberList.Read list =
                read(HEAD + "+383 44 000 201;health rights;paper;2026-10-01;form-7;sq;Prizren;vala;\n");
        assertThat(list.errors()).isEmpty();
        assertThat(list.subscriptions()).extracting(Subscription::topic).containsExactly(Topic.HEALTH, Topic.RIGHTS);
        Subscription first = list.subscriptions().getFirst();
        assertThat(first.number()).isEqualTo(new Msisdn("38344000201"));
        assertThat(first.language()).contains(Language.SQ);
        assertThat(first.municipality()).isEqualTo("prizren");
        assertThat(first.source()).isEqualTo("paper");
        assertThat(first.text()).isEqualTo("form-7");
        assertThat(first.at()).isEqualTo(Instant.parse("2026-09-30T22:00:00Z"));
    }

    @Test
    void readsExcelsMarkCommasQuotesAndWindowsLineEnds() {
        SubscriberList.Read list = read("\ufeffNumber,Topics,Source,Date,Text\r\n"
                + "\"044 000 201\",\"health,jobs\",event,22.11.2026,\"the \"\"blue\"\" form\"\r\n\r\n");
        assertThat(list.errors()).isEmpty();
        assertThat(list.subscriptions()).hasSize(2);
        assertThat(list.subscriptions().getFirst().text()).isEqualTo("the \"blue\" form");
    }

    @Test
    void oldPrefixesBecomeThoseOfToday() {
        SubscriberList.Read list = read(HEAD
                + "+377 44 000 201;health;paper;2026-10-01;f;;;;\n"
                + "00386 49 000 202;health;paper;2026-10-01;f;;;;\n"
                + "+383 44 000 203;health;paper;2026-10-01;f;;;;\n");
        assertThat(list.errors()).isEmpty();
        assertThat(list.modernised()).isEqualTo(2);
        assertThat(list.subscriptions())
                .extracting(one -> one.number().digits())
                .containsExactly("38344000201", "383" + "49000202", "38344000203");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "123;health;paper;2026-10-01;f;;;;| this is no number of a mobile phone",
                "3,8344E+10;health;paper;2026-10-01;f;;;;| was written by a spreadsheet",
                ";health;paper;2026-10-01;f;;;;| the number is missing",
                "+383 44 000 201;helth;paper;2026-10-01;f;;;;| is no topic",
                "+383 44 000 201;;paper;2026-10-01;f;;;;| no topic is named",
                "+383 44 000 201;health;;2026-10-01;f;;;;| 'source' is empty",
                "+383 44 000 201;health;paper;;f;;;;| 'date' is empty",
                "+383 44 000 201;health;paper;2026-10-01;;;;;| 'text' is empty",
                "+383 44 000 201;health;paper;tomorrow;f;;;;| 'date' is no date",
                "+383 44 000 201;health;paper;2027-01-01;f;;;;| is in the future",
                "+383 44 000 201;gbv;paper;2026-10-01;f;;;;| needs a second yes",
                "+383 44 000 201;health;paper;2026-10-01;f;de;;;| is no language",
                "+383 44 000 201;health;paper;2026-10-01;f;;Atlantis;;| is no municipality",
                "+383 44 000 201;health;paper;2026-10-01;f;;;vla;| did you mean 'vala'?",
                "+383 44 000 209;health;paper;2026-10-01;f;;;;| the same number stands in line 2",
                "\"+383 44 000 201;health;paper;2026-10-01;f;;;;| a quote is opened here",
            })
    void oneWrongLineAndNothingIsTaken(String line, String problem) {
        SubscriberList.Read list =
                read(HEAD + "+383 44 000 209;health;paper;2026-10-01;f;;;;\n\n" + line.strip() + "\n");
        assertThat(list.subscriptions()).isEmpty();
        assertThat(list.errors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error)
                        .startsWith("line 4: ")
                        .contains(problem.strip())
                        .doesNotContain("44000", "000 201", "000 209"));
    }

    @Test
    void saysWhichLineIsNoUtf8() {
        byte[] file =
                (HEAD + "x;x\nlekar ku" + '\u0107' + "e").getBytes(java.nio.charset.Charset.forName("ISO-8859-2"));
        assertThat(read(file).errors()).containsExactly("line 3: is not UTF-8; save the file as 'CSV UTF-8'");
    }

    @Test
    void aMissingOrMisspeltColumnIsNamed() {
        assertThat(read("number;topic;source;date;text\n").errors())
                .containsExactly(
                        "line 1: there is no column 'topic'; did you mean 'topics'?",
                        "line 1: the column 'topics' is missing");
    }
}
