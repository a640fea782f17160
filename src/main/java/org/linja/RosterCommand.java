package org.linja;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.linja.cases.CaseCode;
import org.linja.staff.Amendment;
import org.linja.staff.Counsellor;
import org.linja.staff.Feeds;
import org.linja.staff.Hours;
import org.linja.staff.Period;
import org.linja.staff.Roster;
import org.linja.staff.RosterBook;
import org.linja.staff.RosterStore;
import org.linja.staff.Swap;
import org.linja.staff.WallTimes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Who is on call, and what differs from the shifts for a while. The preview asks the very same function as alerts and
/// calendars.
@Command(
        name = "roster",
        mixinStandardHelpOptions = true,
        description =
                "Who is on call now, or at another time. Times are those of the clock on the wall (oncall.yaml: zone).",
        footer = {
            "",
            "  ./linja roster --at '2027-03-28 02:30'",
            "  ./linja roster week",
            "  ./linja roster override replace arta --with bojana --from '2027-03-28 20:00' --to '2027-03-29 08:00'"
        })
final class RosterCommand implements Runnable {
    private static final Duration MONTH = Duration.ofDays(31);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--at", paramLabel = "TIME", description = "such as '2027-03-28 20:00'; default: now")
    private String at = "";

    @Override
    public void run() {
        Roster roster = roster();
        Instant moment = at.isEmpty() ? Instant.now() : moment(at, roster.zone());
        List<Counsellor> people = roster.onCall(moment);
        people.forEach(who -> System.out.println(who.name()));
        if (people.isEmpty()) {
            System.out.println("nobody is on call");
        }
    }

    @Command(
            name = "week",
            mixinStandardHelpOptions = true,
            description = "the next seven days, from hand-over to hand-over")
    int week() {
        Roster roster = roster();
        Instant now = Instant.now();
        for (Roster.Watch watch : roster.between(now, now.plus(Duration.ofDays(7)))) {
            List<String> names = watch.people().stream().map(Counsellor::name).toList();
            System.out.println(shown(watch.period(), roster.zone()) + "  "
                    + (names.isEmpty() ? "NOBODY" : String.join(", ", names)));
        }
        return 0;
    }

    @Command(
            name = "gaps",
            mixinStandardHelpOptions = true,
            description = "times in the next 31 days when nobody is on call; exit code 1 when there are any")
    int gaps() {
        Roster roster = roster();
        Instant now = Instant.now();
        List<Period> gaps = roster.gaps(now, now.plus(MONTH));
        gaps.forEach(gap -> System.out.println(shown(gap, roster.zone())));
        System.out.println(gaps.isEmpty() ? "no gap" : gaps.size() + (gaps.size() == 1 ? " gap" : " gaps"));
        return gaps.isEmpty() ? 0 : 1;
    }

    @Command(
            name = "links",
            mixinStandardHelpOptions = true,
            description = "the secret paths of the calendars: whoever has one sees who is on call")
    int links() {
        Settings settings = config.settings();
        if (settings.feeds().secret().isEmpty()) {
            System.err.println("linja: there are no calendars; add to oncall.yaml:  calendar: { secret: ${env:NAME} }");
            return 1;
        }
        print(settings, "team", Optional.empty());
        settings.roster().people().forEach(who -> print(settings, who.name(), Optional.of(who.name())));
        return 0;
    }

    private static void print(Settings settings, String title, Optional<String> person) {
        settings.feeds().path(new Feeds.Whose(person)).ifPresent(path -> System.out.println(title + "  " + path));
    }

    /// What an override does.
    enum Kind {
        ADD,
        REMOVE,
        REPLACE
    }

    @Command(
            name = "override",
            mixinStandardHelpOptions = true,
            description = "have somebody on call besides, not at all, or in the place of another, at a running server")
    int override(
            @Parameters(paramLabel = "add|remove|replace") Kind kind,
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--with", paramLabel = "NAME", description = "who takes the place of the other")
                    String with,
            @Option(names = "--from", paramLabel = "TIME", required = true) String from,
            @Option(names = "--to", paramLabel = "TIME", required = true) String to) {
        try (Wiring wiring = config.attach()) {
            Period period = period(from, to, wiring.onCall().roster().zone());
            if (kind == Kind.REPLACE && (with == null || with.isEmpty())) {
                throw new CommandLine.ParameterException(spec.commandLine(), "'replace' needs --with NAME");
            }
            Amendment amendment = switch (kind) {
                case ADD -> new Amendment.Add(period, name);
                case REMOVE -> new Amendment.Remove(period, name);
                case REPLACE -> new Amendment.Replace(period, name, with);
            };
            String code = code();
            return told(
                    wiring.onCall().book().override(new RosterStore.Noted(code, amendment)),
                    "noted; to take it back:  ./linja roster take-back " + code);
        }
    }

    @Command(name = "take-back", mixinStandardHelpOptions = true, description = "take an override back")
    int takeBack(@Parameters(paramLabel = "CODE") String code) {
        try (Wiring wiring = config.attach()) {
            return told(wiring.onCall().book().takeBack(code), "taken back");
        }
    }

    @Command(name = "changes", mixinStandardHelpOptions = true, description = "overrides and swaps at a running server")
    int changes() {
        try (Wiring wiring = config.attach()) {
            RosterBook book = wiring.onCall().book();
            ZoneId zone = wiring.onCall().roster().zone();
            book.overrides()
                    .forEach(one -> System.out.println(
                            one.code() + "  " + shown(one.amendment().period(), zone) + "  "
                                    + one.amendment().getClass().getSimpleName()));
            book.swaps()
                    .forEach(swap -> System.out.println(swap.code() + "  " + shown(swap.gives(), zone) + "  "
                            + swap.asker() + " -> " + swap.asked() + "  " + swap.state()));
            return 0;
        }
    }

    @Command(
            name = "swap",
            mixinStandardHelpOptions = true,
            description = "ask somebody to change shifts; she is written to and answers by SMS")
    int swap(
            @Option(names = "--as", paramLabel = "NAME", required = true) String asker,
            @Option(names = "--with", paramLabel = "NAME", required = true) String asked,
            @Option(names = "--from", paramLabel = "TIME", required = true) String from,
            @Option(names = "--to", paramLabel = "TIME", required = true) String to,
            @Option(names = "--take-from", paramLabel = "TIME", defaultValue = "") String takeFrom,
            @Option(names = "--take-to", paramLabel = "TIME", defaultValue = "") String takeTo) {
        try (Wiring wiring = config.attach()) {
            ZoneId zone = wiring.onCall().roster().zone();
            Optional<Period> takes =
                    takeFrom.isEmpty() ? Optional.empty() : Optional.of(period(takeFrom, takeTo, zone));
            String code = code();
            Swap swap = new Swap(code, asker, asked, period(from, to, zone), takes, Swap.State.ASKED);
            return told(wiring.swaps().ask(swap, Instant.now()), "asked; its code is " + code);
        }
    }

    @Command(
            name = "answer",
            mixinStandardHelpOptions = true,
            description =
                    "agree to a swap or refuse it (by the one who is asked), or withdraw it (by the one who asked)")
    int answer(
            @Parameters(paramLabel = "agreed|refused|withdrawn") Swap.State answer,
            @Parameters(paramLabel = "CODE") String code,
            @Option(names = "--as", paramLabel = "NAME", required = true) String name) {
        if (answer == Swap.State.ASKED) {
            throw new CommandLine.ParameterException(spec.commandLine(), "say agreed, refused or withdrawn");
        }
        try (Wiring wiring = config.attach()) {
            return told(wiring.swaps().decide(code, name, answer, Instant.now()), "done");
        }
    }

    private static int told(RosterBook.Outcome outcome, String done) {
        String words = switch (outcome) {
            case DONE, DONE_BEFORE -> done;
            case DECIDED_OTHERWISE -> "it was decided otherwise before";
            case UNKNOWN -> "nothing has this code; './linja roster changes' shows all";
            case NOT_YOURS -> "it is for the other one to decide";
            case NOT_ON_CALL -> "one of them is not on call at that time; './linja roster week' shows who is";
            case CODE_IN_USE -> "this code is in use; try again";
            case NO_SUCH_PERSON -> "nobody in oncall.yaml has this name";
        };
        boolean good = outcome == RosterBook.Outcome.DONE || outcome == RosterBook.Outcome.DONE_BEFORE;
        (good ? System.out : System.err).println(good ? words : "linja: " + words);
        return good ? 0 : 1;
    }

    /// Five characters, so that it is none of the four-letter codes of cases.
    private static String code() {
        return CaseCode.random(new SecureRandom(), 0, 2);
    }

    /// As the running server has it; where none runs, as it is written.
    private Roster roster() {
        Settings settings = config.settings();
        try (Wiring wiring = Wiring.attach(settings, Clock.systemUTC())) {
            return wiring.onCall().roster();
        } catch (RuntimeException noServer) {
            System.err.println("linja: no server is running here; overrides and swaps made there are not shown");
            return settings.roster();
        }
    }

    private Instant moment(String time, ZoneId zone) {
        return WallTimes.read(time)
                .map(wall -> Hours.first(wall, zone))
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(), "'" + time + "' is no time; write it as '2027-03-28 20:00'"));
    }

    private Period period(String from, String to, ZoneId zone) {
        return WallTimes.period(from, to, zone)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(), "from when to when? write '2027-03-28 20:00', the end after the start"));
    }

    private static String shown(Period period, ZoneId zone) {
        return WallTimes.written(period.from(), zone) + " - " + WallTimes.written(period.to(), zone);
    }
}
