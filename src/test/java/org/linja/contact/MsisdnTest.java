package org.linja.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tests are named by their place only: no number may stand in a report (R37). Numbers that are not from the test
/// range are put together here, so that this file holds none.
class MsisdnTest {
    private static Optional<String> read(String raw) {
        return Msisdn.parse(raw).map(Msisdn::digits);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "+38344000101",
                "38344000101",
                "0038344000101",
                "044000101",
                "044 000 101",
                "044/000-101",
                "+383 44 000 101",
                "+383 (0)44 000 101",
                "(+383) 44 000 101",
                "00 383 44 000 101",
                "+00383 44 000 101",
                "+383\u00a044\u202f000\u2011101",
                "\u202a+38344000101\u202c",
                " +383.44.000.101\t",
                "+377 44 000 101", // Vala by way of Monaco, until 2019
                "0037744000101",
                "37744000101"
            })
    void one_number_has_many_spellings(String raw) {
        assertThat(read(raw)).contains("38344000101");
    }

    @ParameterizedTest(name = "{index}")
    @CsvSource({
        "+377" + "45000101, 383" + "45000101",
        "+38649000101, 383" + "49000101", // IPKO by way of Slovenia, until 2019
        "+38643000101, 383" + "43000101",
        "+377" + "46000101, 377" + "46000101", // never used in Kosovo
        "+377" + "4400010, 377" + "4400010", // one digit short of it
        "+377" + "440001011, 377" + "440001011",
        "+386" + "40000101, 386" + "40000101", // Slovenia itself
        "+386" + "38000101, 386" + "38000101"
    })
    void only_the_old_prefixes_of_kosovo_become_383(String raw, String digits) {
        assertThat(read(raw)).contains(digits);
    }

    @ParameterizedTest(name = "{index}")
    @CsvSource({
        "0800" + "00000, 383" + "80000000", // toll-free
        "038000200, 383" + "38000200", // fixed, Prishtina
        "0800, 0800", // too short for a subscriber
        "0, ",
        "00, ",
        "000, "
    })
    void a_trunk_zero_is_read_as_kosovos(String raw, String digits) {
        assertThat(read(raw)).isEqualTo(Optional.ofNullable(digits));
    }

    @ParameterizedTest(name = "{index}")
    @CsvSource({
        "+381600000101, 381600000101", // Serbian SIMs, in use in the north
        "+447700900101, 447700900101",
        "+14155550100, 14155550100",
        "112, 112",
        "1212, 1212",
        "38301, 38301", // a short code that looks like a beginning of ours
        "'12', ",
        "123456789012345, 123456789012345", // 15 digits
        "1234567890123456, "
    })
    void foreign_numbers_and_short_codes_are_kept_as_they_stand(String raw, String digits) {
        assertThat(read(raw)).isEqualTo(Optional.ofNullable(digits));
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {"", " ", "+", "Vala", "IPKO1", "38344x00101", "383+44000101", "++38344000101", "٣٨٣٤٤", "tel:112"
            })
    void what_holds_letters_or_no_digits_is_no_number(String raw) {
        assertThat(Msisdn.parse(raw)).isEmpty();
    }

    @Test
    void a_number_is_at_home_or_not() {
        assertThat(new Msisdn("38344000101").home()).isTrue();
        assertThat(new Msisdn("381600000101").home()).isFalse();
        assertThat(new Msisdn("38312").home()).isFalse();
    }

    @ParameterizedTest(name = "{index}")
    @CsvSource({"38344000101, +383…01", "12345678, +123…78", "1234567, +…", "112, +…"})
    void it_hides_itself(String digits, String shown) {
        assertThat(new Msisdn(digits)).hasToString(shown);
        assertThat("to " + Optional.of(new Msisdn(digits))).doesNotContain(digits);
        assertThat(new Msisdn(digits).e164()).isEqualTo("+" + digits);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", "12", "+38344000101", "383 44 000 101", "1234567890123456", "38344000101x"})
    void what_it_refuses_is_not_in_the_message(String digits) {
        assertThatThrownBy(() -> new Msisdn(digits))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a number is 3 to 15 digits, this one has " + digits.length() + " characters");
    }

    @Test
    void any_sender_is_read_or_refused_and_what_was_read_reads_the_same() {
        Random random = new Random(383);
        String likely = "0123456789+383 440()-./\u00a0x\u202aé😀";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder raw = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                raw.append(
                        random.nextInt(20) == 0
                                ? (char) random.nextInt(0x10000)
                                : likely.charAt(random.nextInt(likely.length())));
            }
            Msisdn.parse(raw.toString()).ifPresent(number -> {
                assertThat(number.digits()).matches("[0-9]{3,15}");
                assertThat(Msisdn.parse(number.digits())).contains(number);
            });
        }
    }
}
