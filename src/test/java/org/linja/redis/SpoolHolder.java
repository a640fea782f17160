package org.linja.redis;

import java.nio.file.Path;

/// A JVM of its own that keeps message after message and says the id of each when it is on disk, until it is killed.
final class SpoolHolder {
    private SpoolHolder() {}

    public static void main(String[] args) {
        try (DiskSpool spool = DiskSpool.open(Path.of(args[0]), DiskSpoolTest.seal(1), 1 << 24)) {
            for (int i = 0; ; i++) {
                String id = args[1] + "-" + i;
                spool.keep(DiskSpoolTest.sos(id));
                System.out.println(id);
            }
        }
    }
}
