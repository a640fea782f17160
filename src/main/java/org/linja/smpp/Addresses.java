package org.linja.smpp;

import org.linja.contact.Msisdn;

/// Addresses with their type of number and numbering plan (SMPP 3.4 §5.2.5, §5.2.6).
///
/// @param ton type of number
/// @param npi numbering plan
/// @param value what stands in the PDU
record Addresses(int ton, int npi, String value) {
    private static final int INTERNATIONAL = 1;
    private static final int ALPHANUMERIC = 5;
    private static final int ISDN = 1;
    private static final int SHORTEST_INTERNATIONAL = 8;

    /// Where a message comes from: its own sender, or the carrier's default.
    static Addresses source(String from, Carrier.Source fallback) {
        String written = from.isBlank() ? fallback.address() : from.strip();
        Addresses usual = of(written);
        return written.equals(fallback.address())
                ? new Addresses(fallback.ton(), fallback.npi(), usual.value())
                : usual;
    }

    /// Names are alphanumeric, long numbers international, short codes of no type.
    static Addresses of(String written) {
        String value = written.startsWith("+") ? written.substring(1) : written;
        int ton = ton(value);
        return new Addresses(ton, ton == ALPHANUMERIC || value.isEmpty() ? 0 : ISDN, value);
    }

    /// Where a message goes.
    static Addresses destination(Msisdn to) {
        return of(to.digits());
    }

    private static int ton(String value) {
        if (!number(value)) {
            return value.isEmpty() ? 0 : ALPHANUMERIC;
        }
        return value.length() >= SHORTEST_INTERNATIONAL ? INTERNATIONAL : 0;
    }

    /// Whether it is digits only, perhaps after a plus sign.
    static boolean number(String value) {
        int start = value.startsWith("+") ? 1 : 0;
        for (int i = start; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return value.length() > start;
    }

    /// Whether a name has only characters that every network carries. `@` for one is 0 in GSM 03.38 and would
    /// end the field.
    static boolean plainName(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!letter && " ._-&".indexOf(c) < 0) {
                return false;
            }
        }
        return !value.isEmpty();
    }

    @Override
    public String toString() {
        return "Addresses[" + ton + ", " + npi + "]";
    }
}
