package org.linja.simulator;

import java.time.Duration;

/// How patient the SMSC is (SMPP 3.4 §7.2).
///
/// @param sessionInit how long a connection may stay without bind
/// @param enquireLink how long it may be quiet before it is asked whether it is still there
/// @param response how long a response may take
/// @param retry how long to wait before a message the ESME could not take is sent again
public record Timers(Duration sessionInit, Duration enquireLink, Duration response, Duration retry) {
    /// What SMSCs commonly have.
    public static final Timers COMMON =
            new Timers(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(1));
}
