package org.linja.http;

import java.util.ArrayList;
import java.util.List;

/// The routes a room wants to serve. The room fills it, the [Server] mounts it: no room knows the server.
///
/// A path is `/a/b`; a part that starts with a colon (`/case/:code`) stands for any one part and is read with
/// [Request#parameter]. Every GET route answers HEAD as well.
public final class Routes {
    private final List<Route> routes = new ArrayList<>();

    record Route(String method, String path, Target target) {}

    sealed interface Target {
        record Call(Endpoint endpoint) implements Target {}

        record Stream(EventStream stream) implements Target {}
    }

    /// Answers GET (and HEAD) on the path.
    public Routes get(String path, Endpoint endpoint) {
        return add("GET", path, new Target.Call(endpoint));
    }

    /// Answers POST on the path.
    public Routes post(String path, Endpoint endpoint) {
        return add("POST", path, new Target.Call(endpoint));
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
