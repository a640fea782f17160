package org.linja.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The routes a room wants to serve. The room fills it, the [Server] mounts it: no room knows the server.
///
/// A path is `/a/b`; a part that starts with a colon (`/case/:code`) stands for any one part and is read with
/// [Request#parameter]. Every GET route answers HEAD as well.
public final class Routes {
    private final List<Route> routes = new ArrayList<>();
    private final Crowd crowd;

    record Route(String method, String path, Target target) {}

    /// What happens to a request for which there is no room. Both are asked on an event loop and only compute.
    public interface Crowd {
        /// Whether it must not wait behind others: it may then take one of the slots kept for such.
        boolean urgent(Request request);

        /// What it is told when there is no room all the same.
        Answer turnedAway(Request request);
    }

    /// Routes whose callers are told 503 when there is no room, and to come again in a second.
    public Routes() {
        this(new Crowd() {
            @Override
            public boolean urgent(Request request) {
                return false;
            }

            @Override
            public Answer turnedAway(Request request) {
                return Answer.busy(Duration.ofSeconds(1));
            }
        });
    }

    /// Routes with their own way of turning away.
    public Routes(Crowd crowd) {
        this.crowd = crowd;
    }

    sealed interface Target {
        record Call(Endpoint endpoint, Crowd crowd) implements Target {}

        record Stream(EventStream stream) implements Target {}
    }

    /// Answers GET (and HEAD) on the path.
    public Routes get(String path, Endpoint endpoint) {
        return add("GET", path, new Target.Call(endpoint, crowd));
    }

    /// Answers POST on the path.
    public Routes post(String path, Endpoint endpoint) {
        return add("POST", path, new Target.Call(endpoint, crowd));
    }

    /// Serves a file that lies beside a class; it is read now, once.
    ///
    /// @throws IllegalArgumentException as [Answer#resource]
    public Routes resource(String path, Class<?> near, String file) {
        Answer answer = Answer.resource(near, file);
        return get(path, request -> answer);
    }

    /// Lets clients listen to the stream on the path.
    public Routes events(String path, EventStream stream) {
        return add("GET", path, new Target.Stream(stream));
    }

    List<Route> all() {
        return List.copyOf(routes);
    }

    private Routes add(String method, String path, Target target) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(path + ": a path starts with /");
        }
        routes.add(new Route(method, path, target));
        return this;
    }
}
