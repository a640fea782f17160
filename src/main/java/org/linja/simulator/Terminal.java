package org.linja.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.linja.flow.Transcript;

/// Steps through the flow by what is typed.
public interface Terminal {

    /// Runs until the input ends.
    ///
    /// @return what was said, for a golden transcript
    /// @throws IOException when the terminal cannot be read
    Transcript run(BufferedReader in, PrintStream out) throws IOException;

    /// As [#run], and writes what was said as a golden transcript.
    ///
    /// @param record the file to write; one that is there is replaced
    /// @throws IOException when the terminal cannot be read or the file cannot be written
    default void run(BufferedReader in, PrintStream out, Path record) throws IOException {
        Files.write(record, run(in, out).lines());
        out.println("Written: " + record);
    }

    /// Asks for the next line; null when there is none.
    static @Nullable String prompt(BufferedReader in, PrintStream out) throws IOException {
        out.print("> ");
        out.flush();
        return in.readLine();
    }
}
