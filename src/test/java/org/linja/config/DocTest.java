package org.linja.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocTest {
    private enum Policy {
        NEVER,
        WHEN_CHEAPER,
        ALWAYS
    }

    private final Problems problems = new Problems();

    private Doc doc(String yaml) {
        return Doc.parse("config/linja.yaml", yaml, problems);
    }

    @Test
    void a_room_reads_its_settings_in_one_pass() {
        Doc carrier = doc("""
                # the first carrier
                host: smsc.example.org
                port: 2775
                window: 50
                share: 0.25
                tls: yes
                enquire-link: 30s
                transliterate: when-cheaper
                from: [linja, '1212']
                """);

        assertThat(carrier.at("host").string()).isEqualTo("smsc.example.org");
        assertThat(carrier.at("port").integer(1, 65535)).isEqualTo(2775);
        assertThat(carrier.at("window").integer(1, 1000, 10)).isEqualTo(50);
        assertThat(carrier.at("share").decimal(0, 1, 0.5)).isEqualTo(0.25);
        assertThat(carrier.at("tls").yes(false)).isTrue();
        assertThat(carrier.at("enquire-link").duration()).isEqualTo(Duration.ofSeconds(30));
        assertThat(carrier.at("transliterate").oneOf(Policy.class)).isEqualTo(Policy.WHEN_CHEAPER);
        assertThat(carrier.at("from").list()).extracting(Doc::string).containsExactly("linja", "1212");
        carrier.done();
        assertThat(problems.lines()).isEmpty();
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "+38344000101",
                "0123",
                "no",
                "yes",
                "1e3",
                "0x10",
                "~",
                "null",
                "12:30",
                "on",
                "1_000",
                ".5",
                "2026-11-22",
                "NaN",
                "=",
                "<<",
                "a: b"
            })
    void a_string_stays_what_was_written(String written) {
        String line = written.equals("a: b") ? "value: 'a: b'" : "value: " + written;

        assertThat(doc(line).at("value").string()).isEqualTo(written);
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void quotes_blocks_and_folds_are_read_as_yaml_says() {
        Doc texts = doc("""
                single: 'it''s'
                double: "a\\tb\\u00eb"
                block: |
                  one
                  two
                folded: >-
                  one
                  two
                empty: ''
                """);

        assertThat(texts.at("single").string()).isEqualTo("it's");
        assertThat(texts.at("double").string()).isEqualTo("a\tbë");
        assertThat(texts.at("block").string()).isEqualTo("one\ntwo\n");
        assertThat(texts.at("folded").string()).isEqualTo("one two");
        assertThat(texts.at("empty").string("never")).isEmpty();
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void what_is_not_written_takes_its_fallback() {
        Doc doc = doc("section:\n");

        assertThat(doc.at("a").string("x")).isEqualTo("x");
        assertThat(doc.at("b").integer(1, 9, 5)).isEqualTo(5);
        assertThat(doc.at("c").decimal(0, 1, 0.5)).isEqualTo(0.5);
        assertThat(doc.at("d").yes(true)).isTrue();
        assertThat(doc.at("e").duration(Duration.ofHours(2))).isEqualTo(Duration.ofHours(2));
        assertThat(doc.at("f").oneOf(Policy.class, Policy.ALWAYS)).isEqualTo(Policy.ALWAYS);
        assertThat(doc.at("g").secret("s")).isEqualTo("s");
        assertThat(doc.at("h").list()).isEmpty();
        assertThat(doc.at("i").entries()).isEmpty();
        assertThat(doc.at("j").at("k").at("l").string("deep")).isEqualTo("deep");
        assertThat(doc.at("j").present()).isFalse();
        assertThat(doc.at("section").present()).isTrue();
        assertThat(doc.at("section").at("port").integer(1, 9, 7)).isEqualTo(7);
        assertThat(doc.at("section").list()).isEmpty();
        doc.done();
        assertThat(problems.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "\ufeff"})
    void an_empty_file_is_a_mapping_of_nothing(String yaml) {
        Doc doc = doc(yaml);

        assertThat(doc.at("window").integer(1, 9, 5)).isEqualTo(5);
        assertThat(doc.present()).isFalse();
        doc.done();
        assertThat(problems.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "10m, PT10M", "2h, PT2H", "7d, PT168H", "0s, PT0S", "3650d, PT87600H"})
    void durations_carry_their_unit(String written, Duration meant) {
        assertThat(doc("d: " + written).at("d").duration()).isEqualTo(meant);
        assertThat(problems.lines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1500, 1500ms", "0, 0s", "90000, 90s", "120000, 2m", "5400000, 90m", "7200000, 2h", "604800000, 7d"})
    void a_duration_is_told_in_the_unit_that_fits(long millis, String told) {
        assertThat(Durations.write(Duration.ofMillis(millis))).isEqualTo(told);
    }

    @Test
    void the_bounds_of_a_number_belong_to_it() {
        Doc doc = doc("[1, 9, -5, 0, 2147483647, -2147483648, 0.0, 1.0]");
        List<Doc> items = doc.list();

        assertThat(items.get(0).integer(1, 9)).isEqualTo(1);
        assertThat(items.get(1).integer(1, 9)).isEqualTo(9);
        assertThat(items.get(2).integer(-5, 0)).isEqualTo(-5);
        assertThat(items.get(3).integer(-5, 0)).isZero();
        assertThat(items.get(4).integer(0, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(items.get(5).integer(Integer.MIN_VALUE, 0)).isEqualTo(Integer.MIN_VALUE);
        assertThat(items.get(6).decimal(0, 1, 0.5)).isZero();
        assertThat(items.get(7).decimal(0, 1, 0.5)).isEqualTo(1.0);
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void entries_come_in_the_order_written_and_all_their_keys_count_as_known() {
        Doc doc = doc("zeta: 1\nalpha: 2\nmid: 3\n");

        assertThat(new ArrayList<>(doc.entries().keySet())).containsExactly("zeta", "alpha", "mid");
        assertThat(doc.entries().values()).extracting(d -> d.integer(1, 9)).containsExactly(1, 2, 3);
        doc.done();
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void every_part_knows_its_place() {
        Doc doc = doc("""
                carriers:
                  vala:
                    host: here
                    ports: [1, 2]
                people:
                  - name: A
                """);

        assertThat(doc.at("carriers").place()).hasToString("config/linja.yaml:1:1");
        assertThat(doc.at("carriers").at("vala").place()).hasToString("config/linja.yaml:2:3");
        assertThat(doc.at("carriers").at("vala").at("host").place()).hasToString("config/linja.yaml:3:11");
        assertThat(doc.at("carriers").at("vala").at("ports").place()).hasToString("config/linja.yaml:4:12");
        assertThat(doc.at("carriers").at("vala").at("ports").list().get(1).place())
                .hasToString("config/linja.yaml:4:16");
        assertThat(doc.at("carriers").at("vala").at("gone").place()).hasToString("config/linja.yaml:2:3");
        assertThat(doc.at("people").list().getFirst().place()).hasToString("config/linja.yaml:6:5");
        assertThat(doc.at("people").list().getFirst().at("name").place()).hasToString("config/linja.yaml:6:11");
        assertThat(doc.at("people")).hasToString("config/linja.yaml:5:1");
    }

    @Test
    void columns_count_characters_not_bytes() {
        assertThat(doc("{ë: 1, 😀: x, b: 2}").at("b").place()).hasToString("config/linja.yaml:1:17");
    }
}
