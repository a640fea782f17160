package org.linja.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.linja.config.Place;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.text.Segments;
import org.linja.text.Template;
import org.linja.text.Texts;
import org.linja.text.Tone;
import org.linja.text.Transliteration;

/// Proves that a flow has all its texts: each key exists, each answer in a key or text is known on every way
/// that leads there, each explicit text has a discreet twin (R01), and each question with its list fits two
/// SMS segments.
public final class FlowTextCheck {
    private static final int SEGMENTS_PER_QUESTION = 2;

    private final Flow flow;
    private final Texts texts;
    private final SmsRendering rendering;
    private final Problems problems;
    private final Map<String, Set<String>> known;

    private FlowTextCheck(Flow flow, Texts texts, Municipalities municipalities, Problems problems) {
        this.flow = flow;
        this.texts = texts;
        this.rendering = new SmsRendering(texts, municipalities);
        this.problems = problems;
        this.known = known();
    }

    /// Checks a flow against its texts; call it only when the flow has its shape ([FlowCheck]).
    public static void check(Flow flow, Texts texts, Municipalities municipalities, Problems problems) {
        FlowTextCheck check = new FlowTextCheck(flow, texts, municipalities, problems);
        check.text(flow.place(), "the flow", Engine.WRONG_INPUT);
        UssdRendering.TEXTS.forEach(key -> check.text(flow.place(), "USSD", key));
        for (Step step : flow.steps().values()) {
            check.step(step);
        }
    }

    private void step(Step step) {
        String where = "step " + step.name();
        for (String name : Template.of(step.text()).names()) {
            knows(step, name, "its text needs");
        }
        if (step instanceof Step.Open opening && opening.what() instanceof Step.Open.What.Subscription(String answer)) {
            knows(step, answer, "its subscription needs");
        }
        List<String> keys = step.text().isEmpty() ? List.of() : keys(step.text());
        boolean there = true;
        for (String key : keys) {
            there &= text(step.place(), where, key);
            if (texts.has(key)) {
                for (Language language : texts.languages()) {
                    texts.entry(key, language)
                            .ifPresent(entry -> entry.template()
                                    .names()
                                    .forEach(name -> knows(step, name, "the text " + key + " needs")));
                }
            }
        }
        if (step instanceof Step.Menu menu) {
            for (String option : menu.options()) {
                there &= text(step.place(), where, Walk.labelKey(menu, option));
            }
        } else if (step instanceof Step.Ask ask) {
            there &= text(step.place(), where, Walk.labelKey(ask, Engine.MORE_NAMES));
        }
        if (there && step instanceof Step.Menu menu) {
            fits(menu);
        }
    }

    private boolean text(Place place, String where, String key) {
        if (!texts.has(key)) {
            problems.add(place, where + ": there is no text '" + key + "'" + Problems.nearest(key, texts.keys()));
            return false;
        }
        if (!texts.fitsAnyEyes(key)) {
            problems.add(
                    place,
                    where + ": the text " + key + " is explicit; write a neutral " + key
                            + ".discreet for a phone that others may read");
        }
        return true;
    }

    private void knows(Step step, String answer, String why) {
        if (!known.getOrDefault(step.name(), Set.of()).contains(answer)) {
            problems.add(
                    step.place(),
                    "step " + step.name() + ": " + why + " {" + answer
                            + "}, which is not answered on every way that leads here");
        }
    }

    /// The keys a templated key can become.
    private List<String> keys(String template) {
        List<String> keys = new ArrayList<>(List.of(template));
        for (String name : Template.of(template).names()) {
            List<String> filled = new ArrayList<>();
            for (String key : keys) {
                for (String value : values(name)) {
                    filled.add(key.replace("{" + name + "}", value));
                }
            }
            keys = filled;
        }
        return keys;
    }

    private Set<String> values(String answer) {
        Set<String> values = new LinkedHashSet<>();
        for (Step step : flow.steps().values()) {
            if (step instanceof Step.Menu menu && menu.save().equals(answer)) {
                values.addAll(menu.options());
                values.removeAll(menu.unsaved());
            }
        }
        return values;
    }

    private void fits(Step.Menu menu) {
        for (Language language : texts.languages()) {
            List<Prompt.Option> options = new ArrayList<>();
            for (String option : menu.options()) {
                options.add(new Prompt.Option(options.size() + 1, Walk.labelKey(menu, option)));
            }
            Prompt prompt = new Prompt(menu.text(), Map.of(), options);
            String words =
                    rendering.render(List.of(prompt), language, Tone.EXPLICIT).words();
            int parts = Segments.of(Transliteration.apply(words, language, Transliteration.Policy.WHEN_CHEAPER))
                    .count();
            if (parts > SEGMENTS_PER_QUESTION) {
                problems.add(
                        menu.place(),
                        "step " + menu.name() + ": takes " + parts + " SMS segments in " + language.code()
                                + ", at most " + SEGMENTS_PER_QUESTION + "; shorten its labels or split the menu");
            }
        }
    }

    /// What is answered for certain when a step is reached: the common part of all ways there.
    private Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        arrive(flow.start(), Set.of(), known, open);
        flow.anywhere().forEach(shortcut -> arrive(shortcut.go(), Set.of(), known, open));
        while (!open.isEmpty()) {
            String name = open.removeLast();
            flow.find(name).ifPresent(step -> leave(step, known.getOrDefault(name, Set.of()), known, open));
        }
        return known;
    }

    private void leave(Step step, Set<String> before, Map<String, Set<String>> known, List<String> open) {
        switch (step) {
            case Step.Menu menu -> {
                for (String option : menu.options()) {
                    boolean saved = !menu.save().isEmpty() && !menu.unsaved().contains(option);
                    arrive(menu.after(option), saved ? with(before, menu.save()) : before, known, open);
                }
                arrive(menu.tries().failed(), before, known, open);
                arrive(menu.brokenOff(), before, known, open);
            }
            case Step.Ask ask -> {
                arrive(ask.next(), with(before, ask.save()), known, open);
                arrive(ask.tries().failed(), before, known, open);
                arrive(ask.brokenOff(), before, known, open);
            }
            case Step.Forget forget
            when forget.what() == Step.Forget.What.DATA -> arrive(forget.next(), Set.of(), known, open);
            case Step.Say _, Step.Open _, Step.Refer _, Step.Forget _ -> arrive(step.next(), before, known, open);
        }
    }

    private static void arrive(Go go, Set<String> answers, Map<String, Set<String>> known, List<String> open) {
        if (go.ends() || go.back()) {
            return;
        }
        Set<String> before = known.get(go.step());
        Set<String> now = new LinkedHashSet<>(answers);
        if (before != null) {
            now.retainAll(before);
        }
        if (before == null || now.size() < before.size()) {
            known.put(go.step(), now);
            open.add(go.step());
        }
    }

    private static Set<String> with(Set<String> answers, String more) {
        Set<String> all = new LinkedHashSet<>(answers);
        all.add(more);
        return all;
    }
}
