package org.linja.redis;

import java.nio.file.Path;

/// A JVM of its own that starts an embedded Redis, says its process id, and then waits, or ends when told so.
final class RedisHolder {
    private RedisHolder() {}

    public static void main(String[] args) throws Exception {
        EmbeddedRedis redis = EmbeddedRedis.start(Path.of(args[0])).stopWithJvm();
        try (RedisLink link = RedisLink.connect(redis.uri())) {
            link.run(Script.number("test-count"), new String[] {"{p0}:count"}, new byte[] {'7'});
        }
        System.out.println("redis " + redis.pid());
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        System.exit(0);
    }

    /// Starts it; returns when it holds a Redis in which `{p0}:count` is seven more than before.
    static Running start(Path folder) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RedisHolder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = process.inputReader();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("redis ")) {
                return new Running(
                        process,
                        ProcessHandle.of(Long.parseLong(line.substring(6))).orElseThrow());
            }
        }
        throw new IllegalStateException("the other JVM ended with code " + process.waitFor());
    }

    /// @param jvm the other JVM
    /// @param redis its child
    record Running(Process jvm, ProcessHandle redis) implements AutoCloseable {
        @Override
        public void close() {
            jvm.destroyForcibly();
            redis.destroyForcibly();
        }
    }
}
