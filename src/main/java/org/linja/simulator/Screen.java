package org.linja.simulator;

/// A USSD page on a handset. Its [#toString] hides the text.
///
/// @param text decoded
/// @param coding how it travelled
/// @param octets how long it was on the wire, unpacked
/// @param last whether the session has ended with it
public record Screen(String text, Coding coding, int octets, boolean last) {
    @Override
    public String toString() {
        return "Screen[" + octets + " octets, " + coding + (last ? ", last]" : "]");
    }
}
