package org.linja.contact;

/// How a message travels.
public enum Channel {
    SMS,
    USSD,
    VOICE
}
