package org.linja.simulator;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.linja.text.Gsm7;

/// USSD sessions of the simulated network: one per handset at a time. It keeps to the session rules: a page for a
/// session that has ended is refused.
final class UssdNetwork {
    private static final int SERVICE_OP = 0x0501;
    private static final int SESSION_INFO = 0x1383;
    private static final int REFERENCE = 0x0204;
    private static final int LONGEST = 160;
    private static final int SEPTETS = 182;

    private final Radio radio;
    private final Map<String, Call> calls = new HashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<BiConsumer<String, Screen>> listeners = new CopyOnWriteArrayList<>();
    private volatile UssdStyle style = UssdStyle.STANDARD;

    UssdNetwork(Radio radio) {
        this.radio = radio;
    }

    private record Call(int number, String code, String destination, AtomicInteger step) {
        /// Session number; 7 bits of sequence, and 0: not the end (SMPP 3.4 §5.3.2.43).
        byte[] sessionInfo() {
            return new byte[] {(byte) number, (byte) (step.getAndIncrement() << 1)};
        }
    }

    void style(UssdStyle style) {
        this.style = style;
    }

    void onScreen(BiConsumer<String, Screen> listener) {
        listeners.add(listener);
    }

    /// The handset dials; what it had open before ends.
    CompletableFuture<Void> dial(String handset, String dialled) {
        UssdStyle how = style;
        String code = how.codeInDestination() ? code(dialled) : dialled;
        String text = how.codeInDestination() ? behind(dialled) : dialled;
        String destination = how.codeInDestination() ? code : digits(code);
        Call call = new Call(numbers.updateAndGet(n -> n % 255 + 1), code, destination, new AtomicInteger());
        synchronized (calls) {
            calls.put(handset, call);
        }
        return deliver(handset, call, how.begin(), text);
    }

    /// The handset answers a page; also one that is closed, as a late network does.
    CompletableFuture<Void> answer(String handset, String words) {
        return call(handset)
                .map(call -> deliver(handset, call, style.reply(), words))
                .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException("nothing was dialled")));
    }

    /// The handset hangs up, or the network gives up waiting.
    CompletableFuture<Void> end(String handset, boolean timeout) {
        Optional<Call> call = call(handset);
        synchronized (calls) {
            calls.remove(handset);
        }
        return call.map(open -> deliver(handset, open, timeout ? style.timeout() : style.abort(), ""))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private Optional<Call> call(String handset) {
        synchronized (calls) {
            return Optional.ofNullable(calls.get(handset));
        }
    }

    private CompletableFuture<Void> deliver(String handset, Call call, int op, String text) {
        boolean gsm = Gsm7.fits(text);
        byte[] content = gsm ? Gsm7.encode(text) : text.getBytes(StandardCharsets.UTF_16BE);
        Map<Integer, byte[]> parameters = new HashMap<>();
        parameters.put(SERVICE_OP, new byte[] {(byte) op});
        switch (style.session()) {
            case ITS_SESSION_INFO -> parameters.put(SESSION_INFO, call.sessionInfo());
            case USER_MESSAGE_REFERENCE -> parameters.put(REFERENCE, new byte[] {0, (byte) call.number()});
            case NOTHING -> {}
        }
        ShortMessage message = new ShortMessage(
                style.serviceType(),
                new ShortMessage.Address(1, 1, handset),
                new ShortMessage.Address(0, 0, call.destination()),
                0,
                0,
                0,
                "",
                "",
                0,
                0,
                gsm ? 0 : 8,
                content,
                parameters);
        return radio.send(handset, List.of(message));
    }

    /// Whether a message of an ESME is a USSD page.
    static boolean takes(ShortMessage message) {
        return message.parameters().containsKey(SERVICE_OP);
    }

    /// Shows a page.
    ///
    /// @throws Octets.Refused when there is no such session any more, or the page is too long
    void show(ShortMessage message) throws Octets.Refused {
        String handset = message.destination().digits();
        Optional<Call> call = call(handset);
        if (call.isEmpty() || !sameSession(message, call.get())) {
            throw new Octets.Refused(Status.RX_P_APPN);
        }
        Coding coding = Coding.of(message.dataCoding());
        int length = message.content().length;
        if (length > (coding == Coding.GSM7 ? SEPTETS : LONGEST)) {
            throw new Octets.Refused(Status.RINVMSGLEN);
        }
        byte[] op = message.parameters().getOrDefault(SERVICE_OP, new byte[1]);
        int value = op[0] & 0xff;
        if (value != style.menu() && value != style.end()) {
            throw new Octets.Refused(Status.RX_P_APPN);
        }
        byte[] info = message.parameters().getOrDefault(SESSION_INFO, new byte[2]);
        boolean last = style.closesByMark() ? (info[1] & 1) != 0 : value == style.end();
        if (last) {
            synchronized (calls) {
                calls.remove(handset, call.get());
            }
        }
        Screen screen = new Screen(coding.decode(message.content()), coding, length, last);
        listeners.forEach(listener -> listener.accept(handset, screen));
    }

    private boolean sameSession(ShortMessage message, Call call) {
        return switch (style.session()) {
            case ITS_SESSION_INFO -> {
                byte[] info = message.parameters().getOrDefault(SESSION_INFO, new byte[0]);
                yield info.length == 2 && (info[0] & 0xff) == call.number();
            }
            case USER_MESSAGE_REFERENCE -> {
                byte[] reference = message.parameters().getOrDefault(REFERENCE, new byte[0]);
                yield reference.length == 2 && (reference[1] & 0xff) == call.number();
            }
            case NOTHING -> true;
        };
    }

    /// `*123#` of `*123*1#`.
    private static String code(String dialled) {
        int next = dialled.indexOf('*', 1);
        return next < 0 ? dialled : dialled.substring(0, next) + "#";
    }

    private static String behind(String dialled) {
        int next = dialled.indexOf('*', 1);
        return next < 0 ? "" : dialled.substring(next + 1, dialled.length() - 1);
    }

    private static String digits(String code) {
        int next = code.indexOf('*', 1);
        return (next < 0 ? code : code.substring(0, next)).replaceAll("[^0-9]", "");
    }
}
