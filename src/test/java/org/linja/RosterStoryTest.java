package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.http.Server;
import org.linja.staff.Feeds;
import org.linja.testkit.Hotline;
import org.linja.testkit.Visitor;
import org.linja.work.Work;

/// What coordinators and machines see of the roster of a running server: figures and calendars by HTTP, and
/// `./linja roster`.
class RosterStoryTest {
    private static final String SECRET = "a-secret-for-the-tests-of-calendars";
    private static final String ONCALL = """
            people:
              - { name: arta, number: +383 44 000 101, languages: [sq, en] }
              - { name: bojana, number: +383 44 000 102, languages: [sr, en] }
              - { name: cela, number: +383 44 000 103, languages: [rom, sq, sr] }
            shifts:
              - { name: day, from: 08:00, to: 20:00, people: [arta] }
              - { name: night, from: 20:00, to: 08:00, people: [bojana] }
            calendar: { secret: %s }
            """.formatted(SECRET);

    private final Work requests = new Work("http", 16);
    private Hotline hotline;
    private Server server;
    private Visitor visitor;

    @BeforeEach
    void open() {
        hotline = Hotline.open(ONCALL);
        server = Server.start("127.0.0.1", 0, requests, hotline.server().routes());
        visitor = new Visitor(server.uri());
    }

    @AfterEach
    void close() {
        server.close();
        requests.close();
        visitor.close();
        hotline.close();
    }

    private long figure(String name) throws Exception {
        Matcher found = Pattern.compile("(?m)^" + name + " (\\d+)$")
                .matcher(visitor.get("/metrics").body());
        assertThat(found.find()).as(name).isTrue();
        return Long.parseLong(found.group(1));
    }

    @Test
    void theFiguresTellHowLongTheOldestSosHasWaited() throws Exception {
        assertThat(figure("linja_sos_waiting")).isZero();
        assertThat(figure("linja_sos_oldest_waiting_seconds")).isZero();
        hotline.phone("201").texts("ndihme").gets("regjistrua");
        hotline.forward(Duration.ofMinutes(3));
        hotline.phone("202").texts("ndihme").gets("regjistrua");
        assertThat(figure("linja_sos_waiting")).isEqualTo(2);
        assertThat(figure("linja_sos_oldest_waiting_seconds")).isBetween(180L, 240L);
        assertThat(figure("linja_on_call")).isEqualTo(1);
        assertThat(figure("linja_sos_unattended")).isZero();
        hotline.server().ledger().openCases(10).stream()
                .map(open -> open.code())
                .forEach(code -> hotline.phone("101").texts("1 " + code));
        Hotline.await("both to be taken", () -> hotline.server().ledger().waiting() == 0);
        assertThat(figure("linja_sos_oldest_waiting_seconds")).isZero();
        assertThat(visitor.get("/metrics").body()).doesNotContain("38344000", "arta");
    }

    @Test
    void aCalendarIsReadByWhoeverHasItsSecretPathAndByNobodyElse() throws Exception {
        Feeds feeds = new Feeds(Optional.of(SECRET));
        String team = feeds.path(new Feeds.Whose(Optional.empty())).orElseThrow();
        HttpResponse<String> answer = visitor.get(team);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/calendar");
        List<VEvent> shifts = Biweekly.parse(answer.body()).first().getEvents();
        assertThat(shifts).hasSizeGreaterThan(400);
        assertThat(shifts).extracting(e -> e.getSummary().getValue()).contains("arta", "bojana");
        assertThat(answer.body()).doesNotContain("38344000");
        String hers = feeds.path(new Feeds.Whose(Optional.of("arta"))).orElseThrow();
        assertThat(Biweekly.parse(visitor.get(hers).body()).first().getEvents())
                .hasSizeBetween(200, 220)
                .allSatisfy(e -> assertThat(Duration.between(
                                e.getDateStart().getValue().toInstant(),
                                e.getDateEnd().getValue().toInstant()))
                        .isLessThanOrEqualTo(Duration.ofHours(13)));
        String another = new Feeds(Optional.of(SECRET + "!"))
                .path(new Feeds.Whose(Optional.empty()))
                .orElseThrow();
        for (String wrong : List.of(another, "/calendar/team.ics", "/calendar/.ics", team.replace(".ics", ""))) {
            HttpResponse<String> refused = visitor.get(wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(404);
            assertThat(refused.body()).doesNotContain("arta", "BEGIN:VCALENDAR");
        }
    }

    private Said roster(String... words) {
        return Said.by(
                hotline.folder().resolve("config"),
                Stream.concat(Stream.of("roster"), Stream.of(words)).toList());
    }

    @Test
    void theRosterIsAskedAndChangedFromTheTerminal() {
        assertThat(roster("--at", "2027-03-27 21:00").words().lines()).containsExactly("bojana");
        assertThat(roster("week").words()).contains("arta").doesNotContain("NOBODY", "38344000");
        assertThat(roster("gaps")).isEqualTo(new Said(0, "no gap\n"));
        assertThat(roster("links").words()).contains("team  /calendar/", "arta  /calendar/");

        Said noted = roster(
                "override",
                "replace",
                "bojana",
                "--with",
                "cela",
                "--from",
                "2027-03-27 20:00",
                "--to",
                "2027-03-28 08:00");
        assertThat(noted.code()).as(noted.words()).isZero();
        assertThat(roster("--at", "2027-03-28 03:30").words()).isEqualTo("cela\n");
        assertThat(hotline.server().onCall().roster().onCall(java.time.Instant.parse("2027-03-28T01:30:00Z")))
                .as("the running server says the same")
                .extracting(who -> who.name())
                .containsExactly("cela");
        String code = noted.words().strip().replaceFirst("(?s).*take-back ", "");
        assertThat(roster("changes").words()).contains(code, "Replace");
        assertThat(roster("take-back", code).code()).isZero();
        assertThat(roster("--at", "2027-03-28 03:30").words()).isEqualTo("bojana\n");

        Said asked = roster(
                "swap", "--as", "arta", "--with", "cela", "--from", "2027-03-28 08:00", "--to", "2027-03-28 20:00");
        assertThat(asked.words()).contains("its code is");
        String swap = asked.words().strip().replaceFirst("(?s).*code is ", "");
        hotline.phone("103").gets("arta ju kerkon");
        assertThat(roster("answer", "agreed", swap, "--as", "arta").words()).contains("for the other one");
        assertThat(roster("answer", "agreed", swap, "--as", "cela").code()).isZero();
        assertThat(roster("--at", "2027-03-28 12:00").words()).isEqualTo("cela\n");

        assertThat(roster("override", "add", "nobody", "--from", "2027-03-28 08:00", "--to", "2027-03-28 20:00"))
                .isEqualTo(new Said(1, "linja: nobody in oncall.yaml has this name\n"));
        Said wrong = roster("--at", "half past two");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.words()).contains("'half past two' is no time", "2027-03-28 20:00");
        assertThat(roster("take-back", "XXXXX").words()).contains("nothing has this code");
    }
}
