import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A telephone of the bench: SIP over UDP and RTP on loopback, as much of both as one call at a time needs. It answers
/// a BYE or CANCEL by itself; all else is asked of it.
final class SipPhone implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final AtomicLong NAMES = new AtomicLong(System.currentTimeMillis() * 1000);
    private static final Pattern SIP = Pattern.compile("SIP/2\\.0 |[A-Z]+ [^ \r\n]+ SIP/2\\.0\r\n");
    private static final int PACKET = 160;

    private final int asterisk;
    private final String number;
    private final DatagramSocket sip;
    private final DatagramSocket rtp;
    private final DatagramSocket rtcp;
    private final LinkedBlockingQueue<String> responses = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> offered = new LinkedBlockingQueue<>();
    private volatile Dialog dialog = new Dialog("", "", "", "");
    private volatile CountDownLatch over = new CountDownLatch(0);
    private volatile CountDownLatch acked = new CountDownLatch(0);
    private volatile int media;
    private volatile boolean busy;
    private volatile int twice;
    private volatile String invite = "";
    private volatile String reason = "";
    private volatile String ack = "";
    private int sequence = 1000;
    private int sent;
    private int strays;

    /// Who is called, and as whom, by the words of the dialog.
    private record Dialog(String target, String from, String to, String callId) {}

    SipPhone(int asterisk, String number) throws IOException {
        this.asterisk = asterisk;
        this.number = number;
        sip = new DatagramSocket(0, LOOPBACK);
        Media free = Media.free();
        rtp = free.rtp();
        rtcp = free.rtcp();
        Thread.ofVirtual().start(this::listen);
    }

    /// Two neighbouring ports, the first of them even (RFC 3550 §11). Asterisk sends its reports on the sound
    /// (RTCP) to the second; were it not ours, they would reach whichever telephone has that port for its SIP.
    private record Media(DatagramSocket rtp, DatagramSocket rtcp) {
        static Media free() throws IOException {
            while (true) {
                DatagramSocket rtp = new DatagramSocket(0, LOOPBACK);
                try {
                    if (rtp.getLocalPort() % 2 == 0) {
                        return new Media(rtp, new DatagramSocket(rtp.getLocalPort() + 1, LOOPBACK));
                    }
                } catch (BindException taken) {
                    // Two others, then.
                }
                rtp.close();
            }
        }
    }

    private void listen() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[8192], 8192);
                sip.receive(packet);
                String message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (SIP.matcher(message).lookingAt()) {
                    heard(message);
                } else if (strays++ == 0) {
                    System.err.println("a telephone was sent something that is no SIP, by port " + packet.getPort());
                }
            }
        } catch (IOException closed) {
            over.countDown();
        }
    }

    private void heard(String message) throws IOException {
        if (message.startsWith("SIP/2.0 200") && header(message, "CSeq").contains("INVITE") && !ack.isEmpty()) {
            send(ack);
        } else if (message.startsWith("SIP/2.0")) {
            responses.add(message);
        } else if (message.startsWith("INVITE")) {
            if (busy && !callId(message).equals(callId(invite))) {
                twice++;
            }
            offered.add(message);
        } else if (message.startsWith("ACK")) {
            acked.countDown();
        } else if (message.startsWith("CANCEL")) {
            send(reply(message, "200 OK", ""));
            cancelled(callId(message));
        } else {
            send(reply(message, "200 OK", ""));
            if (message.startsWith("BYE") && callId(message).equals(dialog.callId())) {
                reason = message.contains("\nReason:") ? header(message, "Reason") : "no reason";
                busy = false;
                over.countDown();
            }
        }
    }

    /// Of the call that rings, or of one that nobody has looked at yet.
    private void cancelled(String call) throws IOException {
        if (callId(invite).equals(call)) {
            send(reply(invite, "487 Request Terminated", ""));
            over.countDown();
            busy = false;
            return;
        }
        String other = offered.stream().filter(one -> callId(one).equals(call)).findFirst().orElse("");
        if (offered.removeIf(one -> callId(one).equals(call))) {
            send(reply(other, "487 Request Terminated", ""));
        }
    }

    private void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sip.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, asterisk));
    }

    private String response(String wanted) throws IOException, InterruptedException {
        String came = responses.poll(20, TimeUnit.SECONDS);
        while (came != null && !came.matches("(?s)SIP/2\\.0 " + wanted + ".*")) {
            if (came.matches("(?s)SIP/2\\.0 [3-6].*")) {
                throw new IOException("refused");
            }
            came = responses.poll(20, TimeUnit.SECONDS);
        }
        if (came == null) {
            throw new SocketTimeoutException("no answer");
        }
        return came;
    }

    private static String header(String message, String name) throws IOException {
        Matcher line = Pattern.compile("(?im)^" + name + ": *([^\r\n]*)").matcher(message);
        if (!line.find()) {
            throw new IOException("no " + name);
        }
        return line.group(1);
    }

    private static int media(String message) throws IOException {
        Matcher media = Pattern.compile("m=audio (\\d+)").matcher(message);
        if (!media.find()) {
            throw new IOException("no media");
        }
        return Integer.parseInt(media.group(1));
    }

    private String reply(String request, String status, String body) throws IOException {
        StringBuilder vias = new StringBuilder();
        Matcher all = Pattern.compile("(?im)^Via: *([^\r\n]*)").matcher(request);
        while (all.find()) {
            vias.append("Via: ").append(all.group(1)).append("\r\n");
        }
        String to = header(request, "To");
        return "SIP/2.0 " + status + "\r\n" + vias + "From: " + header(request, "From") + "\r\nTo: " + to
                + (to.contains("tag=") ? "" : ";tag=p" + sip.getLocalPort()) + "\r\nCall-ID: " + header(request, "Call-ID")
                + "\r\nCSeq: " + header(request, "CSeq") + "\r\nContact: <" + uri(number, sip.getLocalPort()) + ">\r\n" + with(body);
    }

    private static String with(String body) {
        return (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String uri(String number, int port) {
        return "sip:" + number + "@127.0.0.1:" + port;
    }

    private String request(String method, int order, String body) {
        Dialog now = dialog;
        return method + " " + now.target() + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + sip.getLocalPort() + ";rport;branch=z9hG4bK"
                + (method.equals("CANCEL") ? now.callId() + "1" : now.callId() + (method.equals("INVITE") ? "1" : NAMES.incrementAndGet()))
                + "\r\nFrom: " + now.from() + "\r\nTo: " + now.to() + "\r\nCall-ID: " + now.callId() + "\r\nCSeq: " + order + " " + method
                + "\r\nContact: <" + uri(number, sip.getLocalPort()) + ">\r\nMax-Forwards: 70\r\n" + with(body);
    }

    private String sdp() {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + rtp.getLocalPort()
                + " RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\n"
                + "a=ptime:20\r\na=sendrecv\r\n";
    }

    /// Says that this number is here.
    void register() throws IOException, InterruptedException {
        String me = "<sip:" + number + "@127.0.0.1>";
        dialog = new Dialog("sip:127.0.0.1", me + ";tag=r" + NAMES.incrementAndGet(), me, "r" + number + NAMES.incrementAndGet());
        send(request("REGISTER", 1, "").replace("Max-Forwards", "Expires: 3600\r\nMax-Forwards"));
        response("200");
    }

    /// Calls, without waiting for anything.
    void dials(String line) throws IOException {
        responses.clear();
        ack = "";
        over = new CountDownLatch(1);
        dialog = new Dialog(
                uri(line, asterisk), "<sip:" + number + "@127.0.0.1>;tag=c" + NAMES.incrementAndGet(), "<sip:" + line + "@127.0.0.1>",
                "c" + number + "x" + NAMES.incrementAndGet());
        send(request("INVITE", 1, sdp()));
    }

    /// Waits until the call is answered.
    void isAnswered() throws IOException, InterruptedException {
        accepts(response("2"));
    }

    private void accepts(String answer) throws IOException {
        media = media(answer);
        dialog = new Dialog(header(answer, "Contact").replaceAll(".*<|>.*", ""), dialog.from(), header(answer, "To"), dialog.callId());
        ack = request("ACK", 1, "");
        send(ack);
    }

    /// Gives up before it is answered; if it has been answered meanwhile, hangs up.
    void cancels() throws IOException, InterruptedException {
        send(request("CANCEL", 1, ""));
        String came = responses.poll(20, TimeUnit.SECONDS);
        while (came != null && !came.matches("(?s)SIP/2\\.0 (487|200).*CSeq: *1 INVITE.*")) {
            came = responses.poll(20, TimeUnit.SECONDS);
        }
        if (came == null) {
            throw new SocketTimeoutException("no end");
        }
        if (came.startsWith("SIP/2.0 200")) {
            accepts(came);
            hangsUp();
            return;
        }
        String to = dialog.to();
        dialog = new Dialog(dialog.target(), dialog.from(), header(came, "To"), dialog.callId());
        send(request("ACK", 1, "").replaceFirst("branch=z9hG4bK[^\r]*", "branch=z9hG4bK" + dialog.callId() + "1"));
        dialog = new Dialog(dialog.target(), dialog.from(), to, dialog.callId());
        over.countDown();
    }

    /// Ends the call, unless the other side has.
    void hangsUp() throws IOException, InterruptedException {
        if (over.getCount() == 0) {
            return;
        }
        busy = false;
        responses.clear();
        send(request("BYE", ++sequence, ""));
        String came = responses.poll(5, TimeUnit.SECONDS);
        if (came == null && over.getCount() > 0) {
            throw new SocketTimeoutException("no answer to BYE");
        }
        over.countDown();
    }

    /// Waits for the other side to end the call.
    boolean isOver(long millis) throws InterruptedException {
        return over.await(millis, TimeUnit.MILLISECONDS);
    }

    /// Why the other side has ended the call, in its words (RFC 3326); empty when it has not.
    String reason() {
        return reason;
    }

    /// Waits to be called.
    ///
    /// @return whether somebody does
    boolean isRung(long millis) throws InterruptedException {
        String came = offered.poll(millis, TimeUnit.MILLISECONDS);
        if (came == null || callId(came).equals(callId(invite))) {
            return false;
        }
        invite = came;
        busy = true;
        over = new CountDownLatch(1);
        return true;
    }

    /// How often somebody else called while it was in a call.
    int rungTwice() {
        return twice;
    }

    private static String callId(String message) {
        try {
            return header(message, "Call-ID");
        } catch (IOException none) {
            return "";
        }
    }

    void rings() throws IOException {
        send(reply(invite, "180 Ringing", ""));
    }

    void refuses(String status) throws IOException {
        busy = false;
        send(reply(invite, status, ""));
        over.countDown();
    }

    /// Picks up.
    ///
    /// @return false when the caller was gone before
    boolean picksUp() throws IOException, InterruptedException {
        media = media(invite);
        acked = new CountDownLatch(1);
        String to = header(invite, "To");
        dialog = new Dialog(
                header(invite, "Contact").replaceAll(".*<|>.*", ""), to + (to.contains("tag=") ? "" : ";tag=p" + sip.getLocalPort()),
                header(invite, "From"), callId(invite));
        send(reply(invite, "200 OK", sdp()));
        return acked.await(3, TimeUnit.SECONDS) && over.getCount() > 0;
    }

    /// Waits for the first sound.
    void hearsSomething() throws IOException {
        rtp.setSoTimeout(15_000);
        rtp.receive(new DatagramPacket(new byte[2048], 2048));
    }

    /// One packet of sound, all of it that octet.
    void says(int octet) throws IOException {
        byte[] packet = new byte[12 + PACKET];
        java.util.Arrays.fill(packet, (byte) octet);
        ByteBuffer.wrap(packet).put((byte) 0x80).put((byte) 8).putShort((short) ++sent).putInt(sent * PACKET).putInt(sip.getLocalPort());
        rtp.send(new DatagramPacket(packet, packet.length, LOOPBACK, media));
    }

    /// Listens for a voice that says nothing but one octet.
    ///
    /// @return which; -1 when none came in time
    int hears(long millis) throws IOException {
        forgets();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end && over.getCount() > 0) {
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            rtp.setSoTimeout(200);
            try {
                rtp.receive(packet);
            } catch (SocketTimeoutException silent) {
                continue;
            }
            byte[] data = packet.getData();
            boolean one = packet.getLength() == 12 + PACKET && (data[1] & 0x7f) == 8;
            for (int i = 13; one && i < 12 + PACKET; i++) {
                one = data[i] == data[12];
            }
            // Silence is one octet, too: 85 or 213.
            if (one && (data[12] & 0xff) > 85 && (data[12] & 0xff) < 200) {
                return data[12] & 0xff;
            }
        }
        return -1;
    }

    /// What was said before is of no interest.
    private void forgets() throws IOException {
        rtp.setSoTimeout(1);
        try {
            while (true) {
                rtp.receive(new DatagramPacket(new byte[2048], 2048));
            }
        } catch (SocketTimeoutException nothingLeft) {
            return;
        }
    }

    /// A key for 100 ms (RFC 4733).
    void presses(char key) throws IOException, InterruptedException {
        int event = "0123456789*#".indexOf(key);
        int begun = sent * PACKET + PACKET;
        for (int i = 0; i < 8; i++) {
            ByteBuffer packet = ByteBuffer.allocate(16);
            packet.put((byte) 0x80).put((byte) (i == 0 ? 0x80 | 101 : 101)).putShort((short) ++sent).putInt(begun).putInt(sip.getLocalPort());
            packet.put((byte) event).put((byte) (i < 5 ? 10 : 0x80 | 10)).putShort((short) (PACKET * Math.min(i + 1, 5)));
            rtp.send(new DatagramPacket(packet.array(), 16, LOOPBACK, media));
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        sip.close();
        rtp.close();
        rtcp.close();
    }
}
