package org.linja.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.linja.broadcast.Broadcast;
import org.linja.broadcast.BroadcastFile;
import org.linja.broadcast.Broadcasts;
import org.linja.broadcast.Progress;
import org.linja.broadcast.QuietHours;
import org.linja.config.Problems;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.Subscription;
import org.linja.contact.Topic;
import org.linja.simulator.Handset;

/// The awareness team at work on a [Hotline], and the people who asked for its messages: the phones 383 44 000 300 and
/// on, every second one in Albanian, the others in Serbian.
public final class AwarenessTeam {
    /// As few as a broadcast may have, and some.
    public static final int PEOPLE = 24;

    private final Hotline hotline;

    /// At work, see [#comesToWork].
    public AwarenessTeam(Hotline hotline) {
        this.hotline = hotline;
        comesToWork(hotline);
    }

    /// Moves the clock to eleven in the morning of a day on which messages may be sent.
    public static void comesToWork(Hotline hotline) {
        QuietHours hours = hotline.settings().broadcasts().hours();
        Instant morning = hours.next(hotline.now().plus(Duration.ofDays(1))).plus(Duration.ofHours(2));
        hotline.forward(Duration.between(hotline.now(), morning));
    }

    /// What it works with, on the server that runs now.
    public Broadcasts desk() {
        return hotline.server().broadcasts();
    }

    /// The phone of one of those who asked.
    public Handset phone(int i) {
        return hotline.phone(last(i));
    }

    private static String last(int i) {
        return "3%02d".formatted(i);
    }

    /// Has people ask for a topic on paper.
    ///
    /// @param to the first who did not
    public void asked(Topic topic, int from, int to) {
        List<Subscription> list = new ArrayList<>();
        for (int i = from; i < to; i++) {
            list.add(new Subscription(
                    new Msisdn("38344000" + last(i)),
                    topic,
                    Optional.of(i % 2 == 0 ? Language.SQ : Language.SR),
                    "prizren",
                    "",
                    "paper",
                    "form-2026-1",
                    hotline.now().minus(Duration.ofDays(3)),
                    topic.twice() ? Optional.of(hotline.now().minus(Duration.ofDays(2))) : Optional.empty(),
                    hotline.now().minus(Duration.ofDays(3))));
        }
        hotline.server().subscribers().adopt(hotline.server().subscribers().stage(list));
    }

    /// One of the sample drafts, written by drita and approved by elena; its code.
    public String approved(String sample) {
        return approved(sample, 0);
    }

    /// The same, with its own pace in segments a second.
    public String approved(String sample, double pace) {
        Problems problems = new Problems();
        BroadcastFile.Written read = BroadcastFile.read(
                        Path.of("ivr-scripts/awareness", sample + ".yaml"),
                        hotline.settings().municipalities().keys(),
                        List.of(),
                        problems)
                .orElseThrow(() -> new AssertionError(problems.lines()));
        String id = done(desk().draft(
                                new BroadcastFile.Written(
                                        read.name(), read.topic(), read.audience(), read.readers(), read.texts(), pace),
                                "drita"))
                .id();
        done(desk().submit(id, "drita"));
        done(desk().approve(id, "elena"));
        return id;
    }

    /// Sends it on its way now.
    public void starts(String id) {
        done(desk().start(id, "drita", Optional.empty()));
    }

    /// What was done; fails with the reason when it was not.
    public static Broadcast done(Broadcasts.Done done) {
        return switch (done) {
            case Broadcasts.Done.Yes yes -> yes.broadcast();
            case Broadcasts.Done.No no -> throw new AssertionError(no.why());
        };
    }

    /// The broadcast as it stands.
    public Broadcast find(String id) {
        return desk().find(id).orElseThrow();
    }

    /// How far it is.
    public Progress progress(String id) {
        return desk().progress(find(id));
    }

    /// Waits until it is in that state.
    public void await(String id, Broadcast.State state) {
        Hotline.await(id + " to be " + state, () -> find(id).state() == state);
    }

    /// The numbers that messages went to, one for each segment the network took, oldest first.
    public List<String> sentTo() {
        return hotline.smsc().submitted().stream()
                .map(message -> message.destination().digits())
                .toList();
    }
}
