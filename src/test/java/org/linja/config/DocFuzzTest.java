package org.linja.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Configuration is written by hand: whatever a slip of the hand makes of a good file, the answer is sentences.
class DocFuzzTest {
    private static final int ROUNDS = 20_000;
    private static final Pattern LINE = Pattern.compile("c\\.yaml:[1-9]\\d*:[1-9]\\d*: \\S.*");
    private static final String GOOD = """
            # carriers
            carriers:
              vala:
                host: smsc.example.org
                port: 2775
                password: ${env:SMSC_PASSWORD}
                wait: 30s
                from: [linja, "1212"]
            people:
              - name: A
                phone: '+38344000101'
              - {name: B, phone: 0123}
            text: |
              one
              two
            """;
    private static final String[] SNIPPETS = {
        "\t",
        " ",
        "\n",
        ":",
        ": ",
        "- ",
        "-",
        "[",
        "]",
        "{",
        "}",
        "'",
        "\"",
        "#",
        "&a ",
        "*a",
        "!x ",
        "---\n",
        "...\n",
        "? ",
        "|",
        ">",
        "%",
        "@",
        "`",
        "\\",
        "\\u",
        "\u0000",
        "\ufeff",
        "\ud83d",
        "😀",
        "ë",
        "\u2028",
        "\u0085",
        ",",
        "${",
        "${env:",
        "${file:",
        "<<: ",
        "~",
        "%YAML 1.1\n",
        "!!binary ",
        "\"\\x",
        "\r",
        "9999999999999999999"
    };

    private final Random random = new Random(20_261_122);

    @Test
    @Timeout(120)
    void any_mutation_gives_problems_and_never_a_crash() {
        int wrong = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String yaml = mutate();
            Problems problems = new Problems();
            assertThatCode(() -> readAll(yaml, problems)).as(yaml).doesNotThrowAnyException();
            assertThat(problems.lines())
                    .as(yaml)
                    .doesNotHaveDuplicates()
                    .allMatch(line -> LINE.matcher(line).matches())
                    .noneMatch(line -> line.contains("38344000101"));
            wrong += problems.any() ? 1 : 0;
        }
        assertThat(wrong).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void the_file_they_are_made_from_is_good() {
        Problems problems = new Problems();
        readAll(GOOD, problems);

        assertThat(problems.lines()).isEmpty();
    }

    private String mutate() {
        StringBuilder yaml = new StringBuilder(GOOD);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(yaml.length());
            int end = Math.min(yaml.length(), at + 1 + random.nextInt(6));
            switch (random.nextInt(5)) {
                case 0 -> yaml.delete(at, end);
                case 1 -> yaml.insert(at, SNIPPETS[random.nextInt(SNIPPETS.length)]);
                case 2 -> yaml.insert(at, SNIPPETS[random.nextInt(SNIPPETS.length)].repeat(1 + random.nextInt(200)));
                case 3 -> yaml.setCharAt(at, (char) random.nextInt(0x3000));
                case 4 -> yaml.insert(at, yaml.substring(random.nextInt(at + 1), at));
                default -> throw new IllegalStateException();
            }
        }
        return yaml.toString();
    }

    private static void readAll(String yaml, Problems problems) {
        Doc doc = Doc.parse("c.yaml", yaml, Map.of("SMSC_PASSWORD", "x"), problems);
        for (Doc carrier : doc.at("carriers").entries().values()) {
            carrier.at("host").string();
            carrier.at("port").integer(1, 65535);
            carrier.at("password").secret();
            carrier.at("wait").duration(Duration.ofSeconds(10));
            carrier.at("from").list().forEach(Doc::string);
        }
        for (Doc person : doc.at("people").list()) {
            person.at("name").string();
            person.at("phone").string("");
        }
        doc.at("text").string("");
        doc.done();
    }
}
