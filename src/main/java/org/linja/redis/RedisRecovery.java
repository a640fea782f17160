package org.linja.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.linja.contact.Fingerprint;
import org.linja.dialog.Inbound;
import org.linja.dialog.Recovery;

/// What the spool kept, put into the inbox: each message at most once, however often it is handed over.
public final class RedisRecovery implements Recovery {
    private static final Script<Boolean> PUT_BACK = Script.yes("spool_put_back");

    /// Longer than any file of the spool outlives its replay: a crash between the two is followed by a start.
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final RedisLink link;
    private final Partitions partitions;
    private final Fingerprints fingerprints;
    private final Codec codec;

    /// Over one link, one vault.
    public RedisRecovery(RedisLink link, Partitions partitions, Fingerprints fingerprints, Seal seal) {
        this.link = link;
        this.partitions = partitions;
        this.fingerprints = fingerprints;
        this.codec = new Codec(seal);
    }

    @Override
    public void putBack(List<Inbound> kept) {
        List<CompletionStage<Boolean>> answers = new ArrayList<>();
        for (Inbound inbound : kept) {
            Fingerprint hers = fingerprints.of(inbound.from());
            int partition = partitions.of(hers);
            answers.add(link.eval(
                    PUT_BACK,
                    new String[] {
                        Keys.inbound(partition),
                        Keys.inboundQueue(partition, true),
                        Keys.putBack(partition, inbound.id()),
                        Keys.pseudonym(partition, hers.text())
                    },
                    Keys.bytes(inbound.id()),
                    codec.write(inbound),
                    Keys.bytes(inbound.at()),
                    Keys.bytes(REMEMBERED.toSeconds()),
                    Keys.bytes(Partitions.tag(partition))));
        }
        answers.forEach(answer -> link.await("putting back what the spool kept", answer));
    }
}
