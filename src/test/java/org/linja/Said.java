package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What `./linja` said, and its exit code.
record Said(int code, String words) {

    /// Runs it in this process.
    static Said by(Path config, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--config", config.toString()));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            return new Said(Main.run(all.toArray(String[]::new)), said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    Said done() {
        assertThat(code).as(words).isZero();
        return this;
    }

    Said refused(String why) {
        assertThat(code).as(words).isEqualTo(1);
        return says(why);
    }

    Said says(String part) {
        assertThat(words).contains(part);
        return this;
    }
}
