package org.linja.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every script says at its head what it takes and gives, so that it can be read without its caller.
class ScriptHeadsTest {
    private static final Path MAIN = Path.of("src/main/resources/org/linja/redis");
    private static final Path TEST = Path.of("src/test/resources/org/linja/redis");
    private static final Pattern USED = Pattern.compile("\\b(KEYS|ARGV)\\[(\\d+)]");

    @Test
    void everyScriptHasItsHead() throws IOException {
        List<String> faults = new ArrayList<>();
        int judged = 0;
        for (Path folder : List.of(MAIN, TEST)) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".lua")).toList()) {
                    judged++;
                    faults(Files.readString(file)).forEach(fault -> faults.add(file + ": " + fault));
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(judged).isPositive();
    }

    @Test
    void aHeadThatLacksSomethingIsFound() {
        assertThat(
                        faults(
                                "-- KEYS[1]  {pN}:count  a counter\n-- returns  its value, a number\nreturn redis.call('INCRBY', KEYS[1], ARGV[1])"))
                .containsExactly("the head does not say what ARGV[1] is");
        assertThat(
                        faults(
                                "-- KEYS[1]  count  a counter\n-- returns  its value, a number\nreturn redis.call('GET', KEYS[1])"))
                .containsExactly("the head does not show the partition tag ({pN} or {g}) of KEYS[1]");
        assertThat(faults("-- KEYS[1]  {g}:count  a counter\nreturn redis.call('GET', KEYS[1])"))
                .containsExactly("the head does not say what it returns");
    }

    @Test
    void anUnknownScriptIsNamed() {
        assertThatThrownBy(() -> Script.number("no-such"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/org/linja/redis/no-such.lua");
    }

    private static List<String> faults(String source) {
        List<String> head =
                source.lines().takeWhile(line -> line.startsWith("--")).toList();
        String body = source.lines().skip(head.size()).reduce("", (a, b) -> a + "\n" + b);
        List<String> faults = new ArrayList<>();
        var used = new TreeSet<String>();
        USED.matcher(body).results().forEach(hit -> used.add(hit.group()));
        for (String name : used) {
            var said = head.stream().filter(line -> line.contains(name)).toList();
            if (said.isEmpty() && !inARange(head, name)) {
                faults.add("the head does not say what " + name + " is");
            } else if (name.startsWith("KEYS")
                    && said.stream().noneMatch(line -> line.contains("{pN}") || line.contains("{g}"))) {
                faults.add("the head does not show the partition tag ({pN} or {g}) of " + name);
            }
        }
        if (head.stream().noneMatch(line -> line.matches("-- returns\\s+\\S.*"))) {
            faults.add("the head does not say what it returns");
        }
        return faults;
    }

    /// A head may say `ARGV[3..]` or `ARGV[3]…` for a list of arguments.
    private static boolean inARange(List<String> head, String name) {
        String kind = name.substring(0, name.indexOf('['));
        int index = Integer.parseInt(name.substring(name.indexOf('[') + 1, name.length() - 1));
        return head.stream()
                .map(Pattern.compile(kind + "\\[(\\d+)(?:\\.\\.|]…|]\\.\\.)")::matcher)
                .anyMatch(range -> range.find() && Integer.parseInt(range.group(1)) <= index);
    }
}
