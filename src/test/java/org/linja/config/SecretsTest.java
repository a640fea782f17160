package org.linja.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String VALUE = "hunter2-and-more";

    @TempDir
    private Path folder = Path.of("");

    private String file = "";
    private final Problems problems = new Problems();

    @BeforeEach
    void name() {
        file = folder.resolve("linja.yaml").toString();
    }

    private Doc password(String written) {
        return Doc.parse(file, "password: " + written, Map.of("SMSC_PASSWORD", VALUE, "USER", "linja"), problems)
                .at("password");
    }

    @Test
    void from_the_environment_alone_or_within_a_text() {
        assertThat(password("${env:SMSC_PASSWORD}").secret()).isEqualTo(VALUE);
        assertThat(password("redis://${env:USER}:${env:SMSC_PASSWORD}@here").secret())
                .isEqualTo("redis://linja:" + VALUE + "@here");
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void from_a_file_beside_the_configuration() throws IOException {
        Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/smsc"), VALUE + "\r\n");

        assertThat(password("${file:secrets/smsc}").secret()).isEqualTo(VALUE);
        assertThat(password("'${file:" + folder.resolve("secrets/smsc") + "}'").secret())
                .isEqualTo(VALUE);
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void written_out_or_left_out() {
        assertThat(password("plain $1 {x}").secret()).isEqualTo("plain $1 {x}");
        assertThat(password("''").secret("other")).isEmpty();
        assertThat(Doc.parse(file, "a: b", problems).at("password").secret("other"))
                .isEqualTo("other");
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void a_secret_within_a_secret_is_not_looked_for() {
        Doc doc = Doc.parse(file, "p: ${env:OUTER}", Map.of("OUTER", "${env:INNER}", "INNER", "x"), problems);

        assertThat(doc.at("p").secret()).isEqualTo("${env:INNER}");
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void every_secret_that_is_not_there_is_named_with_its_place() {
        assertThat(password("${env:GONE}/${file:gone}/${env:SMSC_PASSWORD}").secret())
                .isEmpty();

        assertThat(problems.lines())
                .containsExactly(
                        file + ":1:11: the environment variable GONE is not set; set it before starting",
                        file + ":1:11: the secret's file " + folder.resolve("gone")
                                + " is not there; create it, or correct its name");
    }

    @Test
    void a_file_that_cannot_be_a_secret() throws IOException {
        Files.writeString(folder.resolve("empty"), "\n");
        Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.write(folder.resolve("large"), new byte[70_000]);

        password("${file:empty}").secret();
        password("${file:bytes}").secret();
        password("${file:large}").secret();
        password("${file:}").secret();
        password("${file:.}").secret();

        assertThat(problems.lines())
                .containsExactlyInAnyOrder(
                        file + ":1:11: the secret's file " + folder.resolve("empty")
                                + " is empty; write the secret into it",
                        file + ":1:11: the secret's file " + "bytes"
                                + " cannot be read as UTF-8 text; check that the user who runs this may read it",
                        file + ":1:11: the secret's file " + folder.resolve("large")
                                + " is larger than 64 kB; is it the right one?",
                        file + ":1:11: the path in ${file:…} is empty; write the file's name",
                        file + ":1:11: the secret's file " + folder.resolve(".")
                                + " is not there; create it, or correct its name");
    }

    /// Whatever is wrong around it, the value of a secret that was found or written out is not told.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: ${env:SMSC_PASSWORD}${env:GONE}",
                "password: hunter2-and-more ${oops}",
                "password: hunter2-and-more ${env:GONE",
                "password: 'hunter2-and-more",
                "password: *hunter2-and-more",
                "password: &hunter2-and-more x",
                "password: !hunter2-and-more x",
                "password: @hunter2-and-more",
                "password: %hunter2-and-more",
                "password: \"\\hunter2-and-more\"",
                "password: hunter2-and-more: x",
                "password: hunter2-and-more\npassword: hunter2-and-more",
                "password: {hunter2-and-more: x}",
                "password: [hunter2-and-more]",
                "password: \"hunter2-and-more\\0\"",
                "password: hunter2-and-more\nhunter2-and-more",
            })
    void its_value_is_never_told(String yaml) {
        Doc doc = Doc.parse(file, yaml, Map.of("SMSC_PASSWORD", VALUE), problems);
        doc.at("password").secret();
        doc.done();

        assertThat(problems.lines()).isNotEmpty().noneMatch(line -> line.contains("hunter2"));
        assertThat(doc.at("password").toString()).doesNotContain("hunter2");
    }
}
