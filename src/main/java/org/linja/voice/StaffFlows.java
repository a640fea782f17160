package org.linja.voice;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.linja.config.Problems;
import org.linja.flow.Flow;
import org.linja.flow.FlowCheck;
import org.linja.flow.FlowReader;
import org.linja.flow.Step;
import org.linja.text.Texts;

/// What staff are asked on the telephone, written in the language of the hotline's menu. A talk with staff only asks
/// and tells, and each answer it keeps is one that is acted on.
///
/// @param afterCall after a conversation: what came of it, and whether she can be rung again
/// @param testCall whether her telephone can be reached
public record StaffFlows(Flow afterCall, Flow testCall) {
    static final String OUTCOME = "outcome";
    static final String CLOSED = "closed";
    static final String GOES_ON = "goes-on";
    static final String READY = "ready";
    static final String HEARD = "heard";
    static final String YES = "yes";

    private static final Map<String, List<String>> AFTER_CALL =
            Map.of(OUTCOME, List.of(CLOSED, GOES_ON), READY, List.of(YES));
    private static final Map<String, List<String>> TEST_CALL = Map.of(HEARD, List.of(YES));

    /// Reads `after-call.yaml` and `test-call.yaml`; all that is wrong is told with its place.
    ///
    /// @param texts what is said, one recording each
    public static StaffFlows read(Path folder, Texts texts, Problems problems) {
        return new StaffFlows(
                read(folder.resolve("after-call.yaml"), AFTER_CALL, texts, problems),
                read(folder.resolve("test-call.yaml"), TEST_CALL, texts, problems));
    }

    private static Flow read(Path file, Map<String, List<String>> understood, Texts texts, Problems problems) {
        Flow flow = FlowReader.read(file, problems);
        FlowCheck.shape(flow, problems);
        for (Step step : flow.steps().values()) {
            String where = "step " + step.name() + ": ";
            switch (step) {
                case Step.Menu menu -> answers(where, menu, understood, problems);
                case Step.Say _ -> {}
                case Step.Ask _, Step.Open _, Step.Refer _, Step.Forget _ ->
                    problems.add(step.place(), where + "a talk with staff only asks (menu) and tells (say)");
            }
            if (!texts.has(step.text())) {
                problems.add(
                        step.place(),
                        where + "there is no text '" + step.text() + "'" + Problems.nearest(step.text(), texts.keys()));
            }
        }
        return flow;
    }

    private static void answers(String where, Step.Menu menu, Map<String, List<String>> understood, Problems problems) {
        List<String> options = understood.getOrDefault(menu.save(), List.of());
        if (options.isEmpty()) {
            problems.add(
                    menu.place(),
                    where + "nothing is done with '" + menu.save() + "'; save one of "
                            + String.join(
                                    ", ", understood.keySet().stream().sorted().toList()));
            return;
        }
        if (!menu.remember()) {
            problems.add(menu.place(), where + "its answer is lost with the call; add  remember: yes");
        }
        for (String option : menu.options()) {
            if (!options.contains(option) && !menu.unsaved().contains(option)) {
                problems.add(
                        menu.place(),
                        where + "nothing is done with the answer '" + option + "'" + Problems.nearest(option, options));
            }
        }
    }
}
