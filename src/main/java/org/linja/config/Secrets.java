package org.linja.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fetches the secrets that a configuration names: `${env:NAME}` from the environment, `${file:path}` from a file
/// (a relative path begins at the folder of the configuration file). A secret's value never reaches a problem.
final class Secrets {
    private static final String OPEN = "${";
    private static final long LARGEST = 64 * 1024;

    private final Path folder;
    private final Map<String, String> environment;
    private final Problems problems;

    Secrets(Path folder, Map<String, String> environment, Problems problems) {
        this.folder = folder;
        this.environment = environment;
        this.problems = problems;
    }

    /// Whether this text asks for a secret.
    static boolean asked(String written) {
        return written.contains(OPEN + "env:") || written.contains(OPEN + "file:");
    }

    /// @return null when one of the secrets cannot be had
    @Nullable
    String resolve(String written, Place place) {
        StringBuilder resolved = new StringBuilder();
        boolean whole = true;
        int from = 0;
        for (int open = written.indexOf(OPEN); open >= 0; open = written.indexOf(OPEN, from)) {
            resolved.append(written, from, open);
            int close = written.indexOf('}', open);
            if (close < 0) {
                problems.add(place, "'${' is not closed with '}'");
                return null;
            }
            String value = fetch(written.substring(open + OPEN.length(), close), place);
            whole &= value != null;
            resolved.append(value);
            from = close + 1;
        }
        return whole ? resolved.append(written, from, written.length()).toString() : null;
    }

    private @Nullable String fetch(String name, Place place) {
        if (name.startsWith("env:")) {
            return variable(name.substring("env:".length()), place);
        }
        if (name.startsWith("file:")) {
            return file(name.substring("file:".length()), place);
        }
        problems.add(place, "a secret is written ${env:NAME} or ${file:path}; this '${…}' is neither");
        return null;
    }

    private @Nullable String variable(String name, Place place) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            problems.add(place, "the name in ${env:…} must be letters, digits and '_', as in ${env:SMSC_PASSWORD}");
            return null;
        }
        String value = environment.get(name);
        if (value == null || value.isEmpty()) {
            problems.add(
                    place,
                    "the environment variable " + name + (value == null ? " is not set" : " is empty")
                            + "; set it before starting");
            return null;
        }
        return value;
    }

    private @Nullable String file(String name, Place place) {
        if (name.isBlank()) {
            problems.add(place, "the path in ${file:…} is empty; write the file's name");
            return null;
        }
        try {
            Path path = folder.resolve(name);
            String told = "the secret's file " + Shown.visible(path.toString());
            if (!Files.isRegularFile(path)) {
                problems.add(place, told + " is not there; create it, or correct its name");
            } else if (Files.size(path) > LARGEST) {
                problems.add(place, told + " is larger than " + LARGEST / 1024 + " kB; is it the right one?");
            } else {
                String value = Files.readString(path, StandardCharsets.UTF_8).stripTrailing();
                if (!value.isEmpty()) {
                    return value;
                }
                problems.add(place, told + " is empty; write the secret into it");
            }
        } catch (InvalidPathException e) {
            problems.add(place, "the path in ${file:…} cannot be the name of a file");
        } catch (IOException | SecurityException e) {
            problems.add(
                    place,
                    "the secret's file " + Shown.visible(name)
                            + " cannot be read as UTF-8 text; check that the user who runs this may read it");
        }
        return null;
    }
}
