package org.linja.asterisk;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.linja.cases.Case;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.SafeContact;
import org.linja.contact.SafeContact.CallerId;
import org.linja.staff.Counsellor;
import org.linja.tapes.Tape;
import org.linja.voice.Telephones;
import org.linja.work.Ids;

/// Asterisk as Linja needs it: it is told who is on call, dials out for us, and tells what happened. The contract with
/// the dialplan is `ivr-scripts/asterisk/README.md`.
public final class Asterisk implements Telephones, AutoCloseable {
    private static final String MESSAGES = "linja-messages";
    private static final int STATIC_NUMBERS = 6;
    private static final Duration RINGS = Duration.ofSeconds(30);

    /// The reason of an `OriginateResponse` when a telephone rang in vain and was called directly (`out`): a
    /// control frame of Asterisk. By way of a Local channel it is always 0, and `LinjaUnanswered` tells.
    private static final String RANG_ON = "3";

    /// Q.850: rejected by the telephone.
    private static final String REJECTED = "21";

    /// Q.850: answered elsewhere. Telephones then show no missed call.
    private static final String ANSWERED_ELSEWHERE = "26";

    private final AsteriskSettings settings;
    private final InstantSource clock;
    private final Reports reports;
    private final Ids ids = new Ids();

    /// Channels of telephones that we called and of which nobody has told yet that they were answered, or not. One
    /// that is not here is never hung up: somebody may be talking.
    private final Set<String> ringing = ConcurrentHashMap.newKeySet();

    /// Of which the dialplan has told, until the response has come, too.
    private final Set<String> unanswered = new HashSet<>();

    private final AmiLink link;

    /// Who is on call, in the order in which the dialplan rings them without us.
    @FunctionalInterface
    public interface OnDuty {
        /// At this moment.
        List<Counsellor> now();
    }

    private Asterisk(AsteriskSettings settings, Pulse pulse, OnDuty onDuty, Reports reports, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.reports = reports;
        this.link = new AmiLink(settings.ami(), pulse, clock, () -> facts(onDuty.now()), this::happened);
    }

    /// Connects, and stays connected until it is closed.
    ///
    /// @param pulse told to Asterisk all the time
    /// @param reports takes what becomes of calls
    public static Asterisk connect(
            AsteriskSettings settings, Pulse pulse, OnDuty onDuty, Reports reports, InstantSource clock) {
        Asterisk asterisk = new Asterisk(settings, pulse, onDuty, reports, clock);
        asterisk.link.start();
        return asterisk;
    }

    private static Map<String, String> facts(List<Counsellor> onDuty) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (int i = 0; i < STATIC_NUMBERS; i++) {
            String number = i < onDuty.size() ? onDuty.get(i).number().digits() : "";
            facts.put("DB(linja/oncall-" + (i + 1) + ")", number);
        }
        onDuty.forEach(who -> facts.put(
                "DB(linja/speaks-" + who.number().digits() + ")",
                who.writtenIn().code()));
        return facts;
    }

    @Override
    public boolean alert(Counsellor who, Case about) {
        return originate(context(Purpose.ALERT), who, about.code(), variables(who, about));
    }

    @Override
    public boolean callBack(
            Counsellor who,
            Case about,
            Msisdn her,
            Optional<Language> language,
            SafeContact.Calls rules,
            Duration ringFor) {
        List<String> variables = new ArrayList<>(variables(who, about));
        variables.add("LINJA_HER=" + her.digits());
        variables.add("LINJA_SHOW=" + (rules.callerId() == CallerId.WITHHELD ? "withheld" : "line"));
        variables.add("LINJA_OTHER="
                + switch (rules.ifAnotherAnswers()) {
                    case HANG_UP -> "hang-up";
                    case WRONG_NUMBER -> "wrong-number";
                    case COVER_LINE -> "cover-line";
                });
        variables.add("LINJA_RING=" + ringFor.toSeconds());
        variables.add("__LINJA_LANG=" + language.map(Language::code).orElse(""));
        return originate(context(Purpose.CALL_BACK), who, about.code(), variables);
    }

    private static String context(Purpose purpose) {
        return switch (purpose) {
            case ALERT -> "linja-alert";
            case CALL_BACK -> "linja-callback";
        };
    }

    @Override
    public void callOff(Purpose purpose, Counsellor who, String code, boolean anotherHasIt) {
        String channel = channel(context(purpose), code, who.number().digits());
        if (anotherHasIt) {
            link.ask(
                    "Setvar",
                    ids.next(clock.instant()),
                    Map.of("Channel", channel, "Variable", "LINJA_TAKEN", "Value", "1"));
        }
        if (ringing.remove(channel)) {
            link.ask("Hangup", ids.next(clock.instant()), Map.of("Channel", channel, "Cause", ANSWERED_ELSEWHERE));
        }
    }

    private List<String> variables(Counsellor who, Case about) {
        return List.of(
                "__LINJA_CASE=" + about.code(),
                "__LINJA_LEG=" + who.number().digits(),
                "__LINJA_LINE=" + settings.line(),
                "__LINJA_URGENCY=" + (about.kind().urgent() ? "sos" : "call"),
                "__LINJA_SAY=" + who.writtenIn().code());
    }

    /// The channel's id is made of the case and the telephone, so that asking twice calls once.
    private static final String ABOUT = "/";

    private static String channel(String context, String code, String number) {
        return context + "-" + code + "-" + number;
    }

    private boolean originate(String context, Counsellor who, String code, List<String> variables) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("Channel", settings.out().replace("{number}", who.number().digits()));
        fields.put("Context", context);
        fields.put("Exten", "s");
        fields.put("Priority", "1");
        fields.put("Async", "true");
        fields.put("Timeout", Long.toString(RINGS.toMillis()));
        String channel = channel(context, code, who.number().digits());
        fields.put("ChannelId", channel);
        if (!settings.line().isEmpty()) {
            fields.put("CallerID", "<" + settings.line() + ">");
        }
        String id = String.join(ABOUT, context, code, who.number().digits(), ids.next(clock.instant()));
        List<String> all = new ArrayList<>(variables);
        all.add("__LINJA_ACTION=" + id);
        fields.put("Variable", all);
        ringing.add(channel);
        boolean rings =
                link.ask("Originate", id, fields).map(AmiMessage::success).orElse(false);
        if (!rings) {
            ringing.remove(channel);
        }
        return rings;
    }

    private void happened(AmiMessage event) {
        switch (event.get("Event")) {
            case AmiLink.CONNECTED -> {
                ringing.clear();
                unanswered.clear();
                askWhatIsSo();
                askForMessages();
            }
            case AmiLink.MINUTE -> askForMessages();
            case "UserEvent" -> told(event);
            case "DBGetTreeResponse" -> message(event);
            case "Status" -> talking(event);
            case "OriginateResponse" -> answered(event);
            default -> {}
        }
    }

    /// Nobody answered a telephone that we called: no context of the dialplan ever ran.
    private void answered(AmiMessage event) {
        String action = event.get("ActionID");
        boolean known = unanswered.remove(action);
        String[] about = action.split(ABOUT, -1);
        if (about.length == 4) {
            ringing.remove(channel(about[0], about[1], about[2]));
        }
        if (event.get("Response").equals("Failure") && !known) {
            unanswered(action, event.get("Reason").equals(RANG_ON) ? Answer.UNANSWERED : Answer.UNREACHABLE);
        }
    }

    /// The dialplan tells why, before the response comes.
    private void unanswered(AmiMessage event) {
        String action = event.get("Action");
        unanswered.add(action);
        unanswered(
                action,
                switch (event.get("DialStatus")) {
                    case "BUSY" -> Answer.BUSY;
                    case "NOANSWER" -> Answer.UNANSWERED;
                    default -> event.get("Cause").equals(REJECTED) ? Answer.BUSY : Answer.UNREACHABLE;
                });
    }

    /// What it was about stands in the action's id.
    private void unanswered(String action, Answer answer) {
        String[] about = action.split(ABOUT, -1);
        if (about.length != 4) {
            return;
        }
        Msisdn.parse(about[2]).ifPresent(leg -> {
            switch (about[0]) {
                case "linja-alert" -> reports.alert(about[1], leg, answer);
                case "linja-callback" -> reports.callBack(about[1], leg, answer);
                default -> {}
            }
        });
    }

    private void told(AmiMessage event) {
        if (event.get("UserEvent").equals("LinjaOver")) {
            reports.over(event.get("Call"));
            return;
        }
        if (event.get("UserEvent").equals("LinjaMessage")) {
            askForMessages();
            return;
        }
        if (event.get("UserEvent").equals("LinjaTape")) {
            Tape.named(event.get("Tape"))
                    .ifPresent(tape -> reports.tape(tape, event.get("State").equals("withdrawn")));
            return;
        }
        if (event.get("UserEvent").equals("LinjaUnanswered")) {
            unanswered(event);
            return;
        }
        Optional<Msisdn> leg = Msisdn.parse(event.get("Leg"));
        if (leg.isEmpty()) {
            return;
        }
        switch (event.get("UserEvent")) {
            case "LinjaWhisper" -> reports.pickedUp(event.get("Call"), leg.get());
            case "LinjaLeg" -> reports.hungUp(event.get("Call"), leg.get());
            case "LinjaClaim" ->
                reports.claimed(
                        event.get("Call"),
                        leg.get(),
                        Optional.of(event.variable("LINJA_CASE")).filter(c -> !c.isEmpty()));
            case "LinjaAlert" ->
                answer(event.get("State")).ifPresent(state -> reports.alert(event.get("Case"), leg.get(), state));
            case "LinjaCallback" -> {
                Optional<Answer> state =
                        event.get("State").equals("dialled") ? Optional.of(dialled(event)) : answer(event.get("State"));
                state.ifPresent(one -> reports.callBack(event.get("Case"), leg.get(), one));
            }
            case "LinjaCaseOver" -> {
                if (!event.get("DialStatus").isEmpty()) {
                    reports.callBack(event.get("Case"), leg.get(), dialled(event));
                }
                reports.alert(event.get("Case"), leg.get(), Answer.OVER);
            }
            default -> {}
        }
    }

    private static Answer dialled(AmiMessage event) {
        return event.get("DialStatus").equals("ANSWER") ? Answer.TALKED : Answer.NOT_REACHED;
    }

    private static Optional<Answer> answer(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "accepted" -> Optional.of(Answer.ACCEPTED);
            case "declined" -> Optional.of(Answer.DECLINED);
            case "escalated" -> Optional.of(Answer.ESCALATED);
            case "silent" -> Optional.of(Answer.SILENT);
            case "lost" -> Optional.of(Answer.LOST);
            default -> Optional.empty();
        };
    }

    /// After a login: claims may have been made while nobody listened.
    private void askWhatIsSo() {
        link.ask(
                "Status",
                ids.next(clock.instant()),
                Map.of("Variables", "LINJA_CALL,LINJA_LEG,LINJA_CASE", "AllVariables", "false"));
    }

    /// Messages in the box of which nobody was told yet: AstDB names them, also those of a time when we were away.
    private void askForMessages() {
        link.ask("DBGetTree", ids.next(clock.instant()), Map.of("Family", MESSAGES));
    }

    /// Once it is written down somewhere, the dialplan may forget it. Told twice it is the same.
    private void message(AmiMessage event) {
        String file = event.get("Key").replaceFirst("^/" + MESSAGES + "/", "");
        if (!file.matches("[0-9A-Za-z.-]+")) {
            return;
        }
        reports.message(file);
        link.ask(
                "Originate",
                ids.next(clock.instant()),
                Map.of(
                        "Channel", "Local/told@linja-keep/n",
                        "Context", "linja-keep",
                        "Exten", "kept",
                        "Priority", "1",
                        "Async", "true",
                        "Variable", List.of("__LINJA_NAME=" + file)));
    }

    /// A counsellor's telephone that is joined with somebody has accepted: the dialplan joins it for no other
    /// reason.
    private void talking(AmiMessage channel) {
        Optional<Msisdn> leg = Msisdn.parse(value(channel, "LINJA_LEG"));
        boolean joined =
                !channel.get("BridgeID").isEmpty() && !channel.get("Channel").startsWith("Local/");
        String call = value(channel, "LINJA_CALL");
        String code = value(channel, "LINJA_CASE");
        if (joined && leg.isPresent() && !call.isEmpty() && !code.isEmpty()) {
            reports.claimed(call, leg.get(), Optional.of(code));
        }
    }

    private static String value(AmiMessage channel, String name) {
        return channel.fields().getOrDefault("variable", List.of()).stream()
                .filter(v -> v.startsWith(name + "="))
                .map(v -> v.substring(name.length() + 1))
                .findFirst()
                .orElseGet(() -> channel.variable(name));
    }

    /// Ends what a caller hears: a key is pressed for her that she does not have.
    ///
    /// @param channel hers
    public void wake(String channel) {
        link.ask(
                "PlayDTMF",
                ids.next(clock.instant()),
                Map.of("Channel", channel, "Digit", String.valueOf(AgiLine.WOKEN), "Receive", "true"));
    }

    @Override
    public boolean up() {
        return link.up();
    }

    /// Who is on call has changed: Asterisk is told now.
    public void changed() {
        link.poke();
    }

    @Override
    public void close() {
        link.close();
    }
}
