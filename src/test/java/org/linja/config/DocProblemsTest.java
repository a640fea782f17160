package org.linja.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The sentences a person reads when the configuration is wrong.
class DocProblemsTest {
    private enum Policy {
        NEVER,
        WHEN_CHEAPER,
        ALWAYS
    }

    private final Problems problems = new Problems();

    private Doc doc(String yaml) {
        return Doc.parse("c.yaml", yaml, Map.of("EMPTY", ""), problems);
    }

    /// Reads every kind of value there is, each from the key of that name.
    private static void readAll(Doc doc) {
        doc.at("host").string("here");
        doc.at("port").integer(1, 65535, 2775);
        doc.at("share").decimal(0, 1, 0.5);
        doc.at("tls").yes(true);
        doc.at("wait").duration(Duration.ofSeconds(1));
        doc.at("pause").duration(Duration.ofSeconds(1), Duration.ofHours(2), Duration.ofSeconds(5));
        doc.at("policy").oneOf(Policy.class, Policy.NEVER);
        doc.at("password").secret("none");
        doc.at("people").list().forEach(p -> p.at("name").string());
        doc.at("deep").at("deeper").string("x");
        doc.done();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                // values
                wrong("port: abc", "c.yaml:1:7: 'port' must be a whole number from 1 to 65535, not 'abc'"),
                wrong("port: 70000", "c.yaml:1:7: 'port' must be a whole number from 1 to 65535, not '70000'"),
                wrong("port: 0", "c.yaml:1:7: 'port' must be a whole number from 1 to 65535, not '0'"),
                wrong("port: 0x10", "c.yaml:1:7: 'port' must be a whole number from 1 to 65535, not '0x10'"),
                wrong("port: 1e3", "c.yaml:1:7: 'port' must be a whole number from 1 to 65535, not '1e3'"),
                wrong("port: 012", "c.yaml:1:7: 'port' must be a whole number from 1 to 65535, not '012'"),
                wrong("port: ''", "c.yaml:1:7: 'port' must be a whole number from 1 to 65535, not ''"),
                wrong(
                        "port: 99999999999999999999",
                        "c.yaml:1:7: 'port' must be a whole number from 1 to 65535, not this value"),
                wrong("port: [1]", "c.yaml:1:7: 'port' must be a whole number from 1 to 65535, not a list"),
                wrong("port:\n  a: 1", "c.yaml:1:1: 'port' must be a whole number from 1 to 65535, not a mapping"),
                wrong("port:", "c.yaml:1:6: 'port' has no value; it must be a whole number from 1 to 65535"),
                wrong("host:", "c.yaml:1:6: 'host' has no value; it must be a text ('' for an empty one)"),
                wrong("host: [a]", "c.yaml:1:7: 'host' must be a text, not a list"),
                wrong("share: 1.5", "c.yaml:1:8: 'share' must be a number from 0 to 1, not '1.5'"),
                wrong("share: NaN", "c.yaml:1:8: 'share' must be a number from 0 to 1, not 'NaN'"),
                wrong("tls: on", "c.yaml:1:6: 'tls' must be yes or no, not 'on'"),
                wrong("tls: YES", "c.yaml:1:6: 'tls' must be yes or no, not 'YES'"),
                wrong(
                        "wait: 30",
                        "c.yaml:1:7: 'wait' must be a time with its unit, such as 500ms, 30s, 10m, 2h or 7d, not '30'"),
                wrong("wait: 4000d", "c.yaml:1:7: 'wait' must be a time from 0s to 3650d, not '4000d'"),
                wrong("pause: 3h", "c.yaml:1:8: 'pause' must be a time from 1s to 2h, not '3h'"),
                wrong(
                        "pause: 3",
                        "c.yaml:1:8: 'pause' must be a time from 1s to 2h, such as 500ms, 30s, 10m, 2h or 7d, not '3'"),
                wrong(
                        "policy: when-cheapr",
                        "c.yaml:1:9: 'policy' must be one of never, when-cheaper, always, not 'when-cheapr'; did you mean 'when-cheaper'?"),
                wrong("policy: x", "c.yaml:1:9: 'policy' must be one of never, when-cheaper, always, not 'x'"),
                // shapes
                wrong(
                        "people: Ana",
                        "c.yaml:1:9: 'people' must be a list (lines that begin with '- '), not a single value"),
                wrong(
                        "people:\n  name: Ana",
                        "c.yaml:1:1: 'people' must be a list (lines that begin with '- '), not a mapping"),
                wrong(
                        "people:\n  - Ana",
                        "c.yaml:2:5: an item of 'people' must be a mapping (lines of 'key: value'), not a single value"),
                wrong(
                        "people:\n  - name:",
                        "c.yaml:2:10: 'name' has no value; it must be a text ('' for an empty one)"),
                wrong("people:\n  - {}", "c.yaml:2:5: 'name' is missing in an item of 'people'; it must be a text"),
                wrong("deep: flat", "c.yaml:1:7: 'deep' must be a mapping (lines of 'key: value'), not a single value"),
                wrong("deep: [a]", "c.yaml:1:7: 'deep' must be a mapping (lines of 'key: value'), not a list"),
                wrong(
                        "just words",
                        "c.yaml:1:1: this file must be a mapping (lines of 'key: value'), not a single value"),
                wrong("- a\n- b", "c.yaml:1:1: this file must be a mapping (lines of 'key: value'), not a list"),
                // keys
                wrong("prot: 1", "c.yaml:1:1: 'prot' is not known here; did you mean 'port'?"),
                wrong("port\u00a0: 1", "c.yaml:1:1: 'port·' is not known here; did you mean 'port'?"),
                wrong("colour: red", "c.yaml:1:1: 'colour' is not known here"),
                wrong("deep:\n  depeer: x", "c.yaml:2:3: 'depeer' is not known here; did you mean 'deeper'?"),
                wrong(
                        "people:\n  - name: Ana\n    nmae: B",
                        "c.yaml:3:5: 'nmae' is not known here; did you mean 'name'?"),
                wrong("+38344000101: x", "c.yaml:1:1: '+···········' is not known here"),
                wrong(
                        "port: 1\nhost: a\nport: 2",
                        "c.yaml:3:1: 'port' stands here a second time (first in line 1); keep one of them"),
                wrong(
                        "host: {{ name }}",
                        "c.yaml:1:8: a key must be a plain word; a value that begins with '{' or '[' must stand in quotes"),
                wrong("'': x", "c.yaml:1:1: a key is missing before this ':'"),
                // secrets
                wrong(
                        "password: ${env:NOT_SET}",
                        "c.yaml:1:11: the environment variable NOT_SET is not set; set it before starting"),
                wrong(
                        "password: ${env:EMPTY}",
                        "c.yaml:1:11: the environment variable EMPTY is empty; set it before starting"),
                wrong(
                        "password: ${env:no good}",
                        "c.yaml:1:11: the name in ${env:…} must be letters, digits and '_', as in ${env:SMSC_PASSWORD}"),
                wrong("password: ${env:A", "c.yaml:1:11: '${' is not closed with '}'"),
                wrong(
                        "password: ${NAME}",
                        "c.yaml:1:11: a secret is written ${env:NAME} or ${file:path}; this '${…}' is neither"),
                wrong(
                        "password: ${file:gone.txt}",
                        "c.yaml:1:11: the secret's file gone.txt is not there; create it, or correct its name"),
                wrong("password:", "c.yaml:1:10: 'password' has no value; it must be a text ('' for an empty one)"),
                wrong(
                        "host: ${env:HOST}",
                        "c.yaml:1:7: 'host' cannot be ${env:…} or ${file:…}, which are read for passwords and keys only; write the value itself"));
    }

    private static Arguments wrong(String yaml, String told) {
        return Arguments.of(yaml, told);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("wrong")
    void says_what_is_wrong_where_and_what_to_do(String yaml, String told) {
        readAll(doc(yaml));

        assertThat(problems.lines()).containsExactly(told);
    }

    static Stream<Arguments> unreadable() {
        String tab = "a tab stands where YAML wants spaces; indent with spaces only";
        String quote = "a quote is opened and never closed; close it";
        String uneven = "this line is not indented like the lines above it; line them up";
        String colon = "a ':' is not expected here; check the indentation of this line and the one above,"
                + " or put a text that holds ': ' in quotes";
        String noKey = "this line is no 'key: value'; write a ':' and a space after the key,"
                + " or check for a quote or bracket that was not closed above";
        return Stream.of(
                wrong("deep:\n\tdeeper: x", "c.yaml:2:1: " + tab),
                wrong("host: 'a\nport: 1", "c.yaml:2:8: " + quote),
                wrong("host: \"a\nport: 1", "c.yaml:2:8: " + quote),
                wrong("host: a\n  port: 1", "c.yaml:2:7: " + colon),
                wrong("host: a: b", "c.yaml:1:8: " + colon),
                wrong("deep:\n    deeper: x\n  deepest: y", "c.yaml:3:3: " + uneven),
                wrong("host: a\nport 1\ntls: no", "c.yaml:3:1: " + noKey),
                wrong(
                        "people: - Ana",
                        "c.yaml:1:9: a list item ('- ') is not expected here;"
                                + " put it in a line of its own, indented below its key"),
                wrong("people: [a, b", "c.yaml:1:14: a list that begins with '[' is not closed; add ',' or ']'"),
                wrong("deep: {deeper: x", "c.yaml:1:17: a mapping that begins with '{' is not closed; add ',' or '}'"),
                wrong("host: @home", "c.yaml:1:7: a text cannot begin with this character; put it in quotes"),
                wrong("host: `home`", "c.yaml:1:7: a text cannot begin with this character; put it in quotes"),
                wrong(
                        "host: \"C:\\path\"",
                        "c.yaml:1:11: in double quotes a '\\' begins an escape such as \\n; use single quotes, or write '\\\\'"),
                wrong(
                        "host: \"\\u12\"",
                        "c.yaml:1:10: in double quotes '\\x', '\\u' and '\\U' want hexadecimal digits; use single quotes, or write '\\\\'"),
                wrong(
                        "host: a\n---\nhost: b",
                        "c.yaml:2:1: a second document begins here ('---'); one file holds one document,"
                                + " so move it to a file of its own"),
                wrong(
                        "host: &a x",
                        "c.yaml:1:7: a value that begins with '&' must stand in quotes"
                                + " (YAML references are not used here: write shared values out)"),
                wrong(
                        "host: *a",
                        "c.yaml:1:7: a value that begins with '*' must stand in quotes"
                                + " (YAML references are not used here: write shared values out)"),
                wrong(
                        "host: !secret x",
                        "c.yaml:1:7: a value that begins with '!' must stand in quotes (YAML tags are not used here)"),
                wrong(
                        "%YAML 2.0\n---\nhost: a",
                        "c.yaml:1:1: only YAML 1.2 is read; remove the line that begins with '%YAML'"),
                wrong(
                        "%YAML 99999999999.1\n---\nhost: a",
                        "c.yaml:1:18: this is not readable as YAML; check the quotes, brackets and indentation here and just above"),
                wrong(
                        "host: a\u0000b",
                        "c.yaml:1:8: a character that cannot be seen (U+0000) stands here;"
                                + " remove it, or save the file as plain text in UTF-8"),
                wrong(
                        "host: \"a\\0b\"",
                        "c.yaml:1:7: a character in this text cannot be used (a control character or half of a pair)"),
                wrong(
                        "host: \"\\ud83d\"",
                        "c.yaml:1:7: a character in this text cannot be used (a control character or half of a pair)"),
                wrong(
                        "a: " + "[".repeat(100_000),
                        "c.yaml:1:33: nested deeper than 30 levels; is a bracket not closed?"),
                wrong(
                        "- ".repeat(100_000) + "x",
                        "c.yaml:1:61: nested deeper than 30 levels; is a bracket not closed?"),
                wrong("#".repeat(2_000_001), "c.yaml:1:1: this file is longer than 2000000 characters; split it"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("unreadable")
    void a_file_that_is_no_yaml_is_told_once_in_plain_words(String yaml, String told) {
        Doc doc = doc(yaml);
        readAll(doc);
        doc.at("needed").string();
        doc.at("needed").at("too").integer(1, 9);

        assertThat(problems.lines()).contains(told).allMatch(l -> l.equals(told) || l.contains("'needed"));
    }

    @Test
    void what_must_be_there_is_told_with_its_path() {
        Doc doc = doc("carriers:\n  vala:\n    port: 1\n");
        Doc vala = doc.at("carriers").at("vala");
        vala.at("port").integer(1, 9);
        vala.at("host").string();
        vala.at("window").integer(1, 50);
        vala.at("tls").at("wait").duration();
        vala.at("policy").oneOf(Policy.class);
        vala.at("password").secret();
        doc.at("redis").at("host").string();

        assertThat(problems.lines())
                .containsExactly(
                        "c.yaml:1:1: 'redis.host' is missing in this file; it must be a text",
                        "c.yaml:2:3: 'host' is missing in 'vala'; it must be a text",
                        "c.yaml:2:3: 'password' is missing in 'vala'; it must be a text",
                        "c.yaml:2:3: 'policy' is missing in 'vala'; it must be one of never, when-cheaper, always",
                        "c.yaml:2:3: 'tls.wait' is missing in 'vala'; it must be a time with its unit, such as 500ms, 30s, 10m, 2h or 7d",
                        "c.yaml:2:3: 'window' is missing in 'vala'; it must be a whole number from 1 to 50");
    }

    @Test
    void every_problem_is_found_in_one_reading_and_usable_values_come_back() {
        Doc doc = doc("port: x\nshare: 2\nwait: soon\npolicy: maybe\nhots: a\n");

        assertThat(doc.at("port").integer(5, 9)).isEqualTo(5);
        assertThat(doc.at("share").decimal(0, 1, 0.5)).isEqualTo(0.5);
        assertThat(doc.at("wait").duration(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
        assertThat(doc.at("policy").oneOf(Policy.class)).isEqualTo(Policy.NEVER);
        assertThat(doc.at("host").string("")).isEmpty();
        doc.done();
        assertThat(problems.lines())
                .hasSize(5)
                .last()
                .isEqualTo("c.yaml:5:1: 'hots' is not known here; did you mean 'host'?");
    }

    @Test
    void a_part_nobody_looked_into_is_unknown_as_a_whole() {
        Doc doc = doc("redis:\n  host: a\n  prot: b\nextra:\n  x: 1\n");
        doc.at("redis").at("host").string();
        doc.done();

        assertThat(problems.lines())
                .containsExactly("c.yaml:3:3: 'prot' is not known here", "c.yaml:4:1: 'extra' is not known here");
    }
}
