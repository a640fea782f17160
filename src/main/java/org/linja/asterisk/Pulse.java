package org.linja.asterisk;

import java.security.SecureRandom;
import java.util.HexFormat;

/// This run of the server, as Asterisk feels it while telephones ring: a name of its own, so that a server that was
/// restarted is not taken for the one before, and whether Asterisk can be told that it lives.
public final class Pulse {
    private static final String VARIABLE = "LINJA_ALIVE_";
    private static final int OCTETS = 4;

    private final String name;
    private volatile boolean felt;

    private Pulse(String name) {
        this.name = name;
    }

    /// That of a server that has just started.
    public static Pulse fresh() {
        byte[] octets = new byte[OCTETS];
        new SecureRandom().nextBytes(octets);
        return new Pulse(HexFormat.of().formatHex(octets));
    }

    /// The global variable that changes as long as this server lives.
    String variable() {
        return VARIABLE + name;
    }

    void felt(boolean now) {
        felt = now;
    }

    /// What a call is told before telephones ring for it: the dialplan watches over that server. Empty while
    /// Asterisk cannot be told that we live: then it could not tell a server that is gone from one that is only cut
    /// off.
    String watched() {
        return felt ? name : "";
    }
}
