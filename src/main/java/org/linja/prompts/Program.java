package org.linja.prompts;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A program of others, called with a list of words and never by way of a shell.
record Program(Path path) {
    private static final long PATIENCE_SECONDS = 60;

    /// @return empty when it is not on the PATH
    static Optional<Program> find(String name) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Program::new);
    }

    /// @throws StudioFailed when it is not there, with what to install
    static Program need(String name) {
        return find(name)
                .orElseThrow(() -> new StudioFailed(
                        name + " is not installed, and recordings are made with it: apt-get install " + name));
    }

    /// Runs it to its end.
    ///
    /// @param input what it reads
    /// @return what it writes
    /// @throws StudioFailed when it fails, or does not end within a minute
    byte[] run(String input, List<String> words) {
        List<String> command = new ArrayList<>();
        command.add(path.toString());
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            Thread writer = Thread.startVirtualThread(() -> {
                try (OutputStream to = process.getOutputStream()) {
                    to.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException ignored) {
                    // It wanted to read no more; whether that is wrong its exit code tells.
                }
            });
            Thread watch = Thread.startVirtualThread(() -> endAfter(process));
            byte[] output = process.getInputStream().readAllBytes();
            int code = process.waitFor();
            watch.interrupt();
            writer.join();
            if (code != 0) {
                throw new StudioFailed(path.getFileName() + " failed with exit code " + code);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StudioFailed(path.getFileName() + " was interrupted");
        }
    }

    private static void endAfter(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
