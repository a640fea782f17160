package org.linja.voice;

import java.nio.file.Path;
import java.util.List;
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
    static final Answer CLOSED = new Answer("outcome", "closed");
    static final Answer GOES_ON = new Answer("outcome", "goes-on");
    static final Answer READY = new Answer("ready", "yes");
    static final Answer HEARD = new Answer("heard", "yes");

    /// What was said to a question.
    ///
    /// @param name under which the flow saves it
    /// @param option that was chosen
    record Answer(String name, String option) {}

    /// Reads `after-call.yaml` and `test-call.yaml`; all that is wrong is told with its place.
    ///
    /// @param texts what is said, one recording each
    public static StaffFlows read(Path folder, Texts texts, Problems problems) {
        return new StaffFlows(
                read(folder.resolve("after-call.yaml"), List.of(CLOSED, GOES_ON, READY), texts, problems),
                read(folder.resolve("test-call.yaml"), List.of(HEARD), texts, problems));
    }

    private static Flow read(Path file, List<Answer> understood, Texts texts, Problems problems) {
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

    private static void answers(String where, Step.Menu menu, List<Answer> understood, Problems problems) {
        List<String> options = understood.stream()
                .filter(answer -> answer.name().equals(menu.save()))
                .map(Answer::option)
                .toList();
        if (options.isEmpty()) {
            problems.add(
                    menu.place(),
                    where + "nothing is done with '" + menu.save() + "'; save one of "
                            + String.join(
                                    ", ",
                                    understood.stream()
                                            .map(Answer::name)
                                            .distinct()
                                            .toList()));
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
