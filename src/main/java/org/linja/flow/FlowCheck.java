package org.linja.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linja.config.Place;
import org.linja.config.Problems;
import org.linja.text.Intent;

/// Proves before a flow is used that it can neither loop nor dead-end: every target exists, every step is
/// reachable, every branch ends or waits for an answer, an SOS opens a case from everywhere.
///
/// The texts it needs are checked by [FlowTextCheck].
public final class FlowCheck {
    private final Flow flow;
    private final Problems problems;

    private FlowCheck(Flow flow, Problems problems) {
        this.flow = flow;
        this.problems = problems;
    }

    /// Checks the shape of a flow for people who seek help, in which an SOS is heard; all findings go to
    /// `problems`.
    public static void check(Flow flow, Problems problems) {
        shape(flow, problems);
        new FlowCheck(flow, problems).sos();
    }

    /// Checks the shape of any flow; all findings go to `problems`.
    public static void shape(Flow flow, Problems problems) {
        FlowCheck check = new FlowCheck(flow, problems);
        if (check.targets()) {
            check.reachable();
            check.loops();
            check.ends();
            check.brokenOff();
        }
        check.answers();
        check.keys();
    }

    /// Where a step can lead, by what chooses the way.
    static Map<String, Go> ways(Step step) {
        Map<String, Go> ways = new LinkedHashMap<>();
        switch (step) {
            case Step.Menu menu -> {
                for (String option : menu.options()) {
                    ways.put("option " + option, menu.after(option));
                }
                ways.put("failed", menu.tries().failed());
                ways.put("broken-off", menu.brokenOff());
            }
            case Step.Ask ask -> {
                ways.put("next", ask.next());
                ways.put("failed", ask.tries().failed());
                ways.put("broken-off", ask.brokenOff());
            }
            case Step.Say _, Step.Open _, Step.Refer _, Step.Forget _ -> ways.put("next", step.next());
        }
        return ways;
    }

    private boolean targets() {
        boolean all = target("start", flow.start());
        for (Shortcut shortcut : flow.anywhere()) {
            all &= target("anywhere " + shortcut.name(), shortcut.go());
        }
        for (Step step : flow.steps().values()) {
            Set<Go> told = new LinkedHashSet<>();
            for (Map.Entry<String, Go> way : ways(step).entrySet()) {
                if (told.add(way.getValue())) {
                    all &= target("step " + step.name() + ": " + way.getKey(), way.getValue());
                }
            }
        }
        return all;
    }

    private boolean target(String from, Go go) {
        if (go.back() && !from.startsWith("anywhere")) {
            problems.add(go.place(), from + ": 'back' can only stand under anywhere");
            return false;
        }
        if (go.ends() && from.startsWith("anywhere")) {
            problems.add(go.place(), from + ": say with go where it leads");
            return false;
        }
        boolean known = go.ends() || go.back() || flow.steps().containsKey(go.step());
        if (!known) {
            problems.add(
                    go.place(),
                    from + " leads to '" + go.step() + "', which is no step here"
                            + Problems.nearest(go.step(), flow.steps().keySet()));
        }
        return known;
    }

    private void reachable() {
        Set<String> reached = new LinkedHashSet<>();
        List<Go> open = new ArrayList<>(List.of(flow.start()));
        flow.anywhere().forEach(shortcut -> open.add(shortcut.go()));
        while (!open.isEmpty()) {
            Go go = open.removeLast();
            if (!go.ends() && !go.back() && reached.add(go.step())) {
                flow.find(go.step()).ifPresent(step -> open.addAll(ways(step).values()));
            }
        }
        for (Step step : flow.steps().values()) {
            if (!reached.contains(step.name())) {
                problems.add(step.place(), "step " + step.name() + ": nothing leads here");
            }
        }
    }

    /// A circle of steps that do not wait would run for ever. A menu asked once may be passed over, so it
    /// counts as one that does not wait.
    private void loops() {
        Set<String> safe = new LinkedHashSet<>();
        for (Step step : flow.steps().values()) {
            loop(step, new LinkedHashSet<>(), safe);
        }
    }

    private void loop(Step step, Set<String> path, Set<String> safe) {
        if (safe.contains(step.name()) || waits(step)) {
            return;
        }
        if (!path.add(step.name())) {
            List<String> circle = new ArrayList<>(path);
            circle = circle.subList(circle.indexOf(step.name()), circle.size());
            Place place = step.place();
            problems.add(place, "endless loop without a question: " + String.join(" > ", circle) + " > " + step.name());
            safe.addAll(circle);
            return;
        }
        for (Go go : ways(step).values()) {
            flow.find(go.step()).ifPresent(next -> loop(next, path, safe));
        }
        path.remove(step.name());
        safe.add(step.name());
    }

    private static boolean waits(Step step) {
        return step.asks() && !(step instanceof Step.Menu menu && menu.once());
    }

    private void ends() {
        Set<String> ending = new LinkedHashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Step step : flow.steps().values()) {
                more |= leadsOut(step, ending) && ending.add(step.name());
            }
        }
        for (Step step : flow.steps().values()) {
            if (!ending.contains(step.name())) {
                problems.add(step.place(), "step " + step.name() + ": no way from here ends the conversation");
            }
        }
    }

    /// Nobody is there any more to answer a question.
    private void brokenOff() {
        for (Step step : flow.steps().values()) {
            Go go = brokenOff(step);
            for (int taken = 0; !go.ends() && taken <= flow.steps().size(); taken++) {
                Optional<Step> next = flow.find(go.step());
                if (next.map(Step::asks).orElse(true)) {
                    problems.add(
                            brokenOff(step).place(),
                            "step " + step.name() + ": broken-off leads to the question '" + go.step()
                                    + "', and nobody is there to answer it");
                    break;
                }
                go = next.get().next();
            }
        }
    }

    private static Go brokenOff(Step step) {
        return switch (step) {
            case Step.Menu menu -> menu.brokenOff();
            case Step.Ask ask -> ask.brokenOff();
            case Step.Say _, Step.Open _, Step.Refer _, Step.Forget _ -> new Go("", step.place());
        };
    }

    private static boolean leadsOut(Step step, Set<String> ending) {
        boolean plain = !step.asks() && step.next().ends();
        return plain || ways(step).values().stream().anyMatch(go -> ending.contains(go.step()));
    }

    /// A case or referral can only take along what some step asks.
    private void answers() {
        Set<String> asked = new LinkedHashSet<>();
        for (Step step : flow.steps().values()) {
            switch (step) {
                case Step.Menu menu -> asked.add(menu.save());
                case Step.Ask ask -> asked.add(ask.save());
                case Step.Say _, Step.Open _, Step.Refer _, Step.Forget _ -> {}
            }
        }
        for (Step step : flow.steps().values()) {
            for (String answer : with(step)) {
                if (!asked.contains(answer)) {
                    problems.add(
                            step.place(),
                            "step " + step.name() + ": no step saves '" + answer + "'"
                                    + Problems.nearest(answer, asked));
                }
            }
        }
    }

    private static List<String> with(Step step) {
        return switch (step) {
            case Step.Refer refer -> refer.with();
            case Step.Open opening ->
                opening.what() instanceof Step.Open.What.Case(String _, List<String> with) ? with : List.of();
            case Step.Menu _, Step.Ask _, Step.Say _, Step.Forget _ -> List.of();
        };
    }

    private void keys() {
        Map<String, Shortcut> byKey = new LinkedHashMap<>();
        Map<Intent, Shortcut> byIntent = new LinkedHashMap<>();
        for (Shortcut shortcut : flow.anywhere()) {
            Shortcut other = shortcut.key().isEmpty() ? null : byKey.putIfAbsent(shortcut.key(), shortcut);
            if (other != null) {
                problems.add(
                        shortcut.go().place(),
                        "anywhere " + shortcut.name() + ": key " + shortcut.key() + " is taken by " + other.name());
            }
            for (Intent intent : shortcut.intents()) {
                Shortcut first = byIntent.putIfAbsent(intent, shortcut);
                if (first != null) {
                    problems.add(
                            shortcut.go().place(),
                            "anywhere " + shortcut.name() + ": its intent is taken by " + first.name());
                }
            }
        }
        for (Step step : flow.steps().values()) {
            if (step instanceof Step.Menu menu) {
                options(menu, byKey);
            } else if (step instanceof Step.Ask) {
                keyClash(step, Engine.Limits.NAMES_PER_PAGE + 1, byKey);
            }
        }
    }

    private void options(Step.Menu menu, Map<String, Shortcut> byKey) {
        if (menu.options().size() > 9) {
            problems.add(
                    menu.place(), "step " + menu.name() + ": a menu has at most 9 options, one key each; split it");
        }
        keyClash(menu, menu.options().size(), byKey);
    }

    private void keyClash(Step step, int options, Map<String, Shortcut> byKey) {
        for (int number = 1; number <= options; number++) {
            Optional<Shortcut> taken = Optional.ofNullable(byKey.get(Integer.toString(number)));
            if (taken.isPresent()) {
                problems.add(
                        step.place(),
                        "step " + step.name() + ": option " + number
                                + " can never be chosen, its key leads anywhere to "
                                + taken.get().name());
            }
        }
    }

    private void sos() {
        Optional<Shortcut> sos = flow.shortcut(Intent.SOS);
        if (sos.isEmpty()) {
            problems.add(flow.place(), "anywhere: an SOS must be heard; add sos: { intent: sos, go: sos }");
            return;
        }
        boolean opens = flow.find(sos.get().go().step())
                .filter(step -> step instanceof Step.Open open
                        && open.what() instanceof Step.Open.What.Case(String kind, List<String> _)
                        && kind.equals("sos"))
                .isPresent();
        if (!opens) {
            problems.add(sos.get().go().place(), "anywhere sos: must lead straight to a step with open: { case: sos }");
        }
    }
}
