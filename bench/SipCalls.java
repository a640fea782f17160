import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calls a real Asterisk over SIP and RTP, one call after another: how long from the answer to the first sound of a
/// prompt, and from the key 0 to the INVITE at a counsellor's telephone, which is busy.
///
/// java SipCalls.java SIP_PORT LINE CALLS COUNSELLOR...
public final class SipCalls {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static int asterisk;

    public static void main(String[] args) throws Exception {
        asterisk = Integer.parseInt(args[0]);
        int calls = Integer.parseInt(args[2]);
        List<Double> prompt = new ArrayList<>();
        List<Double> ringing = new ArrayList<>();
        int failed = 0;
        try (DatagramSocket phone = new DatagramSocket(0, LOOPBACK)) {
            phone.setSoTimeout(15_000);
            for (String number : Arrays.asList(args).subList(3, args.length)) {
                register(phone, number);
            }
            for (int i = 0; i < calls; i++) {
                try (DatagramSocket sip = new DatagramSocket(0, LOOPBACK);
                        DatagramSocket rtp = new DatagramSocket(0, LOOPBACK)) {
                    sip.setSoTimeout(15_000);
                    rtp.setSoTimeout(15_000);
                    new Call(sip, rtp, phone, args[1], 38344000200L + i).run(prompt, ringing);
                } catch (IOException e) {
                    failed++;
                }
            }
        }
        System.out.printf(
                "{\"calls\":%d,\"failed\":%d,\"answer_to_prompt_ms\":{\"p50\":%.0f,\"p95\":%.0f},"
                        + "\"key_to_ringing_ms\":{\"p50\":%.0f,\"p95\":%.0f}}%n",
                calls, failed, at(prompt, 0.5), at(prompt, 0.95), at(ringing, 0.5), at(ringing, 0.95));
    }

    private static double at(List<Double> all, double share) {
        double[] sorted = all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? 1e9 : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    private static void register(DatagramSocket phone, String number) throws IOException {
        String me = "<sip:" + number + "@127.0.0.1:" + phone.getLocalPort() + ">";
        send(phone, "REGISTER sip:127.0.0.1 SIP/2.0\r\n" + via(phone) + "From: <sip:" + number + "@127.0.0.1>;tag=r\r\nTo: <sip:"
                + number + "@127.0.0.1>\r\nCall-ID: r" + number + phone.getLocalPort() + "\r\nCSeq: 1 REGISTER\r\nContact: " + me
                + "\r\nExpires: 600\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n");
        if (!next(phone).startsWith("SIP/2.0 200")) {
            throw new IOException("a telephone was not registered");
        }
    }

    private static String via(DatagramSocket socket) {
        return "Via: SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";rport;branch=z9hG4bK" + System.nanoTime() + "\r\n";
    }

    private static void send(DatagramSocket socket, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, asterisk));
    }

    private static String next(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[8192], 8192);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private static String header(String message, String name) throws IOException {
        Matcher line = Pattern.compile("(?im)^" + name + ": *([^\r\n]*)").matcher(message);
        if (!line.find()) {
            throw new IOException("no " + name);
        }
        return line.group(1);
    }

    private record Call(DatagramSocket sip, DatagramSocket rtp, DatagramSocket phone, String line, long her) {

        void run(List<Double> prompt, List<Double> ringing) throws IOException, InterruptedException {
            String sdp = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + rtp.getLocalPort()
                    + " RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\n"
                    + "a=ptime:20\r\na=sendrecv\r\n";
            String to = "<sip:" + line + "@127.0.0.1>";
            send(sip, request("INVITE", "sip:" + line + "@127.0.0.1:" + asterisk, to, 1, sdp));
            String answer = next(sip);
            while (!answer.startsWith("SIP/2.0 2")) {
                if (answer.matches("(?s)SIP/2\\.0 [3-6].*")) {
                    throw new IOException("the call was refused");
                }
                answer = next(sip);
            }
            long answered = System.nanoTime();
            String target = header(answer, "Contact").replaceAll(".*<|>.*", "");
            to = header(answer, "To");
            send(sip, request("ACK", target, to, 1, ""));
            Matcher media = Pattern.compile("m=audio (\\d+)").matcher(answer);
            if (!media.find()) {
                throw new IOException("no media");
            }
            rtp.receive(new DatagramPacket(new byte[2048], 2048));
            prompt.add((System.nanoTime() - answered) / 1e6);
            Thread.sleep(500);
            press(Integer.parseInt(media.group(1)));
            long pressed = System.nanoTime();
            ringing.add((invited(pressed) - pressed) / 1e6);
            send(sip, request("BYE", target, to, 2, ""));
            next(sip);
            quiet();
        }

        /// The first telephone that rings; each of them is busy.
        private long invited(long since) throws IOException {
            while (true) {
                String came = next(phone);
                if (came.startsWith("INVITE")) {
                    long now = System.nanoTime();
                    busy(came);
                    return now;
                }
            }
        }

        private void busy(String invite) throws IOException {
            StringBuilder vias = new StringBuilder();
            Matcher all = Pattern.compile("(?im)^Via: *([^\r\n]*)").matcher(invite);
            while (all.find()) {
                vias.append("Via: ").append(all.group(1)).append("\r\n");
            }
            send(phone, "SIP/2.0 486 Busy Here\r\n" + vias + "From: " + header(invite, "From") + "\r\nTo: " + header(invite, "To")
                    + ";tag=b\r\nCall-ID: " + header(invite, "Call-ID") + "\r\nCSeq: " + header(invite, "CSeq")
                    + "\r\nContent-Length: 0\r\n\r\n");
        }

        /// Until no telephone rings for this call any more.
        private void quiet() throws IOException {
            phone.setSoTimeout(1_500);
            try {
                while (true) {
                    String came = next(phone);
                    if (came.startsWith("INVITE")) {
                        busy(came);
                    }
                }
            } catch (SocketTimeoutException silent) {
                phone.setSoTimeout(15_000);
            }
        }

        private String request(String method, String uri, String to, int number, String body) {
            return method + " " + uri + " SIP/2.0\r\n" + via(sip) + "From: <sip:" + her + "@127.0.0.1>;tag=c\r\nTo: " + to
                    + "\r\nCall-ID: c" + her + "-" + sip.getLocalPort() + "\r\nCSeq: " + number + " " + method + "\r\nContact: <sip:" + her
                    + "@127.0.0.1:" + sip.getLocalPort() + ">\r\nMax-Forwards: 70\r\n"
                    + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        }

        /// Key 0 for 100 ms (RFC 4733).
        private void press(int port) throws IOException, InterruptedException {
            for (int i = 0; i < 8; i++) {
                ByteBuffer packet = ByteBuffer.allocate(16);
                packet.put((byte) 0x80).put((byte) (i == 0 ? 0x80 | 101 : 101)).putShort((short) (100 + i)).putInt(16_000).putInt(7);
                packet.put((byte) 0).put((byte) (i < 5 ? 10 : 0x80 | 10)).putShort((short) (160 * Math.min(i + 1, 5)));
                rtp.send(new DatagramPacket(packet.array(), 16, LOOPBACK, port));
                Thread.sleep(20);
            }
        }
    }
}
