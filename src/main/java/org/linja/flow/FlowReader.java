package org.linja.flow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.text.Intent;

/// Reads a flow from YAML. All problems are told at once with their place; what comes back is usable for
/// further checks even when there were some.
public final class FlowReader {
    private static final List<String> VERBS = List.of("menu", "ask", "open", "refer", "forget", "say");

    private FlowReader() {}

    /// Reads a flow's file.
    public static Flow read(Path file, Problems problems) {
        return read(Doc.read(file, problems));
    }

    /// Reads a flow.
    ///
    /// @param doc the whole file; problems go to `doc.problems()`
    public static Flow read(Doc doc) {
        String name = doc.at("flow").string();
        Go start = go(doc.at("start"));
        if (start.ends()) {
            doc.problems().add(start.place(), "start: name the step where a conversation begins");
        }
        List<Shortcut> anywhere = new ArrayList<>();
        doc.at("anywhere").entries().forEach((shortcut, part) -> anywhere.add(shortcut(shortcut, part)));
        Map<String, Step> steps = new LinkedHashMap<>();
        doc.at("steps").entries().forEach((step, part) -> steps.put(step, step(step, part)));
        if (steps.isEmpty()) {
            doc.problems().add(doc.at("steps").place(), "a flow needs steps");
        }
        doc.done();
        return new Flow(name, doc.place(), start, List.copyOf(anywhere), steps);
    }

    private static Shortcut shortcut(String name, Doc part) {
        Doc intent = part.at("intent");
        Doc key = part.at("key");
        String pressed = key.string("");
        if (key.present() && (pressed.length() != 1 || "0123456789#*".indexOf(pressed) < 0)) {
            part.problems().add(key.place(), "anywhere " + name + ": a key is one of 0 to 9, # and *");
        }
        if (!intent.present() && !key.present()) {
            part.problems().add(part.place(), "anywhere " + name + ": needs an intent or a key");
        }
        Set<Intent> intents = intent.present() ? Set.of(intent.oneOf(Intent.class)) : Set.of();
        return new Shortcut(name, intents, pressed, go(part.at("go")));
    }

    private static Step step(String name, Doc part) {
        if (name.equals(Go.BACK)) {
            part.problems().add(part.place(), "'back' is the way to the question before; give the step another name");
        }
        Optional<String> verb = VERBS.stream().filter(v -> part.at(v).present()).findFirst();
        if (verb.isEmpty()) {
            part.problems()
                    .add(
                            part.place(),
                            "step " + name + ": needs a verb, one of menu, ask, say, open, refer, forget"
                                    + nearestVerb(part));
            part.entries();
            return new Step.Say(name, part.place(), "", next(part));
        }
        return switch (verb.get()) {
            case "menu" -> menu(name, part);
            case "ask" -> ask(name, part);
            case "open" -> open(name, part);
            case "refer" -> refer(name, part);
            case "forget" -> forget(name, part);
            default -> new Step.Say(name, part.place(), part.at("say").string(), next(part));
        };
    }

    private static String nearestVerb(Doc part) {
        for (String key : part.entries().keySet()) {
            String near = Problems.nearest(key, VERBS);
            if (!near.isEmpty()) {
                return near;
            }
        }
        return "";
    }

    private static Step menu(String name, Doc part) {
        Set<String> options = new LinkedHashSet<>();
        for (Doc item : part.at("menu").list()) {
            String option = item.string();
            if (!options.add(option)) {
                part.problems().add(item.place(), "step " + name + ": option '" + option + "' is there twice");
            }
        }
        if (options.isEmpty()) {
            part.problems().add(part.at("menu").place(), "step " + name + ": a menu needs options");
        }
        Map<String, Go> when = new LinkedHashMap<>();
        part.at("when").entries().forEach((option, target) -> {
            known(name, options, option, target);
            when.put(option, go(target));
        });
        Set<String> unsaved = new LinkedHashSet<>();
        for (Doc item : part.at("unsaved").list()) {
            known(name, options, item.string(), item);
            unsaved.add(item.string());
        }
        Go next = next(part);
        for (String option : options) {
            if (next.ends() && !when.containsKey(option)) {
                part.problems()
                        .add(
                                part.place(),
                                "step " + name + ": option '" + option + "' leads nowhere; name it under when, or give"
                                        + " the step a next");
            }
        }
        String save = part.at("save").string("");
        boolean once = part.at("once").yes(false);
        boolean remember = part.at("remember").yes(false);
        if (save.isEmpty() && (once || remember || !unsaved.isEmpty())) {
            part.problems().add(part.place(), "step " + name + ": once, remember and unsaved need a save");
        }
        String text = part.at("text").string(name);
        return new Step.Menu(
                name,
                part.place(),
                text,
                List.copyOf(options),
                save,
                unsaved,
                once,
                remember,
                when,
                next,
                tries(name, part),
                go(part.at("broken-off")));
    }

    private static void known(String name, Set<String> options, String option, Doc where) {
        if (!options.contains(option)) {
            where.problems()
                    .add(
                            where.place(),
                            "step " + name + ": '" + option + "' is no option of its menu"
                                    + Problems.nearest(option, options));
        }
    }

    private static Step ask(String name, Doc part) {
        Step.Ask.Kind kind = part.at("ask").oneOf(Step.Ask.Kind.class);
        Go next = next(part);
        if (next.ends()) {
            part.problems().add(part.place(), "step " + name + ": a question needs a next");
        }
        return new Step.Ask(
                name,
                part.place(),
                part.at("text").string(name),
                kind,
                part.at("save").string(),
                next,
                tries(name, part),
                go(part.at("broken-off")));
    }

    private static Step.Tries tries(String name, Doc part) {
        int allowed = part.at("tries").integer(1, Engine.Limits.MISUNDERSTOOD, 0);
        Go failed = go(part.at("failed"));
        if (part.at("tries").present() == failed.ends()) {
            part.problems().add(part.place(), "step " + name + ": tries and failed go together");
        }
        return new Step.Tries(allowed, failed);
    }

    private static Step open(String name, Doc part) {
        Doc what = part.at("open");
        Doc subscription = what.at("subscription");
        Step.Open.What opened = subscription.present()
                ? new Step.Open.What.Subscription(subscription.string())
                : new Step.Open.What.Case(what.at("case").string(), strings(what.at("with")));
        Doc voice = part.at("voice");
        Step.Open.Voice call = voice.present()
                ? new Step.Open.Voice(
                        voice.at("dial").string(), voice.at("failed").string(""))
                : new Step.Open.Voice("", "");
        return new Step.Open(name, part.place(), opened, part.at("say").string(""), next(part), call);
    }

    private static Step refer(String name, Doc part) {
        List<String> with = strings(part.at("refer").at("with"));
        return new Step.Refer(name, part.place(), with, part.at("say").string(""), next(part));
    }

    private static Step forget(String name, Doc part) {
        Step.Forget.What what = part.at("forget").oneOf(Step.Forget.What.class);
        Doc say = part.at("say");
        if (what == Step.Forget.What.THREAD && (say.present() || part.at("next").present())) {
            part.problems()
                    .add(
                            part.place(),
                            "step " + name + ": the quiet exit says nothing and ends; take say and next out");
        }
        return new Step.Forget(name, part.place(), what, say.string(""), next(part));
    }

    private static List<String> strings(Doc list) {
        return list.list().stream().map(Doc::string).toList();
    }

    private static Go next(Doc part) {
        return go(part.at("next"));
    }

    private static Go go(Doc doc) {
        return new Go(doc.string(""), doc.place());
    }
}
