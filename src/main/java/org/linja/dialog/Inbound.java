package org.linja.dialog;

import java.time.Instant;
import org.linja.contact.Channel;
import org.linja.contact.Msisdn;

/// One message from a phone (MO), joined from its segments. Its [#toString] shows neither number nor text.
///
/// @param id ours, random; the same inbound keeps it when it is done again after a crash
/// @param carrier the carrier's name in the configuration
/// @param channel how it came
/// @param from who wrote
/// @param to which of our numbers she wrote to: the answer leaves from it (R03)
/// @param body what she wrote
/// @param at when its last segment arrived
/// @param confirmed whether she was told already that it has arrived, while the store was away
public record Inbound(
        String id, String carrier, Channel channel, Msisdn from, String to, Body body, Instant at, boolean confirmed) {

    /// A message that nobody has answered yet.
    public Inbound(String id, String carrier, Channel channel, Msisdn from, String to, Body body, Instant at) {
        this(id, carrier, channel, from, to, body, at, false);
    }

    /// The same, its arrival told to her already.
    public Inbound asConfirmed() {
        return new Inbound(id, carrier, channel, from, to, body, at, true);
    }

    /// What came: words, or bytes that no table could read.
    public sealed interface Body {
        /// @param text decoded; `partial` when segments were still missing when the time ran out
        record Text(String text, boolean partial) implements Body {
            @Override
            public String toString() {
                return "Text[" + text.length() + " characters]";
            }
        }

        /// @param bytes as they came, without the user data header
        /// @param dataCoding the octet that should have said how to read them (SMPP 3.4 §5.2.19)
        record Undecodable(byte[] bytes, int dataCoding) implements Body {
            @Override
            public String toString() {
                return "Undecodable[" + bytes.length + " bytes]";
            }
        }
    }

    @Override
    public String toString() {
        return "Inbound[" + id + ", " + carrier + "]";
    }
}
