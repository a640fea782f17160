package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Holds the promises of the files around the code: nothing private in them, nothing missing, no dead link.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Path MAIN = HOME.resolve("src/main/java/org/linja");
    private static final int FIRST_SCREEN = 24;
    private static final int LONGEST_FILE = 500;
    private static final int WIDTH = 120;

    /// Absolute paths of somebody's machine. Those that every Linux has (/usr, /var, /opt, /tmp) are no secret.
    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w./}$<-])/(?:root|work|home/\\w+|Users/\\w+)/");

    /// Where packages are fetched from is the business of each machine's own settings.
    private static final Pattern REGISTRY = Pattern.compile("(?i)\\b(?:repo\\d*\\.maven|maven\\.apache\\.org/maven2"
            + "|registry\\.npmjs|deb\\.debian|archive\\.ubuntu|(?:registry-1\\.|index\\.)?docker\\.io|ghcr\\.io|quay\\.io"
            + "|pypi\\.org|files\\.pythonhosted|oss\\.sonatype|central\\.sonatype|proxy\\.golang|services\\.gradle)");

    /// What could be a phone number of Kosovo or of a neighbour whose prefixes were used there.
    private static final Pattern INTERNATIONAL =
            Pattern.compile("(?<![\\w.:-])(?:\\+|00)?(?:383|381|377|386)[ ./-]?(?:\\d[ ./-]?){8,9}(?![\\w])");

    private static final Pattern NATIONAL =
            Pattern.compile("(?<![\\w.+:-])0(?:4[3-9]|800)[ /-]?\\d{2,3}[ /-]?\\d{2,3}\\b");

    /// Test numbers, 383 44 000 xxx in any spelling, and with the prefixes that were used before +383.
    private static final Pattern TEST_NUMBER =
            Pattern.compile("(?:00)?(?:383|377)?0?44000\\d{3}|(?:00)?386(?:43|49)000\\d{3}|(?:00)?3816\\d000\\d{3,4}");

    /// Public lines: victims' advocates (OSCE 2014) and Linja e Jetës (2024).
    private static final Set<String> PUBLIC_LINES = Set.of("080011112", "080012345", "38380011112", "38380012345");

    private List<Path> files = List.of();

    @BeforeAll
    void list() throws Exception {
        files = tracked();
        assertThat(files).as("files to judge").hasSizeGreaterThan(20);
    }

    @Test
    void noFileNamesAMachineOrARegistry() {
        assertThat(found(MACHINE_PATH, hit -> false))
                .as("paths of somebody's machine")
                .isEmpty();
        assertThat(found(REGISTRY, hit -> false))
                .as("hosts of package registries")
                .isEmpty();
    }

    @Test
    void noFileHoldsARealPhoneNumber() {
        Predicate<String> allowed = hit -> {
            String digits = hit.replaceAll("\\D", "");
            return TEST_NUMBER.matcher(digits).matches() || PUBLIC_LINES.contains(digits);
        };
        List<String> hits = new ArrayList<>(found(INTERNATIONAL, allowed));
        hits.addAll(found(NATIONAL, allowed));
        assertThat(hits)
                .as("numbers that are neither 383 44 000 xxx nor a public line (R50)")
                .isEmpty();
    }

    @Test
    void theNumberRuleSeesNumbersInEverySpelling() {
        // Put together here, so that this file holds none.
        for (String number :
                List.of("383" + "44123456", "+383 " + "49 123 456", "00383-" + "45-111-222", "044" + " 123 456")) {
            assertThat(INTERNATIONAL.asPredicate().or(NATIONAL.asPredicate())).accepts(number);
            assertThat(TEST_NUMBER.matcher(number.replaceAll("\\D", "")).matches())
                    .isFalse();
        }
        for (String number : List.of("38344000101", "+383 44 000 101", "0038344000101", "044 000 101")) {
            assertThat(TEST_NUMBER.matcher(number.replaceAll("\\D", "")).matches())
                    .isTrue();
        }
    }

    @Test
    void theReadmeShowsBothCommandsOnItsFirstScreen() throws IOException {
        List<String> screen = Files.readAllLines(HOME.resolve("README.md")).stream()
                .limit(FIRST_SCREEN)
                .toList();
        assertThat(screen)
                .anyMatch(line -> line.startsWith("./linja demo"))
                .anyMatch(line -> line.startsWith("./linja test"));
    }

    @Test
    void theChangelogIsKept() throws IOException {
        assertThat(Files.readString(HOME.resolve("CHANGELOG.md"))).contains("## [Unreleased]");
        assertThat(Files.readString(HOME.resolve("LICENSE")))
                .contains("Apache License")
                .contains("Version 2.0, January 2004");
    }

    @Test
    void everyDecisionIsListed() throws IOException {
        Path decisions = HOME.resolve("docs/adr");
        String index = Files.readString(decisions.resolve("README.md"));
        List<Path> pages;
        try (Stream<Path> all = Files.list(decisions)) {
            pages = all.filter(page -> page.getFileName().toString().matches("\\d{4}-.+\\.md"))
                    .sorted()
                    .toList();
        }
        assertThat(pages).isNotEmpty();
        for (int i = 0; i < pages.size(); i++) {
            String name = pages.get(i).getFileName().toString();
            assertThat(name).as("numbers without a gap").startsWith("%04d-".formatted(i + 1));
            assertThat(index).as("docs/adr/README.md lists every page").contains("(" + name + ")");
            assertThat(Files.readString(pages.get(i)))
                    .as(name)
                    .contains("## Context")
                    .contains("## Options")
                    .contains("## Choice")
                    .contains("## Cost");
        }
    }

    @Test
    void everyLinkOfEveryPageLeadsSomewhere() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([^)\\s]+)\\)");
        List<String> dead = new ArrayList<>();
        for (Path page : named(".md")) {
            Matcher each = link.matcher(Files.readString(page).replaceAll("(?s)```.*?```", ""));
            while (each.find()) {
                String[] target = each.group(1).split("#", 2);
                if (target[0].matches("[a-z]+:.*")) {
                    continue;
                }
                Path to = target[0].isEmpty()
                        ? page
                        : page.resolveSibling(target[0]).normalize();
                if (!Files.exists(to) || target.length == 2 && !anchors(to).contains(target[1])) {
                    dead.add(HOME.relativize(page) + ": " + each.group(1));
                }
            }
        }
        assertThat(dead).as("links that lead nowhere").isEmpty();
    }

    @Test
    void theMapHasALineForEveryRoom() throws IOException {
        String map = Files.readString(HOME.resolve("docs/ARCHITECTURE.md"));
        try (Stream<Path> rooms = Files.list(MAIN)) {
            assertThat(rooms.filter(Files::isDirectory).map(room -> "| `" + room.getFileName() + "` |"))
                    .as("rooms named in docs/ARCHITECTURE.md")
                    .allMatch(map::contains);
        }
    }

    @Test
    void everyPublicTypeAndMethodSaysWhatItIs() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path source : under(MAIN)) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (declaresInPublic(lines.get(i)) && !explained(lines, i)) {
                    silent.add(place(source, i) + " " + lines.get(i).strip());
                }
            }
        }
        assertThat(silent).as("public types and methods without a /// comment").isEmpty();
    }

    @Test
    void sourcesAreShortAndTheirCommentsKeepTheirWidth() throws IOException {
        List<String> wide = new ArrayList<>();
        for (Path source : Stream.concat(
                        under(HOME.resolve("src/main/java")).stream(), under(HOME.resolve("src/test/java")).stream())
                .toList()) {
            List<String> lines = Files.readAllLines(source);
            assertThat(lines)
                    .as("%s: longer than %d lines; split it", source, LONGEST_FILE)
                    .hasSizeLessThanOrEqualTo(LONGEST_FILE);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                int indent = line.length() - line.stripLeading().length();
                // On a JDK 25 the formatter counts the indentation of such a line twice, and breaks it apart.
                if (line.stripLeading().startsWith("///") && line.length() + indent > WIDTH) {
                    wide.add(place(source, i));
                }
            }
        }
        assertThat(wide)
                .as("/// lines wider than %d columns less their indentation", WIDTH)
                .isEmpty();
    }

    private static boolean declaresInPublic(String line) {
        boolean type = line.matches(
                "public (?:(?:static|final|abstract|sealed|non-sealed) )*(?:class|record|interface|enum|@interface) .*");
        boolean method = line.matches(" {4}public (?!.*\\b(?:class|record|interface|enum)\\b)[^=;(]+ \\w+\\(.*");
        return type || method;
    }

    /// Whether a `///` comment or @Override stands above, with other annotations, of several lines even, in
    /// between.
    private static boolean explained(List<String> lines, int declaration) {
        for (int i = declaration - 1; i >= 0; i--) {
            String above = lines.get(i).strip();
            if (above.startsWith("///") || above.startsWith("@Override")) {
                return true;
            }
            boolean otherDeclaration = above.endsWith(";") || above.endsWith("{") && !above.endsWith("= {");
            if (above.isEmpty() || above.equals("}") || otherDeclaration) {
                return false;
            }
        }
        return false;
    }

    private List<String> found(Pattern pattern, Predicate<String> allowed) {
        List<String> hits = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = lines(file);
            for (int i = 0; i < lines.size(); i++) {
                Matcher each = pattern.matcher(lines.get(i));
                while (each.find()) {
                    if (!allowed.test(each.group())) {
                        hits.add(place(file, i));
                    }
                }
            }
        }
        return hits;
    }

    private static String place(Path file, int line) {
        return HOME.relativize(file) + ":" + (line + 1);
    }

    private List<Path> named(String end) {
        return files.stream().filter(file -> file.toString().endsWith(end)).toList();
    }

    private static List<Path> under(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Set<String> anchors(Path page) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String line : Files.readAllLines(page)) {
            if (line.startsWith("#")) {
                names.add(line.replaceAll("^#+ *", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
            }
        }
        return names;
    }

    /// What is no text (an image, a recording) has no lines.
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException binary) {
            return List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// What git tracks or would track; outside a clone, all but what is built.
    private static List<Path> tracked() throws Exception {
        if (Files.exists(HOME.resolve(".git"))) {
            Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                    .directory(HOME.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String names = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (git.waitFor() == 0) {
                return Stream.of(names.split("\0"))
                        .map(HOME::resolve)
                        .filter(Files::isRegularFile)
                        .toList();
            }
        }
        try (Stream<Path> all = Files.walk(HOME)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> Stream.of("target", ".git", "data", "node_modules")
                            .noneMatch(name -> HOME.relativize(file).startsWith(name)))
                    .toList();
        }
    }
}
