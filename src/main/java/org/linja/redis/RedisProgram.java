package org.linja.redis;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linja.work.PrivateFiles;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.Architecture;
import redis.embedded.model.OS;
import redis.embedded.model.OsArchitecture;

/// A `redis-server` that runs on this machine.
///
/// @param path the program
/// @param major its version, at least 6.2
record RedisProgram(Path path, int major, int minor) {
    static final String INSTALL = "install one of 6.2 or newer: apt-get install redis-server, dnf install redis,"
            + " apk add redis or brew install redis; or give the address of a Redis that runs elsewhere";

    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)");
    private static final int TRIAL_SECONDS = 10;

    /// The one on the search path when it is 6.2 or newer, else the carried one, unpacked into the folder.
    ///
    /// @param searchPath folders as in the variable PATH
    /// @throws EmbeddedRedisFailed when neither fits or runs
    static RedisProgram choose(Path folder, String searchPath) {
        return installed(searchPath).orElseGet(() -> carried(folder));
    }

    static Optional<RedisProgram> installed(String searchPath) {
        return Arrays.stream(searchPath.split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .map(RedisProgram::tried)
                .flatMap(trial -> trial.program().stream())
                .findFirst();
    }

    static RedisProgram carried(Path folder) {
        String resource = machine()
                .map(m -> ExecutableProvider.newProvidedVersionsMap().get(m))
                .orElse(null);
        if (resource == null) {
            throw new EmbeddedRedisFailed(
                    "no redis-server is on the PATH, and none is carried for " + machineName() + ": " + INSTALL);
        }
        Path program = unpacked(resource, folder);
        Trial trial = tried(program);
        return trial.program()
                .orElseThrow(() -> new EmbeddedRedisFailed("no redis-server is on the PATH, and the carried one, "
                        + program + ", does not run here (" + trial.said() + "): " + INSTALL));
    }

    /// Unpacks anew whenever the file is not byte for byte the carried one, so that a cut or altered copy never
    /// runs.
    private static Path unpacked(String resource, Path folder) {
        Path program = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
        try (InputStream carried = RedisProgram.class.getResourceAsStream(resource)) {
            if (carried == null) {
                throw new EmbeddedRedisFailed(
                        "the carried redis-server " + resource + " is missing from the jar: " + INSTALL);
            }
            byte[] bytes = carried.readAllBytes();
            boolean same = Files.isExecutable(program)
                    && Files.size(program) == bytes.length
                    && Arrays.equals(Files.readAllBytes(program), bytes);
            if (!same) {
                PrivateFiles.writeProgram(program, bytes);
            }
            return program;
        } catch (IOException e) {
            throw new EmbeddedRedisFailed(
                    "the carried redis-server cannot be written to " + program
                            + ": check the folder's permissions and free space",
                    e);
        }
    }

    private record Trial(Optional<RedisProgram> program, String said) {}

    private static Trial tried(Path program) {
        try {
            Process trial = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            trial.getOutputStream().close();
            if (!trial.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS)) {
                trial.destroyForcibly();
                return new Trial(Optional.empty(), "no answer to --version");
            }
            String said = new String(trial.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            Matcher version = VERSION.matcher(said);
            if (!version.find()) {
                return new Trial(Optional.empty(), said.lines().findFirst().orElse("exit code " + trial.exitValue()));
            }
            int major = Integer.parseInt(version.group(1));
            int minor = Integer.parseInt(version.group(2));
            return major > 6 || major == 6 && minor >= 2
                    ? new Trial(Optional.of(new RedisProgram(program, major, minor)), said)
                    : new Trial(Optional.empty(), "it is version " + major + "." + minor);
        } catch (IOException e) {
            return new Trial(Optional.empty(), "it cannot be started");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Trial(Optional.empty(), "interrupted");
        }
    }

    private static Optional<OsArchitecture> machine() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        Optional<Architecture> architecture = switch (processor) {
            case "amd64", "x86_64" -> Optional.of(Architecture.x86_64);
            case "aarch64", "arm64" -> Optional.of(Architecture.aarch64);
            case "x86", "i386", "i486", "i586", "i686" -> Optional.of(Architecture.x86);
            default -> Optional.empty();
        };
        Optional<OS> system = os.startsWith("linux")
                ? Optional.of(OS.UNIX)
                : os.startsWith("mac") ? Optional.of(OS.MAC_OS_X) : Optional.empty();
        return system.flatMap(s -> architecture.map(a -> new OsArchitecture(s, a)));
    }

    private static String machineName() {
        return System.getProperty("os.name") + " on " + System.getProperty("os.arch");
    }

    String version() {
        return major + "." + minor;
    }
}
