package org.linja.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.contact.Msisdn;
import org.linja.dialog.UssdDesk;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.simulator.Coding;
import org.linja.simulator.SimulatedSmsc;
import org.linja.simulator.UssdPhone;
import org.linja.simulator.UssdStyle;
import org.linja.testkit.Hotline;

/// Every manner of USSD over SMPP that the shipped configuration has a sample of, against a network that speaks it.
///
/// SMPP 3.4 §5.3.2.44, ussd_service_op: "0 = PSSD indication, 1 = PSSR indication, 2 = USSR request, 3 = USSN request,
/// 16 = PSSD response, 17 = PSSR response, 18 = USSR confirm, 19 = USSN confirm". §5.3.2.43, its_session_info: octet 1
/// is the session number, octet 2 the sequence number of the dialogue unit, its lowest bit the end of the session.
class UssdCarriersTest {
    private static final Msisdn ANNA = new Msisdn("38344000201");
    private static final List<String> SAMPLES = samples();

    private final SimulatedSmsc smsc = SimulatedSmsc.start(0, Map.of("linja", "linja"), Clock.systemUTC());
    private final List<UssdEvent> events = new CopyOnWriteArrayList<>();
    private Optional<SmscLink> link = Optional.empty();

    @AfterEach
    void close() {
        link.ifPresent(SmscLink::close);
        smsc.close();
    }

    @Test
    void the_session_is_its_session_info_and_the_text_the_code() {
        UssdPhone anna = bound("{ codes: [ '*123#' ], steps: yes }", UssdStyle.STANDARD);
        talk(anna, "*123*4#", "*123# 4");
        assertThat(events.get(1).session().id())
                .isNotEmpty()
                .isEqualTo(events.getFirst().session().id());
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        UssdEvent.Reply.class, reply -> assertThat(reply.step()).isEqualTo("1"));
    }

    @Test
    void all_pages_leave_as_menu_and_only_the_end_mark_closes() {
        UssdStyle style =
                new UssdStyle(false, UssdStyle.SessionBy.ITS_SESSION_INFO, "USSD", 1, 18, 129, 130, 2, 2, true);
        UssdPhone anna = bound(SAMPLES.get(0), style);
        talk(anna, "*123#", "*123# ");
    }

    @Test
    void the_session_is_a_reference_and_the_code_is_the_address() {
        UssdStyle style =
                new UssdStyle(true, UssdStyle.SessionBy.USER_MESSAGE_REFERENCE, "USSD", 1, 18, 129, 130, 2, 17, false);
        UssdPhone anna = bound(SAMPLES.get(1), style);
        talk(anna, "*123*4*1#", "*123# 4*1");
    }

    @Test
    void without_any_session_the_number_is_the_session() {
        UssdStyle style = new UssdStyle(false, UssdStyle.SessionBy.NOTHING, "", 1, 18, 129, 130, 2, 17, false);
        UssdPhone anna = bound(SAMPLES.get(2), style);
        talk(anna, "*123#", "*123# ");
        assertThat(events.stream().map(event -> event.session().id()).distinct())
                .hasSize(1);
    }

    @Test
    void pages_leave_in_data_sm_and_the_last_as_a_notification() {
        UssdStyle style = new UssdStyle(false, UssdStyle.SessionBy.NOTHING, "USSD", 1, 18, 129, 130, 2, 3, false);
        UssdPhone anna = bound(SAMPLES.get(3), style);
        talk(anna, "*123#", "*123# ");
    }

    @Test
    void the_operations_are_the_vendors_own() {
        UssdStyle style =
                new UssdStyle(false, UssdStyle.SessionBy.ITS_SESSION_INFO, "USSD", 32, 33, 34, 35, 36, 37, false);
        UssdPhone anna = bound(SAMPLES.get(4), style);
        talk(anna, "*123#", "*123# ");
        assertThat(events.getFirst().session().limit().units()).isEqualTo(140);
    }

    @Test
    void cyrillic_travels_as_ucs2_where_letters_are_kept() {
        UssdPhone anna = bound("{ letters: kept }", UssdStyle.STANDARD, event -> new UssdPage("Здраво", true));
        anna.dials("*123#");
        var screen = anna.next();
        assertThat(screen.text()).isEqualTo("Здраво");
        assertThat(screen.coding()).isEqualTo(Coding.UCS2);
    }

    /// One session: dialled, answered, cut off; and one that runs to its end.
    private void talk(UssdPhone anna, String dialled, String begun) {
        anna.dials(dialled)
                .shows("begun " + begun)
                .answers("më")
                .shows("reply më")
                .isCutOff();
        assertThat(events.getLast()).isInstanceOf(UssdEvent.Timeout.class);
        anna.dials(dialled).shows("begun " + begun).hangsUp();
        assertThat(events.getLast()).isInstanceOf(UssdEvent.End.class);
        anna.dials(dialled).shows("begun " + begun).answers("end").ends("bye");
        assertThat(events).allMatch(event -> event.session().from().equals(ANNA));
    }

    private UssdPhone bound(String profile, UssdStyle style) {
        return bound(profile, style, UssdCarriersTest::echo);
    }

    private UssdPhone bound(String profile, UssdStyle style, Function<UssdEvent, UssdPage> desk) {
        Problems problems = new Problems();
        String yaml = "carriers: { c: { host: 127.0.0.1, port: " + smsc.port()
                + ", system-id: linja, password: linja, ussd: " + profile + " } }";
        Carrier carrier =
                Carrier.readAll(Doc.parse("carriers.yaml", yaml, problems)).getFirst();
        problems.throwIfAny();
        smsc.speaksUssd(style);
        SmscLink made = new SmscLink(
                carrier,
                inbound -> CompletableFuture.failedStage(new AssertionError("this is no SMS")),
                report -> CompletableFuture.completedStage(true),
                new MemoryPartStore(),
                Clock.systemUTC());
        made.answering(new UssdDesk() {
            @Override
            public Optional<UssdPage> answer(UssdEvent event) {
                events.add(event);
                return event instanceof UssdEvent.End || event instanceof UssdEvent.Timeout
                        ? Optional.empty()
                        : Optional.of(desk.apply(event));
            }

            @Override
            public UssdPage noRoom(UssdEvent event) {
                throw new AssertionError("there is room");
            }
        });
        made.start();
        link = Optional.of(made);
        Hotline.await("the bind", smsc::reachable);
        return smsc.screen(ANNA);
    }

    private static UssdPage echo(UssdEvent event) {
        return switch (event) {
            case UssdEvent.Begin(UssdEvent.Session session, String words) ->
                new UssdPage("begun " + session.code() + " " + words, false);
            case UssdEvent.Reply(UssdEvent.Session session, String step, String words) ->
                words.equals("end") ? new UssdPage("bye", true) : new UssdPage("reply më " + words, false);
            case UssdEvent.End _, UssdEvent.Timeout _ -> throw new AssertionError("nothing to show");
        };
    }

    private static List<String> samples() {
        try {
            Matcher found = Pattern.compile("(?m)^#   ussd: (\\{.*\\})$")
                    .matcher(Files.readString(Path.of("config/carriers.yaml")));
            return found.results().map(result -> result.group(1)).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
