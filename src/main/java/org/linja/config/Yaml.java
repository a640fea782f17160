package org.linja.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/// Builds the nodes of one file from the parser's events. Building them here, on a stack of our own, bounds the depth
/// and the number of nodes whatever the file says, and leaves no alias to expand.
final class Yaml {
    private static final int DEEPEST = 30;
    private static final int LONGEST = 2_000_000;

    private final String file;
    private final Problems problems;
    private final List<Open> open = new ArrayList<>();
    private @Nullable Node root;
    private Place last;

    private Yaml(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.last = Place.start(file);
    }

    /// A mapping or a list whose end has not come yet.
    private static final class Open {
        final Place place;
        final boolean block;
        final @Nullable List<Node> nodes;
        final Map<String, Node.Field> fields = new LinkedHashMap<>();

        @Nullable
        Node key;

        boolean senseless;

        Open(Place place, boolean block, boolean mapping) {
            this.place = place;
            this.block = block;
            this.nodes = mapping ? null : new ArrayList<>();
        }
    }

    /// @return null when there is nothing in it but space and comments
    static @Nullable Node read(String file, String yaml, Problems problems) {
        return new Yaml(file, problems).read(yaml);
    }

    private @Nullable Node read(String yaml) {
        if (yaml.length() > LONGEST) {
            problems.add(Place.start(file), "this file is longer than " + LONGEST + " characters; split it");
            return new Node.Unreadable(Place.start(file));
        }
        var settings =
                LoadSettings.builder().setLabel(file).setCodePointLimit(LONGEST).build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(yaml).iterator();
            int documents = 0;
            boolean going = true;
            while (going && events.hasNext()) {
                Event event = events.next();
                if (event instanceof DocumentStartEvent && ++documents > 1) {
                    problems.add(
                            place(event.getStartMark()),
                            "a second document begins here ('---'); one file holds one document, so move it to a file of its own");
                    going = false;
                } else {
                    going = take(event);
                }
            }
            if (!going && !open.isEmpty()) {
                return new Node.Unreadable(Place.start(file));
            }
            return root instanceof Node.Scalar scalar && scalar.empty() ? null : root;
        } catch (MarkedYamlEngineException e) {
            Place place = place(e.getProblemMark().or(e::getContextMark));
            problems.add(place, SyntaxAdvice.of(e));
        } catch (YamlVersionException e) {
            problems.add(Place.start(file), "only YAML 1.2 is read; remove the line that begins with '%YAML'");
        } catch (RuntimeException e) {
            // A slip within the parser is told as a problem of the file as well: bad input must never crash a start.
            problems.add(last, SyntaxAdvice.UNREADABLE);
        }
        return new Node.Unreadable(Place.start(file));
    }

    /// @return false to stop reading
    private boolean take(Event event) {
        Place place = place(event.getStartMark());
        last = place;
        if (event instanceof NodeEvent node) {
            refuseReuse(node, place);
        }
        switch (event.getEventId()) {
            case Scalar -> put(scalar((ScalarEvent) event, place));
            case Alias -> put(new Node.Unreadable(place));
            case MappingStart, SequenceStart -> {
                var start = (CollectionStartEvent) event;
                refuseTag(start.getTag(), place);
                open.add(new Open(place, !start.isFlow(), event instanceof MappingStartEvent));
                if (open.size() > DEEPEST) {
                    problems.add(place, "nested deeper than " + DEEPEST + " levels; is a bracket not closed?");
                    return false;
                }
            }
            case MappingEnd, SequenceEnd -> close();
            case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
        }
        return true;
    }

    private void refuseReuse(NodeEvent node, Place place) {
        if (node.getAnchor().isPresent() || node instanceof AliasEvent) {
            char sign = node instanceof AliasEvent ? '*' : '&';
            problems.add(
                    place,
                    "a value that begins with '" + sign + "' must stand in quotes"
                            + " (YAML references are not used here: write shared values out)");
        }
    }

    private void refuseTag(Optional<String> tag, Place place) {
        tag.ifPresent(t ->
                problems.add(place, "a value that begins with '!' must stand in quotes (YAML tags are not used here)"));
    }

    private Node scalar(ScalarEvent event, Place place) {
        refuseTag(event.getTag(), place);
        String value = event.getValue();
        if (!value.codePoints().allMatch(Source::allowed)) {
            problems.add(place, "a character in this text cannot be used (a control character or half of a pair)");
            return new Node.Unreadable(place);
        }
        return new Node.Scalar(place, value, event.isPlain());
    }

    private void close() {
        Open done = open.removeLast();
        if (done.senseless) {
            put(new Node.Unreadable(done.place));
            return;
        }
        put(
                done.nodes == null
                        ? new Node.Fields(done.place, done.block, done.fields)
                        : new Node.Items(done.place, done.block, done.nodes));
    }

    private void put(Node node) {
        if (open.isEmpty()) {
            root = node;
            return;
        }
        Open parent = open.getLast();
        if (parent.nodes != null) {
            parent.nodes.add(node);
        } else if (parent.key == null) {
            parent.key = node;
        } else {
            Node key = parent.key;
            parent.key = null;
            putField(parent, key, node);
        }
    }

    private void putField(Open parent, Node key, Node value) {
        if (!(key instanceof Node.Scalar name)) {
            if (!(key instanceof Node.Unreadable)) {
                parent.senseless = !parent.block;
                problems.add(
                        key.place(),
                        "a key must be a plain word; a value that begins with '{' or '[' must stand in quotes");
            }
            return;
        }
        if (name.value().isEmpty()) {
            problems.add(key.place(), "a key is missing before this ':'");
            return;
        }
        Node.Field first = parent.fields.putIfAbsent(name.value(), new Node.Field(key.place(), value));
        if (first != null) {
            problems.add(
                    key.place(),
                    "'" + Shown.key(name.value()) + "' stands here a second time (first in line "
                            + first.key().line() + "); keep one of them");
        }
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(Place.start(file));
    }
}
