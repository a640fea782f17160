import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/// Hands one text for many numbers to Kannel's `sendsms`, over HTTP connections that are kept open, each a request at a
/// time. Prints one line of JSON: how many were accepted, and how many a second.
///
///     java SendSms.java 13013 50000 20 FIRST-NUMBER
class SendSms {
    static final String TEXT = "Lani duart me sapun 20 sekonda, mbuloni kollen dhe ajrosni dhomen."
            + " Keshtu mbroni familjen nga gripi dhe COVID. Per te ndalur: STOP.";

    static final AtomicInteger next = new AtomicInteger();
    static final AtomicInteger accepted = new AtomicInteger();
    static final AtomicInteger refused = new AtomicInteger();

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        int connections = Integer.parseInt(arguments[2]);
        long first = Long.parseLong(arguments[3]);
        long start = System.nanoTime();
        Thread[] threads = new Thread[connections];
        for (int i = 0; i < connections; i++) {
            threads[i] = Thread.ofPlatform().start(() -> send(port, count, first));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "{\"accepted\":%d,\"refused\":%d,\"s\":%.3f,\"per_s\":%.0f}%n",
                accepted.get(),
                refused.get(),
                seconds,
                accepted.get() / seconds);
    }

    static void send(int port, int count, long first) {
        String text = URLEncoder.encode(TEXT, StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                String request = "GET /cgi-bin/sendsms?username=bench&password=bench&to=" + (first + i) + "&text=" + text
                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n";
                out.write(request.getBytes(StandardCharsets.US_ASCII));
                (answered(in) ? accepted : refused).incrementAndGet();
            }
        } catch (IOException e) {
            refused.incrementAndGet();
            System.err.println("SendSms: a connection ended: " + e);
        }
    }

    /// Reads one answer.
    ///
    /// @return whether it was 202 Accepted
    static boolean answered(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String head = line(in); !head.isEmpty(); head = line(in)) {
            if (head.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(head.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        return status.contains(" 202 ");
    }

    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = in.read();
        while (octet != '\n') {
            if (octet < 0) {
                throw new IOException("closed");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
            octet = in.read();
        }
        return line.toString();
    }
}
