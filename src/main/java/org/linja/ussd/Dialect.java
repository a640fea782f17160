package org.linja.ussd;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.linja.dialog.UssdEvent;
import org.linja.dialog.UssdPage;
import org.linja.http.Answer;
import org.linja.http.BadRequest;
import org.linja.http.Request;

/// How one provider tells what happens in a session, and how it wants to be answered. Knows no state: what is not in
/// the request comes from [Heard].
interface Dialect {

    /// A request it sends, below the aggregator's path.
    ///
    /// @param method `GET` or `POST`
    /// @param path empty, or starting with `/`
    record Way(String method, String path) {}

    /// What a request says.
    sealed interface Told {
        /// Something happened in a session.
        ///
        /// @param page how her next page is told
        /// @param noted what is said when there is no page, because the session is over
        record Happened(UssdEvent event, Function<UssdPage, Answer> page, Answer noted) implements Told {}

        /// All inputs of a session so far, which do not say whether it is new.
        ///
        /// @param inputs with `*` between them, not empty
        record Inputs(UssdEvent.Session session, String inputs, Function<UssdPage, Answer> page) implements Told {}

        /// The provider asks whether a session is open.
        ///
        /// @param which whether a session is meant: the request names neither number nor code
        record Asked(Predicate<UssdEvent.Session> which, Function<Boolean, Answer> answer) implements Told {}
    }

    /// The requests it sends.
    List<Way> ways();

    /// Reads one. Pure.
    ///
    /// @throws BadRequest when something is missing or cannot be read
    Told read(Request request, Aggregator at);

    /// How a request that cannot be read is refused.
    default Answer refused(BadRequest why) {
        return Answer.problem(400, why.what());
    }
}
