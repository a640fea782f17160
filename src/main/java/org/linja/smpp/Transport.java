package org.linja.smpp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/// How the line to a carrier is protected.
public interface Transport {
    /// Not at all: for a line inside a VPN, or on this machine.
    Transport PLAIN = (wire, host, port, patience) -> wire;

    /// The socket to speak through on a connection that has just been made.
    ///
    /// @throws IOException when the other side is not who it should be, or does not answer in time
    Socket over(Socket wire, String host, int port, Duration patience) throws IOException;
}
