package org.linja.redis;

import io.lettuce.core.RedisCommandExecutionException;
import java.util.Set;
import org.linja.work.Undone;

/// A change or a question did not reach Redis, or its answer did not come back in time.
///
/// Whether a change was made is then unknown: the caller does it again, and every script takes that well. The message
/// names the script or the command, never its arguments.
public class StoreFailed extends RuntimeException {
    private StoreFailed(String message, Throwable cause) {
        super(message, cause);
    }

    StoreFailed(String message) {
        super(message);
    }

    /// What Redis says when it does not begin: its disk or memory is full, it reads its data, it is a replica, or
    /// has too few of them. When a script's first change is refused, the code stands inside the message.
    private static final Set<String> REFUSALS =
            Set.of("LOADING", "MISCONF", "NOREPLICAS", "OOM", "READONLY", "MASTERDOWN", "CLUSTERDOWN");

    /// Redis did not begin.
    private static final class Refused extends StoreFailed implements Undone {
        Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static StoreFailed unanswered(String what, Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            String said = one instanceof RedisCommandExecutionException ? one.getMessage() : null;
            if (said != null
                    && REFUSALS.stream().anyMatch(code -> said.startsWith(code) || said.contains("-" + code))) {
                return new Refused(what + " was refused", cause);
            }
        }
        return new StoreFailed(what + " failed; whether it was done is not known", cause);
    }

    static StoreFailed unreachable(String message, Throwable cause) {
        return new StoreFailed(message, cause);
    }
}
