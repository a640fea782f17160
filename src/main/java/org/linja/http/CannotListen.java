package org.linja.http;

/// The address cannot be bound: another program has it, or it is not of this machine.
public final class CannotListen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListen(String host, int port, Throwable cause) {
        super(
                "cannot listen on " + host + ":" + port
                        + ": the port is taken or the address is not of this machine;"
                        + " stop the program that has it, or set another port",
                cause);
    }
}
