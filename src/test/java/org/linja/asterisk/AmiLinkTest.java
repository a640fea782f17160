package org.linja.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.linja.config.Doc;
import org.linja.config.Problems;
import org.linja.testkit.AmiFake;
import org.linja.testkit.Eventually;

class AmiLinkTest {
    private static AsteriskSettings.Ami to(AmiFake ami) {
        Doc doc = Doc.parse(
                "voice.yaml",
                "{ agi: { token: t }, ami: { port: " + ami.port() + ", secret: a-secret-for-tests } }",
                new Problems());
        return AsteriskSettings.read(doc).orElseThrow().ami();
    }

    @Test
    void whatWasToldBeforeItIsClosedIsDealtWith() throws InterruptedException {
        List<String> dealtWith = new CopyOnWriteArrayList<>();
        CountDownLatch goesOn = new CountDownLatch(1);
        try (AmiFake ami = new AmiFake()) {
            AmiLink link = new AmiLink(to(ami), Pulse.fresh(), InstantSource.system(), Map::of, event -> {
                if (event.get("Event").equals("UserEvent")) {
                    dealtWith.add(event.get("UserEvent"));
                    try {
                        goesOn.await();
                    } catch (InterruptedException e) {
                        dealtWith.add("interrupted");
                    }
                }
            });
            link.start();
            Eventually.holds("the login", link::up);
            for (String one : List.of("first", "second", "third")) {
                ami.says("Event: UserEvent", "UserEvent: " + one);
            }
            assertThat(link.ask("Ping", "after-them", Map.of())).isPresent();
            Eventually.holds("the first", () -> dealtWith.contains("first"));
            Thread closing = Thread.ofVirtual().start(link::close);
            Eventually.holds("the end of the connection", () -> !link.up());
            goesOn.countDown();
            closing.join();
            assertThat(dealtWith).containsExactly("first", "second", "third");
        }
    }
}
