package org.linja;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.linja.asterisk.AgiDoor;
import org.linja.asterisk.Asterisk;
import org.linja.asterisk.AsteriskSettings;
import org.linja.asterisk.Pulse;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.counsel.CallsBack;
import org.linja.counsel.StaffCommand;
import org.linja.counsel.StaffCommand.Which;
import org.linja.counsel.StaffTurns;
import org.linja.escalation.Duty;
import org.linja.escalation.Notices;
import org.linja.flow.Engine;
import org.linja.ledger.Ledger;
import org.linja.staff.Counsellor;
import org.linja.tapes.TapeShelf;
import org.linja.tapes.Tapes;
import org.linja.voice.Alarms;
import org.linja.voice.Answers;
import org.linja.voice.CallSettings;
import org.linja.voice.CallTurns;
import org.linja.voice.Calls;
import org.linja.voice.CallsOut;
import org.linja.voice.Claims;
import org.linja.voice.MessageBox;
import org.linja.voice.Rota;
import org.linja.voice.Switchboard;
import org.linja.voice.Talks;
import org.linja.work.Ticker;

/// Joins the rooms of calls: what is said on a line, and the Asterisk behind it, where there is one.
public final class VoiceWiring implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(250);

    private final Calls calls;
    private final Switchboard board;
    private final Alarms alarms;
    private final Optional<Door> door;
    private final Optional<CallsOut> out;
    private final Tapes tapes;
    private final Ticker ticker;
    private final Optional<Ticker> taken;

    private record Door(AgiDoor agi, Asterisk asterisk) {}

    /// @param shelf where recorded talks are kept, if any are
    /// @param written run after a commit
    VoiceWiring(
            Settings settings,
            Ledger ledger,
            TapeShelf shelf,
            OnCallWiring onCall,
            CounselWiring counsel,
            Notices notices,
            Runnable written,
            InstantSource clock) {
        CallSettings call = settings.voice().calls();
        Rota rota = rota(onCall);
        Answers answers = answers(counsel.staffTurns(), written);
        Language fallback = settings.hotline().unknownLanguage().getFirst();
        Engine engine = new Engine(settings.municipalities());
        CallTurns turns = new CallTurns(
                settings.script().flow(),
                engine,
                ledger,
                settings.hotline().episode(),
                call.sosAlert(),
                settings.roster().zone(),
                written);
        board = new Switchboard(rota, call.ladder(), call.wrapUp());
        Talks talks = new Talks(onCall.availability());
        Claims claims = new Claims(ledger, rota, notices, board, talks, written);
        calls = new Calls(
                turns,
                board,
                claims,
                answers,
                rota,
                counsel.missedCalls(),
                call,
                settings.staffFlows(),
                engine,
                fallback,
                clock);
        MessageBox messages = new MessageBox(ledger, rota, notices, written);
        tapes = new Tapes(call.tapes(), shelf, ledger, clock);
        alarms = new Alarms(claims, answers, rota, ledger, messages, tapes, clock);
        door = settings.voice().asterisk().map(asterisk -> open(asterisk, rota, clock));
        out = door.map(open -> new CallsOut(
                open.asterisk(),
                ledger,
                rota,
                board,
                talks,
                new CallsBack(ledger, onCall::duty, notices, written),
                clock));
        ticker = new Ticker("switchboard", TICK, clock, board::tick);
        taken = out.map(line -> new Ticker("calls-out", TICK, clock, line::tick));
        out.ifPresent(line -> {
            alarms.by(line);
            onCall.rings(line);
            counsel.telephone(line);
        });
    }

    private Door open(AsteriskSettings settings, Rota rota, InstantSource clock) {
        Pulse pulse = Pulse.fresh();
        AgiDoor agi = AgiDoor.open(settings, calls, pulse);
        Asterisk asterisk =
                Asterisk.connect(settings, pulse, () -> rota.order(Optional.empty(), clock.instant()), alarms, clock);
        agi.wakes(asterisk::wake);
        return new Door(agi, asterisk);
    }

    private static Rota rota(OnCallWiring onCall) {
        return new Rota() {
            @Override
            public Duty duty() {
                return onCall.duty();
            }

            @Override
            public List<Counsellor> order(Optional<Language> language, Instant now) {
                Duty duty = onCall.duty();
                List<Counsellor> all = duty.onCall().isEmpty() ? duty.everybody() : duty.onCall();
                List<Counsellor> order = Stream.of(
                                all.stream()
                                        .filter(p -> language.filter(p::speaks).isPresent())
                                        .toList(),
                                all,
                                duty.coordinators(),
                                duty.partners())
                        .flatMap(List::stream)
                        .distinct()
                        .sorted(Comparator.comparing(duty::busy))
                        .toList();
                List<Counsellor> there =
                        order.stream().filter(p -> !duty.onBreak(p)).toList();
                return there.isEmpty() ? order : there;
            }

            @Override
            public Optional<Counsellor> byNumber(Msisdn number) {
                return onCall.roster().byNumber(number);
            }

            @Override
            public Optional<Counsellor> byName(String name) {
                return onCall.roster().byName(name);
            }
        };
    }

    private static Answers answers(StaffTurns staffTurns, Runnable written) {
        return new Answers() {
            @Override
            public void accepts(Counsellor who, String code, Instant now) {
                pressed(new StaffCommand.Accept(new Which.Code(code)), who, now);
            }

            @Override
            public void declines(Counsellor who, String code, Instant now) {
                pressed(new StaffCommand.Decline(new Which.Code(code)), who, now);
            }

            @Override
            public void closes(Counsellor who, String code, Instant now) {
                pressed(new StaffCommand.Close(new Which.Code(code), Optional.empty()), who, now);
            }

            private void pressed(StaffCommand command, Counsellor who, Instant now) {
                staffTurns.handle(who, Optional.of(command), Optional.empty(), now);
                written.run();
            }
        };
    }

    /// What is said on a line.
    public Calls calls() {
        return calls;
    }

    /// Calls that we make; empty without an Asterisk.
    public Optional<Asterisk> asterisk() {
        return door.map(Door::asterisk);
    }

    /// Where calls come in; empty without an Asterisk.
    public Optional<AgiDoor> agi() {
        return door.map(Door::agi);
    }

    /// How many wait or are being talked to.
    public int waiting() {
        return board.waiting();
    }

    @Override
    public void close() {
        ticker.close();
        taken.ifPresent(Ticker::close);
        door.ifPresent(open -> {
            open.agi().close();
            open.asterisk().close();
        });
        out.ifPresent(CallsOut::close);
        tapes.close();
    }
}
