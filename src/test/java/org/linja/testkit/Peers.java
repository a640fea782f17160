package org.linja.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Programs of others that some tests talk to. On a laptop a test whose peer is missing is skipped and says what to
/// install; with `CI=true` in the environment it fails, so that nothing stays untested unseen.
public final class Peers {
    private Peers() {}

    /// The program, from the PATH or from the folders where daemons are.
    ///
    /// @param program its name, such as `chromium`, `bearerbox`, `redis-sentinel`, `asterisk`
    /// @param install the line that installs it, such as `apt-get install chromium`
    /// @throws AssertionError when it is missing and `CI` is `true`
    /// @throws org.opentest4j.TestAbortedException when it is missing elsewhere: the test is skipped
    public static Path need(String program, String install) {
        return need(program, install, String.valueOf(System.getenv("PATH")), ci());
    }

    /// The same for a program at a place of its own.
    ///
    /// @param file where it is when it is there
    /// @param install the line that brings it there
    public static Path need(Path file, String install) {
        return need(String.valueOf(file.getFileName()), install, String.valueOf(file.getParent()), ci());
    }

    private static boolean ci() {
        return "true".equals(System.getenv("CI"));
    }

    /// A folder that holds a peer: the packages of a script.
    ///
    /// @param install the line that fills it
    /// @throws AssertionError as [#need(String, String)]
    /// @throws org.opentest4j.TestAbortedException as [#need(String, String)]
    public static Path needFolder(Path folder, String install) {
        return Files.isDirectory(folder)
                ? folder
                : missing(folder.getFileName().toString(), install, "true".equals(System.getenv("CI")));
    }

    static Path need(String program, String install, String path, boolean ci) {
        Optional<Path> found = Stream.concat(
                        Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
        return found.isPresent() ? found.get() : missing(program, install, ci);
    }

    private static Path missing(String program, String install, boolean ci) {
        String told = program + " is not installed, and this test talks to it; install it with: " + install;
        if (ci) {
            throw new AssertionError(told);
        }
        System.out.println("skipped: " + told);
        return Assumptions.abort(told);
    }
}
