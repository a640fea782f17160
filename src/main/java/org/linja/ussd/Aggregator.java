package org.linja.ussd;

import java.util.Optional;
import org.linja.contact.Msisdn;
import org.linja.dialog.UssdEvent;
import org.linja.text.PageLimit;

/// Somebody who brings us USSD sessions over HTTP.
///
/// @param name as it is called everywhere: in keys, logs and reports
/// @param dialect how it speaks
/// @param path where it finds us, starting with `/`
/// @param guard how we know that it is it
/// @param code what people dial to reach us there, as `*123#`; empty when each request tells
/// @param limit how much fits on its pages
public record Aggregator(String name, Dialect dialect, String path, Guard guard, String code, PageLimit limit) {

    /// A session of it.
    ///
    /// @param dialled the code that the request names
    UssdEvent.Session session(String id, Msisdn from, Optional<String> dialled) {
        return new UssdEvent.Session(name, id, from, dialled.map(Dialled::code).orElse(code), limit);
    }

    @Override
    public String toString() {
        return "Aggregator[" + name + "]";
    }
}
