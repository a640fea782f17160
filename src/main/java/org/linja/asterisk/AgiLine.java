package org.linja.asterisk;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
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
import org.linja.tapes.Tape;
import org.linja.voice.Line;

/// A call on Asterisk, led over FastAGI. The contract with the dialplan is `ivr-scripts/asterisk/README.md`.
///
/// The dialplan's watchdog is wound up before each recording and each wait for a key, always for the same short time:
/// wherever a server falls silent, she is with the dialplan within [#WATCHDOG]. So a question is one command for each
/// of its recordings. A key that ends between two commands is lost; that gap is one round trip on a local line.
final class AgiLine implements Line {
    /// Longer than the longest recording (`./linja prompts check` holds that), shorter than the 12 seconds after
    /// which every caller must be on her way to a person.
    static final Duration WATCHDOG = Duration.ofSeconds(11);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);
    private static final Duration GAP = Duration.ofMillis(50);
    private static final Duration LAST_GAP = Duration.ofMillis(100);
    private static final String PRESSED = "LINJA_PRESSED";

    /// A key that no telephone has: it ends what she hears.
    static final char WOKEN = 'A';

    private final AgiChannel channel;
    private final String id;
    private final Optional<Msisdn> caller;
    private final String leg;
    private final Pulse pulse;
    private final Runnable waker;
    private final String called;
    private boolean gone;
    private boolean woken;
    private volatile boolean wakes;

    /// @param leg how a counsellor's leg is dialled
    /// @param waker has [#WOKEN] pressed for her
    /// @param pulse by which the dialplan sees that we live while telephones ring
    AgiLine(AgiRequest request, AgiChannel channel, String leg, Pulse pulse, Consumer<String> waker) {
        this.channel = channel;
        this.leg = leg;
        this.pulse = pulse;
        String hers = Optional.ofNullable(request.getChannel()).orElse("");
        this.waker = () -> waker.accept(hers);
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
        watch();
        or(0, () -> channel.exec("Answer", ",i"));
    }

    @Override
    public String called() {
        return called;
    }

    @Override
    public void letsRing(Duration time) {
        or(0, () -> channel.exec("Ringing"));
        for (long left = time.toSeconds(); left > 0; left -= LONGEST_WAIT.toSeconds()) {
            String piece = Long.toString(Math.min(left, LONGEST_WAIT.toSeconds()));
            watch();
            or(0, () -> channel.exec("Wait", piece));
        }
    }

    /// A variable of the channel, or an empty text.
    String variable(String name) {
        return or("", () -> Optional.ofNullable(channel.getVariable(name)).orElse(""));
    }

    /// More calls than we take at once: the dialplan goes on.
    void refuse() {
        set("LINJA_BUSY", "1");
    }

    /// A test call was heard by a person.
    void heard() {
        set("LINJA_HEARD", "1");
    }

    private void set(String name, String value) {
        or(true, () -> {
            channel.setVariable(name, value);
            return true;
        });
    }

    private void watch() {
        set("TIMEOUT(absolute)", Long.toString(WATCHDOG.toSeconds()));
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
        woken = false;
        Pressed pressed = new Pressed.Silence();
        for (int i = 0; i < recordings.size() && !woken && pressed instanceof Pressed.Silence; i++) {
            boolean last = i == recordings.size() - 1 && patience.isZero();
            pressed = read(file(recordings.get(i)), last ? LAST_GAP : GAP);
        }
        Duration left = patience;
        while (left.isPositive() && !woken && pressed instanceof Pressed.Silence) {
            Duration piece = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
            pressed = read("", piece);
            left = left.minus(piece);
        }
        wakes = false;
        // What her key leads to may take a moment, which is not to be taken from what the recording has left over.
        watch();
        return pressed;
    }

    /// One command: plays it, and waits for a key. [#WOKEN] that was meant for an earlier question changes nothing.
    private Pressed read(String file, Duration patience) {
        String seconds = String.format(Locale.ROOT, "%.2f", patience.toMillis() / 1000.0);
        while (true) {
            watch();
            or(0, () -> channel.exec("Read", PRESSED + "," + file + ",1,,1," + seconds));
            String read = or("", () -> channel.getFullVariable("${READSTATUS}:${" + PRESSED + "}"));
            Pressed pressed = pressed(Optional.ofNullable(read).orElse(""));
            if (!woken || wakes) {
                return pressed;
            }
            woken = false;
        }
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
        if (keys.startsWith(String.valueOf(WOKEN))) {
            woken = true;
            return new Pressed.Silence();
        }
        if (read.startsWith("OK")) {
            return new Pressed.Key(keys.isEmpty() ? '#' : keys.charAt(0));
        }
        return keys.isEmpty() ? new Pressed.Silence() : new Pressed.Key(keys.charAt(0));
    }

    @Override
    public void wake() {
        wakes = true;
        waker.run();
    }

    @Override
    public boolean records() {
        String set = or("", () -> channel.getFullVariable("${LINJA_RECORDINGS}:${LINJA_RECORDINGS_REFERENCE}"));
        return Optional.ofNullable(set).orElse("").matches("yes:.+");
    }

    @Override
    public Rang ring(Ring ring) {
        set("__LINJA_LIFE", pulse.watched());
        set("__LINJA_CASE", ring.code());
        set("__LINJA_URGENCY", ring.urgent() ? "sos" : "call");
        set("__LINJA_LANG", ring.language().map(Language::code).orElse(""));
        set("__LINJA_TAPE", ring.tape().map(Tape::name).orElse(""));
        String legs = ring.legs().stream()
                .map(Counsellor::number)
                .map(number -> leg.replace("{number}", number.digits()))
                .collect(Collectors.joining("&"));
        String seconds = Long.toString(ring.patience().toSeconds());
        or(true, () -> {
            channel.gosub("linja-step", "s", "1", legs, seconds);
            return true;
        });
        String came = or(
                "",
                () -> channel.getFullVariable(
                        "${DIALSTATUS}:${LINJA_KEY}:${LINJA_WON}:${LINJA_UNTAPED}:${ANSWEREDTIME}"));
        String[] parts = (Optional.ofNullable(came).orElse("") + "::::").split(":", -1);
        if (gone) {
            return new Rang.Gone();
        }
        if (!parts[2].isEmpty() || parts[0].equals("ANSWER")) {
            return new Rang.Talked(Msisdn.parse(parts[2]), seconds(parts[4]), parts[3].equals("1"));
        }
        return parts[1].isEmpty()
                ? new Rang.Nobody()
                : new Rang.Left(parts[1].toLowerCase(Locale.ROOT).charAt(0));
    }

    private static Duration seconds(String written) {
        return Duration.ofSeconds(written.matches("[0-9]{1,9}") ? Long.parseLong(written) : 0);
    }

    @Override
    public void waitsAgain() {
        set("DIALSTATUS", "");
    }

    @Override
    public void done() {
        set("LINJA_DONE", "1");
    }
}
