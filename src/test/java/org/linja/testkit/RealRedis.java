package org.linja.testkit;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.linja.redis.EmbeddedRedis;
import org.linja.redis.RedisLink;

/// One real embedded Redis for all tests of a JVM, empty at the start of each test.
///
/// `@ExtendWith(RealRedis.class)`, then a parameter of type [RedisLink] (shared by all tests) or [EmbeddedRedis].
public final class RealRedis implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(RealRedis.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        shared(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        shared(context).flush();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Processes.awaitUp(shared(context).redis);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == RedisLink.class || type == EmbeddedRedis.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = shared(context);
        return parameter.getParameter().getType() == RedisLink.class ? shared.link : shared.redis;
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot().getStore(SHARED).computeIfAbsent(Shared.class, none -> new Shared(), Shared.class);
    }

    private static final class Shared implements AutoCloseable {
        private final Path folder;
        private final EmbeddedRedis redis;
        private final RedisLink link;
        private final RedisClient janitor;

        Shared() {
            try {
                folder = Files.createTempDirectory("linja-redis");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            redis = EmbeddedRedis.start(folder).stopWithJvm();
            link = RedisLink.connect(redis.uri());
            janitor = RedisClient.create(redis.uri());
        }

        /// Key by key, for the server has no command that removes all.
        void flush() {
            try (var connection = janitor.connect()) {
                ScanCursor cursor = ScanCursor.INITIAL;
                while (!cursor.isFinished()) {
                    KeyScanCursor<String> found = connection.sync().scan(cursor, ScanArgs.Builder.limit(1000));
                    if (!found.getKeys().isEmpty()) {
                        connection.sync().unlink(found.getKeys().toArray(String[]::new));
                    }
                    cursor = found;
                }
            }
        }

        @Override
        public void close() {
            janitor.shutdown();
            link.close();
            redis.close();
            Processes.removeFolder(folder);
        }
    }
}
