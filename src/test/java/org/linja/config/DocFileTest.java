package org.linja.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocFileTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file = folder;
    private final Problems problems = new Problems();

    @BeforeEach
    void name() {
        file = folder.resolve("linja.yaml");
    }

    private Doc read(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        return Doc.read(file, problems);
    }

    private Doc read(String yaml) throws IOException {
        return read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    /// What is asked of a file that could not be read must add nothing to what is told of it.
    private void assertOnly(Doc doc, String told) {
        doc.at("host").string();
        doc.at("section").at("port").integer(1, 9);
        doc.list();
        doc.entries();
        doc.done();
        assertThat(problems.lines()).containsExactly(told);
    }

    @Test
    void a_file_is_named_as_the_user_named_it() throws IOException {
        assertThat(Doc.read(Path.of("pom.xml"), problems).place()).hasToString("pom.xml:1:1");
        assertThat(read("a: 1").at("a").place()).hasToString(file + ":1:4");
    }

    @Test
    void a_missing_file() {
        assertOnly(
                Doc.read(Path.of("gone/linja.yaml"), problems),
                "gone/linja.yaml:1:1: there is no such file; create it, or correct its name");
    }

    @Test
    void a_folder() {
        assertOnly(Doc.read(folder, problems), folder + ":1:1: this is a folder; a file is wanted here");
    }

    @Test
    void a_device() {
        Path device = Path.of("/dev/zero");
        assumeThat(device).exists();
        assertOnly(Doc.read(device, problems), "/dev/zero:1:1: this is no regular file; a text file is wanted here");
    }

    @Test
    void an_empty_file_and_one_with_a_byte_order_mark() throws IOException {
        assertThat(read("").at("port").integer(1, 9, 7)).isEqualTo(7);
        assertThat(read("\ufeffport: 8\n").at("port").integer(1, 9, 7)).isEqualTo(8);
        assertThat(problems.lines()).isEmpty();
    }

    @Test
    void bytes_that_are_no_utf8() throws IOException {
        assertOnly(
                read("host: a\nname: Shp\u00ebtim".getBytes(StandardCharsets.ISO_8859_1)),
                file + ":2:10: this file is not UTF-8 from here on; save it as UTF-8");
    }

    @Test
    void utf16_and_nul_bytes() throws IOException {
        assertOnly(
                read("host: a".getBytes(StandardCharsets.UTF_16LE)),
                file + ":1:2: a character that cannot be seen (U+0000) stands here;"
                        + " remove it, or save the file as plain text in UTF-8");
    }

    @Test
    void a_file_cut_within_a_character() throws IOException {
        assertOnly(
                read(new byte[] {'a', ':', ' ', (byte) 0xc3}),
                file + ":1:4: this file is not UTF-8 from here on; save it as UTF-8");
    }

    @Test
    void a_huge_file() throws IOException {
        assertOnly(read(new byte[5 * 1024 * 1024]), file + ":1:1: this file is larger than 4 MB; split it");
    }

    @Test
    void a_file_that_may_not_be_read() throws IOException {
        Files.writeString(file, "a: 1");
        assumeThat(file.toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(file)).as("root reads everything").isFalse();
        assertOnly(
                Doc.read(file, problems),
                file + ":1:1: this file cannot be read; check that the user who runs this may read it");
    }

    @Test
    void line_ends_of_windows() throws IOException {
        Doc doc = read("host: a\r\nprot: b\r\n");

        assertThat(doc.at("host").string()).isEqualTo("a");
        doc.at("port").string("");
        doc.done();
        assertThat(problems.lines()).containsExactly(file + ":2:1: 'prot' is not known here; did you mean 'port'?");
    }
}
