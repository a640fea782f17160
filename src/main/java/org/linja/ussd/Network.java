package org.linja.ussd;

import java.net.InetAddress;
import java.util.Optional;

/// A range of addresses, as `203.0.113.0/24`, `2001:db8::/32`, or a single address (RFC 4632, RFC 4291).
record Network(InetAddress address, int prefix) {

    /// @return empty when it is no such range; names of hosts are none
    static Optional<Network> parse(String written) {
        int slash = written.indexOf('/');
        Optional<InetAddress> address = literal(slash < 0 ? written : written.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int most = address.get().getAddress().length * 8;
        if (slash < 0) {
            return Optional.of(new Network(address.get(), most));
        }
        String bits = written.substring(slash + 1);
        if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > most) {
            return Optional.empty();
        }
        return Optional.of(new Network(address.get(), Integer.parseInt(bits)));
    }

    /// An address, never a name: nothing is looked up. IPv4 within IPv6 (`::ffff:…`) is IPv4.
    static Optional<InetAddress> literal(String written) {
        try {
            return Optional.of(InetAddress.ofLiteral(written));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether an address lies within.
    boolean holds(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
