package org.linja;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Holds the map of docs/ARCHITECTURE.md: which room may use which, and where each vendor's library lives.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final String ROOT = "org.linja";
    private static final String DOOR = "(root)";

    /// Each room with the rooms it may use. What is not listed is not allowed; the root package may use them all.
    private static final Map<String, Set<String>> ARROWS = arrows(
            "config      -> ",
            "work        -> ",
            "contact     -> ",
            "text        -> contact config",
            "flow        -> contact config text",
            "prompts     -> contact config",
            "cases       -> contact",
            "staff       -> contact config",
            "outbox      -> contact config text work",
            "ledger      -> contact cases outbox staff",
            "escalation  -> contact config text work cases staff outbox ledger",
            "counsel     -> contact config text work cases staff outbox ledger escalation",
            "broadcast   -> contact config text work outbox",
            "dialog      -> contact config text work cases staff outbox ledger flow escalation counsel",
            "tapes       -> config work cases staff ledger",
            "voice       -> contact config text work cases staff ledger flow escalation counsel outbox tapes",
            "http        -> work config",
            "ussd        -> contact config text work http dialog",
            "smpp        -> contact config text work outbox dialog",
            "asterisk    -> contact config work cases staff flow voice tapes",
            "redis       -> contact config text work cases staff outbox ledger escalation counsel flow dialog broadcast",
            "simulator   -> contact config text work staff flow prompts voice http");

    /// Each vendor's packages with the rooms they may appear in.
    private static final Map<String, Set<String>> VENDORS = arrows(
            "io.vertx                    -> http",
            "io.netty                    -> http redis",
            "org.jsmpp                   -> smpp",
            "io.lettuce                  -> redis",
            "org.asteriskjava            -> asterisk",
            "redis.embedded              -> redis",
            "com.google.i18n             -> contact",
            "org.snakeyaml               -> config",
            "picocli                     -> " + DOOR,
            "ch.qos.logback              -> " + DOOR);

    private static final Set<String> MAY_PRINT = Set.of(DOOR, "simulator");
    private static final List<String> EMPTY_NAMES = List.of("Manager", "Util", "Utils", "Helper", "Helpers", "Impl");

    private JavaClasses classes;

    @BeforeAll
    void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
        assertThat(classes).as("classes to judge").hasSizeGreaterThan(10);
    }

    @Test
    void everyRoomIsOnTheMapAndTheMapIsADag() {
        Set<String> rooms = new TreeSet<>();
        classes.forEach(one -> rooms.add(room(one)));
        assertThat(rooms)
                .as("a new room needs its line in ARROWS and in docs/ARCHITECTURE.md")
                .isSubsetOf(withDoor(ARROWS.keySet()));
        Set<String> settled = new LinkedHashSet<>();
        while (settled.size() < ARROWS.size()) {
            List<String> next = ARROWS.keySet().stream()
                    .filter(room -> !settled.contains(room) && settled.containsAll(ARROWS.get(room)))
                    .toList();
            assertThat(next)
                    .as("rooms whose arrows end in settled rooms %s", settled)
                    .isNotEmpty();
            settled.addAll(next);
        }
    }

    @Test
    void roomsUseOnlyTheRoomsTheirArrowsAllow() {
        assertThat(broken((from, to) -> !from.equals(DOOR)
                        && !to.equals(from)
                        && !ARROWS.getOrDefault(from, Set.of()).contains(to)))
                .as("arrows that are not on the map:%n%s", picture(ARROWS))
                .isEmpty();
    }

    @Test
    void nobodyUsesTheRootPackage() {
        assertThat(broken((from, to) -> to.equals(DOOR) && !from.equals(DOOR)))
                .as("the root package wires rooms; no room knows it")
                .isEmpty();
    }

    @Test
    void roomsAreFreeOfCycles() {
        SlicesRuleDefinition.slices()
                .matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }

    @Test
    void everyVendorLivesInItsOwnRoom() {
        Set<String> found = new TreeSet<>();
        for (JavaClass one : classes) {
            for (Dependency use : one.getDirectDependenciesFromSelf()) {
                String target = use.getTargetClass().getBaseComponentType().getName();
                VENDORS.forEach((vendor, rooms) -> {
                    if (target.startsWith(vendor + ".") && !rooms.contains(room(one))) {
                        found.add(one.getName() + " uses " + target);
                    }
                });
            }
        }
        assertThat(found).as("a vendor outside its room:%n%s", picture(VENDORS)).isEmpty();
    }

    @Test
    void printsAndLogsOnlyWhereItMay() {
        Set<String> found = new TreeSet<>();
        for (JavaClass one : classes) {
            for (Dependency use : one.getDirectDependenciesFromSelf()) {
                if (use.getTargetClass().getPackageName().equals("java.util.logging")) {
                    found.add(one.getName() + " uses java.util.logging; use slf4j");
                }
            }
            if (MAY_PRINT.contains(room(one))) {
                continue;
            }
            one.getFieldAccessesFromSelf().forEach(access -> {
                String field = access.getTarget().getFullName();
                if (field.equals("java.lang.System.out") || field.equals("java.lang.System.err")) {
                    found.add(one.getName() + " prints to " + field);
                }
            });
            one.getMethodCallsFromSelf().forEach(call -> {
                if (call.getTarget().getName().equals("printStackTrace")) {
                    found.add(one.getName() + " prints a stack trace; use work.Failure.describe");
                }
            });
        }
        assertThat(found).isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        assertThat(classes.stream().map(JavaClass::getSimpleName))
                .as("a name that says nothing")
                .noneMatch(name -> EMPTY_NAMES.stream().anyMatch(name::endsWith));
    }

    @Test
    void everyRoomIsNullMarked() {
        Set<String> marked = new TreeSet<>();
        Set<String> rooms = new TreeSet<>();
        for (JavaClass one : classes) {
            rooms.add(one.getPackageName());
            if (one.getSimpleName().equals("package-info") && one.isAnnotatedWith(NullMarked.class)) {
                marked.add(one.getPackageName());
            }
        }
        assertThat(marked).as("packages with a @NullMarked package-info.java").isEqualTo(rooms);
    }

    private interface Judgement {
        boolean breaks(String from, String to);
    }

    private Set<String> broken(Judgement judgement) {
        Set<String> found = new TreeSet<>();
        for (JavaClass one : classes) {
            for (Dependency use : one.getDirectDependenciesFromSelf()) {
                JavaClass target = use.getTargetClass().getBaseComponentType();
                if (target.getPackageName().equals(ROOT)
                        || target.getPackageName().startsWith(ROOT + ".")) {
                    if (judgement.breaks(room(one), room(target))) {
                        found.add(room(one) + " -> " + room(target) + ": " + use.getDescription());
                    }
                }
            }
        }
        return found;
    }

    private static String room(JavaClass one) {
        String name = one.getPackageName();
        return name.equals(ROOT) ? DOOR : name.substring(ROOT.length() + 1).replaceAll("\\..*", "");
    }

    private static Set<String> withDoor(Set<String> rooms) {
        Set<String> all = new LinkedHashSet<>(rooms);
        all.add(DOOR);
        return all;
    }

    private static Map<String, Set<String>> arrows(String... lines) {
        Map<String, Set<String>> read = new LinkedHashMap<>();
        for (String line : lines) {
            String[] sides = line.split("->", -1);
            List<String> targets = new ArrayList<>(List.of(sides[1].strip().split(" +")));
            targets.remove("");
            read.put(sides[0].strip(), new LinkedHashSet<>(targets));
        }
        return read;
    }

    private static String picture(Map<String, Set<String>> arrows) {
        return arrows.entrySet().stream()
                .map(line -> "  %-18s -> %s".formatted(line.getKey(), String.join(" ", line.getValue())))
                .collect(joining(System.lineSeparator()));
    }
}
