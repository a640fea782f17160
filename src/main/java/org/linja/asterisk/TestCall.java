package org.linja.asterisk;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.linja.staff.Counsellor;

/// One call to a telephone of the staff, to see that it can be reached and that somebody hears it: made by a command
/// beside a running server, which asks for the key.
public final class TestCall {
    private static final Duration RINGS = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private TestCall() {}

    /// What came of it.
    public enum Result {
        /// A person heard it and pressed 1.
        HEARD,
        /// Something answered, and no key was pressed: a voicemail perhaps, or no server was there to ask.
        NO_KEY,
        /// It was busy, rang in vain, or could not be reached.
        NOT_ANSWERED
    }

    /// Rings her, and waits for the end of the call.
    ///
    /// @throws IOException when Asterisk's manager interface cannot be reached, or refuses
    public static Result make(AsteriskSettings settings, Counsellor who) throws IOException, InterruptedException {
        LinkedBlockingQueue<AmiMessage> events = new LinkedBlockingQueue<>();
        String name = "test-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
        try (AmiConnection ami = AmiConnection.open(settings.ami(), events::add)) {
            AmiMessage said = ami.ask("Originate", name, call(settings, who, name));
            if (!said.success()) {
                throw new IOException("the manager interface refused to call");
            }
            long end = System.nanoTime() + LONGEST.toNanos();
            while (System.nanoTime() - end < 0 && !ami.ended().isDone()) {
                AmiMessage event = events.poll(1, TimeUnit.SECONDS);
                if (event == null) {
                    ami.ask("Ping", Map.of());
                } else if (event.get("ActionID").equals(name)
                        && event.get("Response").equals("Failure")) {
                    return Result.NOT_ANSWERED;
                } else if (event.get("UserEvent").equals("LinjaCaseOver")
                        && event.get("Case").equals(name)) {
                    return event.get("Heard").equals("1") ? Result.HEARD : Result.NO_KEY;
                }
            }
        }
        throw new IOException("nothing was told of the call any more");
    }

    private static Map<String, Object> call(AsteriskSettings settings, Counsellor who, String name) {
        String number = who.number().digits();
        Map<String, Object> fields = new HashMap<>(Map.of(
                "Channel", settings.out().replace("{number}", number),
                "Context", "linja-staff",
                "Exten", "s",
                "Priority", "1",
                "Async", "true",
                "Timeout", Long.toString(RINGS.toMillis()),
                "ChannelId", name));
        if (!settings.line().isEmpty()) {
            fields.put("CallerID", "<" + settings.line() + ">");
        }
        fields.put(
                "Variable",
                new ArrayList<>(List.of(
                        "__LINJA_CASE=" + name,
                        "__LINJA_LEG=" + number,
                        "__LINJA_LINE=" + settings.line(),
                        "LINJA_TOPIC=test")));
        return fields;
    }
}
