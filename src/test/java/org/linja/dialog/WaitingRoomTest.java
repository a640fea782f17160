package org.linja.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.linja.contact.Channel;
import org.linja.contact.Msisdn;
import org.linja.dialog.WaitingRoom.Waiting;

class WaitingRoomTest {
    private final WaitingRoom room = new WaitingRoom(5);

    @Test
    void whatIsUrgentIsCalledFirstAndEachInItsOrder() {
        enters("anna says hello", false);
        enters("bora says hello", false);
        enters("cene says sos", true);
        assertThat(called(10)).containsExactly("cene says sos", "anna says hello", "bora says hello");
    }

    @Test
    void ofOneNumberTheNextIsCalledWhenTheOneBeforeIsDone() {
        Waiting first = enters("anna says hello", false);
        enters("anna says sos", true);
        enters("anna says more", false);
        enters("bora says hello", false);
        assertThat(called(10)).containsExactly("anna says hello", "bora says hello");
        room.leave(first);
        assertThat(called(10)).containsExactly("anna says sos");
    }

    @Test
    void noMoreAreCalledThanWanted() {
        enters("anna says hello", false);
        enters("bora says hello", false);
        enters("cene says hello", false);
        assertThat(called(2)).containsExactly("anna says hello", "bora says hello");
        assertThat(called(2)).containsExactly("cene says hello");
    }

    @Test
    void whenAllSeatsAreTakenNobodyIsLetIn() {
        Waiting first = enters("anna says hello", false);
        for (int i = 0; i < 4; i++) {
            enters("anna says hello again", false);
        }
        assertThat(room.enter(waiting("bora says hello", false))).isFalse();
        called(10);
        room.leave(first);
        assertThat(room.enter(waiting("bora says hello", false))).isTrue();
        assertThat(room.taken()).isEqualTo(5);
    }

    @Test
    void whoWaitsWhenTheRoomClosesIsStillCalled() {
        enters("anna says hello", false);
        room.close();
        assertThat(room.enter(waiting("bora says hello", false))).isFalse();
        assertThat(called(10)).containsExactly("anna says hello");
        assertThat(called(10)).isEmpty();
    }

    private Waiting enters(String words, boolean urgent) {
        Waiting one = waiting(words, urgent);
        assertThat(room.enter(one)).isTrue();
        return one;
    }

    private List<String> called(int most) {
        return room.next(most).stream().map(one -> one.inbound().id()).toList();
    }

    private static Waiting waiting(String words, boolean urgent) {
        Msisdn from = new Msisdn("3834400020" + (words.charAt(0) - 'a'));
        Inbound inbound =
                new Inbound(words, "c", Channel.SMS, from, "55111", new Inbound.Body.Text(words, false), Instant.EPOCH);
        return new Waiting(inbound, urgent, false, new CompletableFuture<>());
    }
}
