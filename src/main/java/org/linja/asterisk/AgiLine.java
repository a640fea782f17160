package org.linja.asterisk;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.AgiHangupException;
import org.asteriskjava.fastagi.AgiNetworkException;
import org.asteriskjava.fastagi.AgiRequest;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.flow.Recording;
import org.linja.staff.Counsellor;
import org.linja.voice.Line;

/// A call on Asterisk, led over FastAGI. The contract with the dialplan is `ivr-scripts/asterisk/README.md`.
///
/// A question is one command: keys that are pressed between two commands are lost. Before each one the dialplan's
/// watchdog is wound up, so that a server that falls silent leaves her to the dialplan.
final class AgiLine implements Line {
    private static final int WATCHDOG = 20;
    private static final int SPARE = 10;
    private static final int RECORDING = 4;
    private static final String PRESSED = "LINJA_PRESSED";

    private final AgiChannel channel;
    private final String id;
    private final Optional<Msisdn> caller;
    private final String leg;
    private final String called;
    private boolean gone;

    /// @param leg how a counsellor's leg is dialled
    AgiLine(AgiRequest request, AgiChannel channel, String leg) {
        this.channel = channel;
        this.leg = leg;
        this.id = Optional.ofNullable(request.getUniqueId()).orElse("");
        this.called = Optional.ofNullable(request.getExtension()).orElse("").replaceFirst("^[+]", "");
        this.caller = Optional.ofNullable(request.getCallerIdNumber()).flatMap(Msisdn::parse);
    }

    private interface Command<T> {
        T run() throws AgiException;
    }

    /// A hang-up is no failure: what is asked of a call that is over has the answer it has.
    private <T> T or(T over, Command<T> command) {
        if (gone) {
            return over;
        }
        try {
            return command.run();
        } catch (AgiHangupException | AgiNetworkException e) {
            gone = true;
            return over;
        } catch (AgiException e) {
            throw new IllegalStateException("Asterisk did not take a command", e);
        }
    }

    /// The first command of every call: Asterisk sees that we live, and she hears us at once.
    @Override
    public void answer() {
        watch(WATCHDOG);
        or(0, () -> channel.exec("Answer", ",i"));
    }

    @Override
    public String called() {
        return called;
    }

    @Override
    public void letsRing(Duration time) {
        watch(time.toSeconds() + SPARE);
        or(0, () -> channel.exec("Ringing"));
        or(0, () -> channel.exec("Wait", Long.toString(time.toSeconds())));
    }

    /// A variable of the channel, or an empty text.
    String variable(String name) {
        return or("", () -> Optional.ofNullable(channel.getVariable(name)).orElse(""));
    }

    /// More calls than we take at once: the dialplan goes on.
    void refuse() {
        set("LINJA_BUSY", "1");
    }

    private void set(String name, String value) {
        or(true, () -> {
            channel.setVariable(name, value);
            return true;
        });
    }

    private void watch(long seconds) {
        set("TIMEOUT(absolute)", Long.toString(Math.max(WATCHDOG, seconds)));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<Msisdn> caller() {
        return caller;
    }

    @Override
    public Pressed ask(List<Recording> recordings, Duration patience) {
        String files = recordings.stream().map(AgiLine::file).collect(Collectors.joining("&"));
        double seconds = Math.max(0.1, patience.toMillis() / 1000.0);
        watch(recordings.size() * RECORDING + patience.toSeconds() + SPARE);
        or(0, () -> channel.exec("Read", "%s,%s,1,,1,%.1f".formatted(PRESSED, files, seconds)));
        String read = or("", () -> channel.getFullVariable("${READSTATUS}:${" + PRESSED + "}"));
        return pressed(Optional.ofNullable(read).orElse(""));
    }

    /// Its file under `sounds`: a dot would begin a format.
    private static String file(Recording recording) {
        return "linja/" + recording.toString().replace('.', '-');
    }

    private Pressed pressed(String read) {
        if (gone || read.startsWith("HANGUP")) {
            gone = true;
            return new Pressed.Gone();
        }
        int colon = read.indexOf(':');
        String keys = read.substring(colon + 1);
        if (read.startsWith("OK")) {
            return new Pressed.Key(keys.isEmpty() ? '#' : keys.charAt(0));
        }
        return keys.isEmpty() ? new Pressed.Silence() : new Pressed.Key(keys.charAt(0));
    }

    @Override
    public Rang ring(Ring ring) {
        set("__LINJA_CASE", ring.code());
        set("__LINJA_URGENCY", ring.urgent() ? "sos" : "call");
        set("__LINJA_LANG", ring.language().map(Language::code).orElse(""));
        String legs = ring.legs().stream()
                .map(Counsellor::number)
                .map(number -> leg.replace("{number}", number.digits()))
                .collect(Collectors.joining("&"));
        String seconds = Long.toString(ring.patience().toSeconds());
        or(true, () -> {
            channel.gosub("linja-step", "s", "1", legs, seconds);
            return true;
        });
        String came = or("", () -> channel.getFullVariable("${DIALSTATUS}:${LINJA_KEY}:${LINJA_WON}"));
        String[] parts = (Optional.ofNullable(came).orElse("") + "::").split(":", -1);
        if (gone) {
            return new Rang.Gone();
        }
        if (!parts[2].isEmpty() || parts[0].equals("ANSWER")) {
            return new Rang.Talked(Msisdn.parse(parts[2]));
        }
        return parts[1].isEmpty()
                ? new Rang.Nobody()
                : new Rang.Left(parts[1].toLowerCase(Locale.ROOT).charAt(0));
    }

    @Override
    public void done() {
        set("LINJA_DONE", "1");
    }
}
