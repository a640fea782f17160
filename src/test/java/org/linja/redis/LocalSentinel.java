package org.linja.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// What a sentinel on the loopback address says of its only primary.
record LocalSentinel(int port) {
    /// The line `master0:…` of INFO, or nothing.
    String master() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write("INFO sentinel\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return said.lines()
                    .filter(line -> line.startsWith("master0:"))
                    .findFirst()
                    .orElse("");
        } catch (IOException notYet) {
            return "";
        }
    }
}
