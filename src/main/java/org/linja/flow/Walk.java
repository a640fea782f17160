package org.linja.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.linja.text.Intent;
import org.linja.text.Names;
import org.linja.text.Template;

/// One turn under way: the state that [Engine#step] changes until a question is open or the conversation
/// ends.
final class Walk {
    private final Flow flow;
    private final Municipalities municipalities;
    private final NamePages pages;
    private final Instant now;
    private final Map<String, String> answers;
    private final List<String> trail;
    private final List<Prompt> prompts = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final Optional<Step> before;

    private String open = "";
    private List<String> shown;
    private int tries;
    private int steps;
    private Instant asked;

    Walk(Flow flow, Municipalities municipalities, Session session, Instant now) {
        this.flow = flow;
        this.municipalities = municipalities;
        this.pages = new NamePages(municipalities.keys());
        this.now = now;
        this.before = open(flow, session, now);
        this.answers = new LinkedHashMap<>(session.answers());
        this.trail = before.isPresent() ? new ArrayList<>(session.trail()) : new ArrayList<>();
        this.shown = before.isPresent() ? session.shown() : List.of();
        this.tries = before.isPresent() ? session.tries() : 0;
        this.asked = session.asked();
        if (before.isEmpty()) {
            answers.keySet().retainAll(flow.remembered());
        }
    }

    /// The question that is open at `now`.
    static Optional<Step> open(Flow flow, Session session, Instant now) {
        boolean fresh =
                session.open() && !session.asked().plus(Engine.Limits.MENU_OPEN).isBefore(now);
        return fresh && session.flow().equals(flow.name())
                ? flow.find(session.step()).filter(Step::asks)
                : Optional.empty();
    }

    /// The text key of an option's label.
    static String labelKey(Step step, String option) {
        boolean name = step instanceof Step.Ask && !option.equals(Engine.MORE_NAMES);
        return (name ? Municipalities.LABEL : "label.") + option;
    }

    Turn take(Input input) {
        Optional<Shortcut> shortcut = shortcut(input);
        if (input instanceof Input.HangUp) {
            hangUp();
        } else if (shortcut.isPresent()) {
            follow(shortcut.get().go());
        } else if (before.isEmpty()) {
            enter(flow.start());
        } else {
            switch (before.get()) {
                case Step.Menu menu -> answer(menu, input);
                case Step.Ask ask -> answer(ask, input);
                case Step.Say _, Step.Open _, Step.Refer _, Step.Forget _ -> enter(flow.start());
            }
        }
        Session after = new Session(flow.name(), open, answers, trail, tries, shown, asked);
        return new Turn(after, List.copyOf(prompts), List.copyOf(effects), open.isEmpty() ? Wait.NOTHING : Wait.ANSWER);
    }

    /// What she has asked for so far is done all the same, where the flow says how; there is nobody to tell.
    private void hangUp() {
        Go go = before.map(step -> switch (step) {
                    case Step.Menu menu -> menu.brokenOff();
                    case Step.Ask ask -> ask.brokenOff();
                    case Step.Say _, Step.Open _, Step.Refer _, Step.Forget _ -> new Go("", step.place());
                })
                .orElse(new Go("", flow.place()));
        enter(go);
        prompts.clear();
    }

    private Optional<Shortcut> shortcut(Input input) {
        return switch (input) {
            case Input.Said(Intent intent) -> flow.shortcut(intent);
            case Input.Keys(String digits) -> before.flatMap(_ -> flow.shortcut(digits));
            case Input.Begin _, Input.Words _, Input.Choice _, Input.Silence _, Input.HangUp _ -> Optional.empty();
        };
    }

    private void follow(Go go) {
        if (go.back()) {
            back();
        } else {
            before.map(Step::name).filter(name -> !name.equals(go.step())).ifPresent(this::leave);
            enter(go);
        }
    }

    private void back() {
        while (!trail.isEmpty()) {
            Optional<Step> step = flow.find(trail.removeLast()).filter(Step::asks);
            if (step.isPresent()) {
                ask(step.get());
                return;
            }
        }
        enter(flow.start());
    }

    private void answer(Step.Menu menu, Input input) {
        String option = chosen(input);
        if (menu.options().contains(option)) {
            choose(menu, option);
        } else {
            again(menu, menu.tries(), shown, input);
        }
    }

    private void answer(Step.Ask ask, Input input) {
        String option = chosen(input);
        if (option.equals(Engine.MORE_NAMES)) {
            prompt(ask, pages.after(shown));
        } else if (municipalities.has(option)) {
            found(ask, option);
        } else if (input instanceof Input.Words(String text)) {
            switch (municipalities.find(text)) {
                case Names.Found.One(String key) -> found(ask, key);
                case Names.Found.Several(List<String> keys) -> again(ask, ask.tries(), pages.of(keys, shown), input);
                case Names.Found.None() -> again(ask, ask.tries(), shown, input);
            }
        } else {
            again(ask, ask.tries(), shown, input);
        }
    }

    /// The option that this input names, or an empty name.
    private String chosen(Input input) {
        int index = switch (input) {
            case Input.Choice(int number) -> number;
            case Input.Keys(String digits) -> number(digits) - 1;
            case Input.Said(Intent intent) ->
                shown.indexOf(intent.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            case Input.Begin _, Input.Words _, Input.Silence _, Input.HangUp _ -> -1;
        };
        return index >= 0 && index < shown.size() ? shown.get(index) : "";
    }

    private static int number(String digits) {
        boolean brief = !digits.isEmpty() && digits.length() <= 2;
        return brief && digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(digits) : 0;
    }

    private void choose(Step.Menu menu, String option) {
        if (!menu.save().isEmpty() && !menu.unsaved().contains(option)) {
            answers.put(menu.save(), option);
            if (menu.remember()) {
                effects.add(new Effect.Remember(menu.save(), option));
            }
        }
        leave(menu.name());
        enter(menu.after(option));
    }

    private void found(Step.Ask ask, String key) {
        answers.put(ask.save(), key);
        leave(ask.name());
        enter(ask.next());
    }

    private void again(Step step, Step.Tries limit, List<String> options, Input input) {
        switch (input) {
            case Input.Begin _ -> prompt(step, options);
            case Input.Silence _ -> {
                if (mayTryAgain(step, limit)) {
                    prompt(step, options);
                }
            }
            case Input.Words _, Input.Choice _, Input.Said _, Input.Keys _, Input.HangUp _ -> {
                if (mayTryAgain(step, limit)) {
                    if (!asksLanguage(step)) {
                        prompts.add(new Prompt(Engine.WRONG_INPUT, Map.copyOf(answers), List.of()));
                    }
                    prompt(step, options);
                }
            }
        }
    }

    /// Whoever is asked for her language could not read in which way she was not understood.
    private static boolean asksLanguage(Step step) {
        return step instanceof Step.Menu menu && menu.save().equals(Session.LANGUAGE);
    }

    /// Counts a try; when it was the last, the flow goes on without an answer.
    private boolean mayTryAgain(Step step, Step.Tries limit) {
        tries++;
        if (limit.allowed() > 0 && tries >= limit.allowed()) {
            leave(step.name());
            enter(limit.failed());
            return false;
        }
        if (tries >= Engine.Limits.MISUNDERSTOOD) {
            end(false);
            return false;
        }
        return true;
    }

    private void leave(String question) {
        trail.add(question);
        if (trail.size() > Engine.Limits.TRAIL) {
            trail.removeFirst();
        }
    }

    private void enter(Go first) {
        Go go = first;
        while (!go.ends() && steps++ < Engine.Limits.STEPS_PER_TURN) {
            Optional<Step> step = go.back() ? Optional.empty() : flow.find(go.step());
            if (step.isEmpty()) {
                break;
            }
            switch (step.get()) {
                case Step.Menu menu -> {
                    String known = answers.getOrDefault(menu.save(), "");
                    if (!menu.once() || !menu.options().contains(known)) {
                        ask(menu);
                        return;
                    }
                    go = menu.after(known);
                }
                case Step.Ask ask -> {
                    ask(ask);
                    return;
                }
                case Step.Say say -> {
                    say(say);
                    go = say.next();
                }
                case Step.Open opening -> {
                    open(opening);
                    go = opening.next();
                }
                case Step.Refer refer -> {
                    effects.add(new Effect.Refer(fields(refer.with())));
                    say(refer);
                    go = refer.next();
                }
                case Step.Forget forget -> {
                    if (forget(forget)) {
                        return;
                    }
                    go = forget.next();
                }
            }
        }
        end(false);
    }

    private void open(Step.Open opening) {
        switch (opening.what()) {
            case Step.Open.What.Case(String kind, List<String> with) ->
                effects.add(new Effect.OpenCase(kind, fields(with)));
            case Step.Open.What.Subscription(String answer) ->
                effects.add(new Effect.OptIn(answers.getOrDefault(answer, "")));
        }
        say(opening);
        if (!opening.voice().dial().isEmpty()) {
            effects.add(new Effect.Dial(opening.voice().dial(), opening.voice().failed()));
        }
    }

    /// @return true when the conversation ended with it
    private boolean forget(Step.Forget forget) {
        switch (forget.what()) {
            case SUBSCRIPTION -> effects.add(new Effect.OptOut());
            case DATA -> {
                effects.add(new Effect.Forget());
                answers.clear();
                trail.clear();
            }
            case THREAD -> {
                prompts.clear();
                end(true);
                return true;
            }
        }
        say(forget);
        return false;
    }

    private Map<String, String> fields(List<String> with) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : with) {
            String value = answers.get(name);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    private void say(Step step) {
        if (!step.text().isEmpty()) {
            prompts.add(new Prompt(resolve(step.text()), Map.copyOf(answers), List.of()));
        }
    }

    private void ask(Step step) {
        tries = 0;
        switch (step) {
            case Step.Menu menu -> prompt(menu, menu.options());
            case Step.Ask ask -> prompt(ask, pages.first());
            case Step.Say _, Step.Open _, Step.Refer _, Step.Forget _ -> enter(flow.start());
        }
    }

    private void prompt(Step step, List<String> options) {
        List<Prompt.Option> numbered = new ArrayList<>(options.size());
        for (int i = 0; i < options.size(); i++) {
            numbered.add(new Prompt.Option(i + 1, labelKey(step, options.get(i))));
        }
        prompts.add(new Prompt(resolve(step.text()), Map.copyOf(answers), List.copyOf(numbered)));
        open = step.name();
        shown = options;
        asked = now;
    }

    private void end(boolean silent) {
        effects.add(new Effect.End(silent));
        open = "";
        asked = Instant.EPOCH;
        shown = List.of();
        tries = 0;
        trail.clear();
        answers.keySet().retainAll(flow.remembered());
    }

    private String resolve(String key) {
        return Template.of(key).fill(answers);
    }
}
