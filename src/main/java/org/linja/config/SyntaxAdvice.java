package org.linja.config;

import java.util.List;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// What a YAML parser's complaint means to someone who writes configuration, and what to do.
final class SyntaxAdvice {
    /// Said when nothing better is known.
    static final String UNREADABLE =
            "this is not readable as YAML; check the quotes, brackets and indentation here and just above";

    private record Advice(String complaint, String plain) {}

    private static final List<Advice> ADVICE = List.of(
            new Advice("TAB", "a tab stands where YAML wants spaces; indent with spaces only"),
            new Advice(
                    "mapping values are not allowed here",
                    "a ':' is not expected here; check the indentation of this line and the one above,"
                            + " or put a text that holds ': ' in quotes"),
            new Advice(
                    "could not find expected ':'",
                    "this line is no 'key: value'; write a ':' and a space after the key,"
                            + " or check for a quote or bracket that was not closed above"),
            new Advice(
                    "sequence entries are not allowed here",
                    "a list item ('- ') is not expected here; put it in a line of its own, indented below its key"),
            new Advice("expected <block end>", "this line is not indented like the lines above it; line them up"),
            new Advice("found unexpected end of stream", "a quote is opened and never closed; close it"),
            new Advice("found unexpected document separator", "a quote is opened and never closed; close it"),
            new Advice(
                    "unknown escape character",
                    "in double quotes a '\\' begins an escape such as \\n; use single quotes, or write '\\\\'"),
            new Advice(
                    "hexadecimal numbers",
                    "in double quotes '\\x', '\\u' and '\\U' want hexadecimal digits; use single quotes, or write '\\\\'"),
            new Advice("expected ',' or ']'", "a list that begins with '[' is not closed; add ',' or ']'"),
            new Advice("expected ',' or '}'", "a mapping that begins with '{' is not closed; add ',' or '}'"),
            new Advice("that cannot start any token", "a text cannot begin with this character; put it in quotes"));

    private SyntaxAdvice() {}

    static String of(MarkedYamlEngineException complaint) {
        String problem = complaint.getProblem() == null ? "" : complaint.getProblem();
        for (Advice advice : ADVICE) {
            if (problem.contains(advice.complaint())) {
                return advice.plain();
            }
        }
        return UNREADABLE;
    }
}
