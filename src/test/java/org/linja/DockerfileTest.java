package org.linja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Walks the steps of the Dockerfile in their order, each stage in a folder of its own, without a container engine.
///
/// COPY copies, from the same context that .dockerignore leaves; the Maven build is run; what installs packages or
/// accounts is only read. Then the program is started from the folder that the last stage has become.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerfileTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final int MINUTES = 10;

    private record Step(int line, String word, String rest) {}

    /// A stage as far as it has been walked: its image, its files, its settings by instruction.
    private static final class Stage {
        private final String image;
        private final Path root;
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final List<String> commands = new ArrayList<>();
        private Path folder;

        private Stage(String image, Path root) {
            this.image = image;
            this.root = root;
            this.folder = root;
        }

        /// Where an absolute path of the image, or one relative to its WORKDIR, lies on this machine.
        private Path at(String path) {
            return path.startsWith("/")
                    ? root.resolve(path.substring(1))
                    : folder.resolve(path).normalize();
        }

        private String setting(String word) {
            String value = settings.get(word);
            return value == null ? fail("the last stage has no " + word) : value;
        }

        /// The words of an instruction in its JSON form.
        private List<String> words(String word) {
            assertThat(setting(word))
                    .as("%s in its JSON form, so that signals reach the program", word)
                    .startsWith("[");
            return Pattern.compile("\"([^\"]*)\"")
                    .matcher(setting(word))
                    .results()
                    .map(each -> each.group(1))
                    .toList();
        }
    }

    private final Map<String, Stage> stages = new LinkedHashMap<>();
    private Stage image = new Stage("", HOME);

    @BeforeAll
    void walk(@TempDir Path temp) throws Exception {
        for (Step step : steps(HOME.resolve("Dockerfile"))) {
            try {
                take(step, temp);
            } catch (IOException | AssertionError e) {
                throw new AssertionError("Dockerfile:" + step.line() + ": " + step.word() + " " + step.rest(), e);
            }
        }
    }

    @Test
    void buildsOnAJdkAndRunsOnAJre() {
        assertThat(stages).hasSizeGreaterThan(1);
        assertThat(stages.values().iterator().next().image).contains("25").doesNotContain("jre");
        assertThat(image.image).contains("25-jre");
    }

    @Test
    void runsAsAUserThatItCreatedAndThatOwnsItsData() {
        String[] user = image.setting("USER").split(":");
        assertThat(user[0])
                .as("a number, so that an orchestrator sees it is not root")
                .matches("[1-9]\\d*");
        String commands = String.join("\n", image.commands);
        assertThat(commands).contains("useradd").contains("--uid " + user[0]).contains("--gid " + user[1]);
        assertThat(commands)
                .as("the volume's folder is made for that user before USER")
                .containsPattern("install -d -o \\w+ -g \\w+ -m 0700 " + image.setting("VOLUME"));
    }

    @Test
    void bringsItsOwnRedis() {
        assertThat(String.join("\n", image.commands)).contains("redis-server");
        assertThat(image.at("target/lib")).isDirectoryContaining("glob:**/embedded-redis-*.jar");
    }

    @Test
    void listensWhereItsConfigurationSays() throws IOException {
        String port = image.setting("EXPOSE");
        assertThat(image.setting("HEALTHCHECK")).contains("127.0.0.1:" + port + "/");
        List<String> ports = new ArrayList<>();
        try (Stream<Path> files = Files.walk(image.at("config"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                Matcher each = Pattern.compile("(?m)^\\s+port: *(\\d+)").matcher(Files.readString(file));
                each.results().forEach(found -> ports.add(found.group(1)));
            }
        }
        assertThat(ports).as("ports in config/*.yaml").contains(port);
    }

    @Test
    void startsFromTheImagesFoldersAlone() throws Exception {
        assertThat(run("--help")).contains("serve");
        List<String> start = image.words("CMD");
        assertThat(start.getFirst()).isEqualTo("serve");
        List<String> check = new ArrayList<>(start);
        check.set(0, "check");
        run(check.toArray(String[]::new));
    }

    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        for (String word : image.words("ENTRYPOINT")) {
            command.add(word.startsWith("/") ? image.at(word).toString() : word);
        }
        command.addAll(List.of(arguments));
        return finish(new ProcessBuilder(command).directory(image.folder.toFile()));
    }

    private void take(Step step, Path temp) throws Exception {
        switch (step.word()) {
            case "FROM" -> {
                String[] words = step.rest().split(" +");
                String name = words.length == 3 ? words[2] : "stage" + stages.size();
                image = new Stage(words[0], Files.createDirectory(temp.resolve(name)));
                stages.put(name, image);
            }
            case "WORKDIR" -> {
                image.folder = image.at(step.rest());
                Files.createDirectories(image.folder);
            }
            case "COPY" -> copy(step.rest());
            case "RUN" -> {
                image.commands.add(step.rest());
                finish(new ProcessBuilder("sh", "-n", "-c", step.rest()));
                if (step.rest().startsWith("mvn ")) {
                    finish(new ProcessBuilder("sh", "-c", step.rest()).directory(image.folder.toFile()));
                }
            }
            case "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD" ->
                image.settings.put(step.word(), step.rest());
            default -> fail("an instruction that this walk does not know");
        }
    }

    private void copy(String rest) throws IOException {
        List<String> words = new ArrayList<>(List.of(rest.split(" +")));
        Stage from = null;
        if (words.getFirst().startsWith("--from=")) {
            from = stages.get(words.removeFirst().substring("--from=".length()));
            assertThat(from).as("an earlier stage").isNotNull();
        }
        String to = words.removeLast();
        assertThat(words.size() == 1 || to.endsWith("/"))
                .as("several sources need a folder")
                .isTrue();
        for (String word : words) {
            Path source = from == null ? HOME.resolve(word) : from.at(word);
            assertThat(source).exists();
            Path target = image.at(to);
            if (Files.isDirectory(source)) {
                copyTree(source, target, from == null);
            } else {
                assertThat(from != null || isInContext(HOME.relativize(source)))
                        .as("%s is left out by .dockerignore", word)
                        .isTrue();
                Files.createDirectories(to.endsWith("/") ? target : target.getParent());
                Path file = to.endsWith("/") ? target.resolve(source.getFileName()) : target;
                Files.copy(source, file, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void copyTree(Path source, Path target, boolean ofContext) throws IOException {
        int copied = 0;
        try (Stream<Path> all = Files.walk(source)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                if (!ofContext || isInContext(HOME.relativize(each))) {
                    Path file = target.resolve(source.relativize(each).toString());
                    Files.createDirectories(file.getParent());
                    Files.copy(each, file, StandardCopyOption.COPY_ATTRIBUTES);
                    copied++;
                }
            }
        }
        assertThat(copied).as("files that .dockerignore leaves of %s", source).isPositive();
    }

    /// The last line of .dockerignore that names the path, or a folder above it, decides.
    private static boolean isInContext(Path path) throws IOException {
        boolean in = true;
        for (String line : Files.readAllLines(HOME.resolve(".dockerignore"))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            boolean kept = line.startsWith("!");
            String name = kept ? line.substring(1) : line;
            if (name.equals("*") || path.startsWith(name)) {
                in = kept;
            }
        }
        return in;
    }

    private static String finish(ProcessBuilder builder) throws Exception {
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Path output = Files.createTempFile("dockerfile-step", ".txt");
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            String said = Files.readString(output);
            assertThat(ended).as("ends within %d minutes: %s", MINUTES, said).isTrue();
            assertThat(process.exitValue())
                    .as("%s%n%s", builder.command(), said)
                    .isZero();
            return said;
        } finally {
            Files.delete(output);
        }
    }

    /// The instructions, lines that end in a backslash joined.
    private static List<Step> steps(Path file) throws IOException {
        List<Step> steps = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.endsWith("\\")) {
                open.append(line, 0, line.length() - 1);
                continue;
            }
            String[] parts = open.append(line).toString().split(" +", 2);
            steps.add(new Step(i + 1, parts[0], parts[1].strip()));
            open.setLength(0);
        }
        return steps;
    }
}
