package org.linja.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linja.contact.SafeContact.Another;
import org.linja.contact.SafeContact.Calls;
import org.linja.contact.SafeContact.Window;

class SafeContactTest {
    private static final ZoneId PRISHTINA = ZoneId.of("Europe/Belgrade");

    private static SafeContact between(String from, String to) {
        return SafeContact.careful()
                .writing(true)
                .within(Optional.of(new Window(LocalTime.parse(from), LocalTime.parse(to))));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse("2026-11-22T" + local).atZone(PRISHTINA).toInstant();
    }

    @ParameterizedTest
    @CsvSource({
        "09:00, 12:00, 08:59:59, false",
        "09:00, 12:00, 09:00, true",
        "09:00, 12:00, 11:59:59, true",
        "09:00, 12:00, 12:00, false",
        "22:00, 02:00, 21:59, false", // past midnight
        "22:00, 02:00, 22:00, true",
        "22:00, 02:00, 23:59, true",
        "22:00, 02:00, 00:00, true",
        "22:00, 02:00, 01:59, true",
        "22:00, 02:00, 02:00, false",
        "18:00, 00:00, 23:59, true",
        "18:00, 00:00, 00:00, false",
        "00:00, 06:00, 00:00, true",
        "08:00, 08:00, 08:00, true", // the whole day
        "08:00, 08:00, 03:00, true"
    })
    void a_window_is_open_by_the_clock_on_her_wall(String from, String to, String now, boolean open) {
        assertThat(between(from, to).openAt(at(now), PRISHTINA)).isEqualTo(open);
    }

    @Test
    void who_named_no_window_is_never_contacted_by_the_clock() {
        assertThat(SafeContact.careful().openAt(at("12:00"), PRISHTINA)).isFalse();
        assertThat(SafeContact.careful().openUntil(at("12:00"), PRISHTINA)).isEmpty();
    }

    @Test
    void the_most_careful_contact_allows_nothing() {
        SafeContact careful = SafeContact.careful();

        assertThat(careful.smsAllowed()).isFalse();
        assertThat(careful.explicitAllowed()).isFalse();
        assertThat(careful.calls().allowed()).isFalse();
        assertThat(careful.calls().redialAllowed()).isFalse();
        assertThat(careful.calls().attempts()).isEqualTo(1);
        assertThat(careful.calls().ifAnotherAnswers()).isEqualTo(Another.HANG_UP);
    }

    @Test
    void what_is_sent_in_a_window_ends_with_it() {
        assertThat(between("09:00", "12:00").openUntil(at("11:50"), PRISHTINA)).contains(at("12:00"));
        assertThat(between("09:00", "12:00").openUntil(at("12:00"), PRISHTINA)).isEmpty();
        assertThat(between("22:00", "02:00").openUntil(at("01:00"), PRISHTINA)).contains(at("02:00"));
        assertThat(between("22:00", "02:00").openUntil(at("23:00"), PRISHTINA))
                .contains(Instant.parse("2026-11-23T01:00:00Z"));
        assertThat(between("08:00", "08:00").openUntil(at("08:00"), PRISHTINA))
                .contains(Instant.parse("2026-11-23T07:00:00Z"));
    }

    @Test
    void the_clock_on_the_wall_changes_in_march_and_october() {
        SafeContact night = between("01:00", "04:00");

        // 02:00 becomes 03:00: the window is an hour shorter.
        assertThat(night.openUntil(Instant.parse("2026-03-29T00:30:00Z"), PRISHTINA))
                .contains(Instant.parse("2026-03-29T02:00:00Z"));
        // 03:00 becomes 02:00: it is an hour longer.
        assertThat(night.openUntil(Instant.parse("2026-10-25T00:30:00Z"), PRISHTINA))
                .contains(Instant.parse("2026-10-25T03:00:00Z"));
    }

    /// Whatever the clocks do, the window is open until the moment told, and not from that moment on.
    @Test
    void the_end_of_a_window_is_when_it_is_first_closed() {
        for (String day : List.of("2026-03-28", "2026-10-24", "2026-11-22")) {
            Instant start = Instant.parse(day + "T20:00:00Z");
            for (String end : List.of("01:30", "02:00", "02:30", "03:00", "03:30")) {
                SafeContact night = between("23:00", end);
                for (Instant now = start; now.isBefore(start.plusSeconds(36_000)); now = now.plusSeconds(600)) {
                    Instant checked = now;
                    night.openUntil(now, PRISHTINA).ifPresent(until -> {
                        assertThat(night.openAt(until.minusSeconds(1), PRISHTINA))
                                .as("%s %s", end, checked)
                                .isTrue();
                        assertThat(until).isAfter(checked).isBefore(checked.plusSeconds(6 * 3600));
                    });
                }
            }
        }
    }

    @Test
    void a_cover_line_must_be_named_when_it_is_wanted() {
        Calls calls = SafeContact.careful().calls();
        assertThatThrownBy(() -> calls.whenAnotherAnswers(Another.COVER_LINE, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a cover line is wanted, but none is named");
    }

    @Test
    void no_request_rings_her_phone_more_than_five_times() {
        Calls calls = SafeContact.careful().calls();
        assertThat(calls.redialling(true, 5).attempts()).isEqualTo(5);
        assertThatThrownBy(() -> calls.redialling(true, 6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> calls.redialling(true, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_window_that_is_closed_opens_next_at_its_beginning() {
        SafeContact evening = between("17:00", "21:00");
        assertThat(evening.opensAt(at("12:00"), PRISHTINA)).contains(at("17:00"));
        assertThat(evening.opensAt(at("18:30"), PRISHTINA)).contains(at("18:30"));
        assertThat(evening.opensAt(at("22:00"), PRISHTINA)).contains(Instant.parse("2026-11-23T16:00:00Z"));
        assertThat(SafeContact.careful().opensAt(at("12:00"), PRISHTINA)).isEmpty();
    }

    @Test
    void an_agreed_word_is_recognised_and_not_kept() {
        AgreedWord word = AgreedWord.of("trendafil");
        assertThat(word.is("trendafil")).isTrue();
        assertThat(word.is("trendafili")).isFalse();
        assertThat(word.salt() + word.hash() + word).doesNotContain("trendafil");
        assertThat(AgreedWord.of("trendafil").hash()).isNotEqualTo(word.hash());
    }

    @Test
    void a_consent_says_to_what_and_to_which_words() {
        assertThat(new Consent("hygiene", Channel.SMS, "consent-1", at("12:00")).topic())
                .isEqualTo("hygiene");
        assertThatThrownBy(() -> new Consent(" ", Channel.SMS, "consent-1", at("12:00")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Consent("hygiene", Channel.USSD, "", at("12:00")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
