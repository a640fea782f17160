package org.linja.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.linja.contact.Msisdn;
import org.linja.http.Answer;
import org.linja.http.BadRequest;
import org.linja.http.Request;
import org.linja.http.Routes;

/// The telephones of the page: what it asks for, and what it is told.
final class TelephonePage {
    private final TelephoneExchange exchange;
    private final Function<Request, Msisdn> handset;

    /// @param handset which handset of the page a request comes from
    /// @param events tells the pages
    TelephonePage(
            TelephoneExchange exchange,
            Function<Request, Msisdn> handset,
            BiConsumer<String, Map<String, Object>> events) {
        this.exchange = exchange;
        this.handset = handset;
        exchange.onChange((phone, now) -> events.accept("call", Map.of("handset", phone, "call", now.json())));
    }

    void addTo(Routes routes) {
        routes.post("/demo/call", this::call)
                .post("/demo/call/key", this::key)
                .post("/demo/call/heard", this::heard)
                .post("/demo/call/end", this::end)
                .get("/demo/prompt/hold", request -> exchange.shelf().musicFile())
                .get("/demo/prompt/:language/:key", exchange.shelf()::spoken);
    }

    /// What each telephone is doing, by its digits.
    Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        exchange.shown().forEach((phone, now) -> state.put(phone, now.json()));
        return state;
    }

    private Answer call(Request request) {
        exchange.dial(handset.apply(request));
        return Answer.done();
    }

    private Answer key(Request request) {
        String key = request.form("key").orElse("");
        if (!key.matches("[0-9*#]")) {
            throw new BadRequest("the field 'key' has to be one of 0 to 9, * and #");
        }
        exchange.press(handset.apply(request), key.charAt(0));
        return Answer.done();
    }

    private Answer heard(Request request) {
        String number = request.form("number").orElse("");
        if (!number.matches("[0-9]{1,18}")) {
            throw new BadRequest("the field 'number' has to be that of a question");
        }
        exchange.heard(handset.apply(request), Long.parseLong(number));
        return Answer.done();
    }

    private Answer end(Request request) {
        exchange.hangUp(handset.apply(request));
        return Answer.done();
    }
}
