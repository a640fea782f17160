package org.linja.redis;

import org.linja.contact.Topic;

/// The names of the keys of broadcasts. `docs/ARCHITECTURE.md` says what each holds and how long.
final class BroadcastKeys {
    static final String ALL = Partitions.GLOBAL + ":b:all";
    static final String LIVE = Partitions.GLOBAL + ":b:live";
    static final String HEARD = Partitions.GLOBAL + ":b:heard";
    static final String LISTS = Partitions.GLOBAL + ":b:lists";
    static final String KILLED = Partitions.GLOBAL + ":killed";

    private BroadcastKeys() {}

    static String broadcast(String id) {
        return Partitions.GLOBAL + ":b:" + id;
    }

    static String lease(String id) {
        return Partitions.GLOBAL + ":b:lease:" + id;
    }

    static String topic(int partition, Topic topic) {
        return Partitions.tag(partition) + ":b:t:" + topic.word();
    }

    static String month(int partition, String month) {
        return Partitions.tag(partition) + ":b:m:" + month;
    }

    static String list(int partition, String list) {
        return Partitions.tag(partition) + ":b:list:" + list;
    }

    static String stop(int partition) {
        return Partitions.tag(partition) + ":stop";
    }

    static String run(int partition, String run, char what) {
        return Partitions.tag(partition) + ":b:r:" + run + ":" + what;
    }
}
