package org.linja;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseKind;
import org.linja.cases.CaseState;
import org.linja.contact.Msisdn;
import org.linja.staff.AuditLine;
import org.linja.staff.AuditLine.Act;
import org.linja.testkit.AgiCaller;
import org.linja.testkit.Hotline;

/// What happens to people who call, told with the Asterisk side of FastAGI: the whole server and a real Redis. On call
/// are Arta (101; sq, en), Bojana (102; sr, en) and Cela (103; rom, sq, sr).
class CallStoryTest {
    private static final String TOKEN = "a-token-for-tests";

    private Hotline hotline;

    @BeforeEach
    void open() {
        hotline = Hotline.open(settings -> settings.by(Voices.withAgi(TOKEN)));
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    private AgiCaller calls(String lastThree) {
        return calls("38344000" + lastThree, TOKEN);
    }

    private AgiCaller calls(String number, String token) {
        int port = hotline.server().voice().orElseThrow().agi().orElseThrow().port();
        return AgiCaller.calls(port, token, number);
    }

    private AgiCaller inAlbanian(String lastThree) {
        return calls(lastThree).hears("sq/press.1").presses("1").hears("sq/main");
    }

    @Test
    void sheHearsEachLanguageInItselfAndThenTheMenuInHers() {
        AgiCaller anna = calls("201");
        anna.hears(
                        "sq/label.sq",
                        "sq/press.1",
                        "sr/label.sr",
                        "sr/press.2",
                        "rom/label.rom",
                        "rom/press.3",
                        "en/label.en")
                .presses("2");
        anna.hears("sr/main", "sr/label.health-home", "sr/press.1", "sr/label.psychosocial", "sr/press.2");
        assertThat(anna.commands().getFirst())
                .as("the watchdog is wound up first")
                .contains("TIMEOUT(absolute)");
        anna.hangsUp();
    }

    @Test
    void whereverTheServerFallsSilentTheDialplanHasHerWithinTwelveSeconds() {
        AgiCaller anna = inAlbanian("201")
                .presses("0")
                .hears("sq/voice.connecting")
                .isSilent()
                .isRungFor("101");
        anna.talkedWith("101")
                .hears("sq/voice.again")
                .isSilent()
                .hears("sq/goodbye")
                .isSilent();
        assertThat(anna.endsDone()).isTrue();
        List<String> commands = anna.commands();
        List<String> wound =
                commands.stream().filter(c -> c.contains("TIMEOUT(absolute)")).toList();
        assertThat(wound).hasSizeGreaterThan(20).allMatch(c -> c.contains("\"11\""));
        for (int i = 0; i < commands.size(); i++) {
            if (commands.get(i).contains("\"Read\"")) {
                assertThat(commands.get(i - 1)).as("before " + commands.get(i)).contains("TIMEOUT(absolute)");
                assertThat(commands.get(i)).as("one recording in one command").doesNotContain("&");
            }
        }
    }

    @Test
    void aKeyInTheMiddleOfAQuestionIsTheAnswerAndTheRestIsNotHeard() {
        AgiCaller anna = calls("201")
                .hears("sq/press.1")
                .interrupts("sq/label.legal-aid")
                .presses("1");
        AgiCaller.Open menu = anna.next();
        assertThat(menu.what())
                .startsWith("sq/main")
                .endsWith("sq/label-legal-aid")
                .doesNotContain("sq/press-3");
        anna.presses("9").hears("sq/sos.received").hangsUp();
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.SOS);
    }

    @Test
    void nineIsAnSosAndACounsellorWhoSpeaksHerLanguageIsRung() {
        AgiCaller anna = inAlbanian("201").presses("9").hears("sq/sos.received").isSilent();
        anna.isRungFor("101");
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.SOS);
        assertThat(anna.variable("LINJA_URGENCY")).isEqualTo("sos");
        assertThat(anna.variable("LINJA_CASE")).isEqualTo(hotline.theCase().code());
        anna.talkedWith("101")
                .hears("sq/voice.again")
                .isSilent()
                .hears("sq/goodbye")
                .isSilent();
        assertThat(anna.endsDone()).isTrue();
        assertThat(hotline.theCase().holder()).contains("arta");
    }

    @Test
    void whoeverHangsUpInTheMiddleOfAnSosStillHasACaseAndTheLadderStartsAtOnce() {
        inAlbanian("201").presses("9").hears("sq/sos.received").hangsUp();
        String code = hotline.theCase().code();
        hotline.phone("101").gets("SOS " + code + " SQ").texts("1").gets(code, "e mbylli telefonin");
    }

    @Test
    void anSosThatNobodyTakesIsAlertedByTextBesidesTheRinging() {
        AgiCaller anna = inAlbanian("201")
                .presses("9")
                .hears("sq/sos.received")
                .isSilent()
                .isRungFor("101");
        hotline.forward(Duration.ofSeconds(46));
        hotline.phone("101").gets("SOS");
        anna.hangsUp();
    }

    @Test
    void busySilentUnreachableOrDeclinedTheNextOneIsRungRoundAfterRound() {
        AgiCaller anna =
                inAlbanian("201").presses("0").hears("sq/voice.connecting").isSilent();
        anna.isRungFor("101").nobodyAnswers("BUSY").hears("sq/voice.wait-keys").isSilent();
        anna.isRungFor("103").nobodyAnswers("NOANSWER");
        anna.isRungFor("102").nobodyAnswers("CHANUNAVAIL");
        anna.isRungFor("101").talkedWith("101").hears("sq/voice.again");
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.CALL);
        assertThat(hotline.theCase().state()).isEqualTo(CaseState.ACCEPTED);
        anna.hangsUp();
    }

    /// Without us, whoever has talked is only asked; whoever waits has telephones rung for her.
    @Test
    void whoeverWantsSomebodyAgainIsNoLongerOneWhoHasTalked() {
        AgiCaller anna =
                inAlbanian("201").presses("0").hears("sq/voice.connecting").isSilent();
        anna.isRungFor("101").talkedWith("101").hears("sq/voice.again");
        assertThat(anna.variable("DIALSTATUS")).isEqualTo("ANSWER");
        anna.presses("1").isRungFor("103");
        assertThat(anna.variable("DIALSTATUS")).isEmpty();
        anna.hangsUp();
    }

    /// Whoever is cut off after a few words, with the telephone at her ear, is not left with a goodbye.
    @Test
    void afterATalkOfAFewSecondsSheIsPutThroughAgainWithoutAKey() {
        Duration brief = Duration.ofSeconds(4);
        AgiCaller anna = inAlbanian("201").presses("9").hears("sq/sos.received").isSilent();
        anna.isRungFor("101")
                .talkedWith("101", brief)
                .hears("sq/voice.again")
                .isSilent()
                .hears("sq/voice.connecting")
                .isSilent();
        assertThat(anna.variable("DIALSTATUS")).as("she is one who waits").isEmpty();
        anna.isRungFor("103")
                .talkedWith("103", brief)
                .hears("sq/voice.again")
                .isSilent()
                .hears("sq/voice.connecting")
                .isSilent();
        anna.isRungFor("102")
                .talkedWith("102", brief)
                .hears("sq/voice.again")
                .isSilent()
                .hears("sq/goodbye")
                .isSilent();
        assertThat(anna.endsDone()).isTrue();
    }

    /// The key by which music is ended comes late: it must not end the question whether she wants somebody again.
    @Test
    void whatWakesHerFromTheMusicEndsNothingElse() {
        AgiCaller anna =
                inAlbanian("201").presses("0").hears("sq/voice.connecting").isSilent();
        anna.isRungFor("101").talkedWith("101").hears("sq/voice.again").presses("A");
        assertThat(anna.next().what()).as("she is still waited for").isEmpty();
        anna.presses("1").isRungFor("103").hangsUp();
    }

    @Test
    void threeTimesNoKeyIsAHumanAndSoAreThreeKeysThatThereAreNot() {
        AgiCaller silent = calls("201");
        silent.hears("sq/press.1")
                .isSilent()
                .hears("sq/press.1")
                .isSilent()
                .hears("sq/press.1")
                .isSilent();
        silent.hears("sq/voice.connecting").isSilent().isRungFor("101").hangsUp();

        AgiCaller invalid = inAlbanian("202").presses("1").hears("sq/municipality");
        invalid.presses("*").hears("sq/main");
        AgiCaller other = calls("203")
                .hears("sq/press.1")
                .presses("7")
                .hears("sq/press.1")
                .presses("8");
        other.hears("sq/press.1").presses("6").hears("sq/voice.connecting");
        invalid.hangsUp();
        other.hangsUp();
    }

    @Test
    void aKeyThatThereIsNotIsToldAndTheQuestionComesAgainButSilenceIsOnlyAsked() {
        AgiCaller anna = inAlbanian("201")
                .presses("5")
                .hears("sq/municipality")
                .presses("1")
                .hears("sq/service.mobile-clinic", "sq/offer");
        anna.presses("7").hears("sq/wrong-input", "sq/offer").isSilent();
        AgiCaller.Open again = anna.next();
        assertThat(again.what()).contains("sq/offer").doesNotContain("sq/wrong-input");
        anna.hangsUp();
    }

    @Test
    void hashEndsTheCallWithANeutralWordAndNothingIsWritten() {
        AgiCaller anna = inAlbanian("201").presses("#");
        assertThat(anna.next().what()).containsExactly("sq/goodbye");
        anna.isSilent();
        assertThat(anna.endsDone()).isTrue();
        assertThat(hotline.server().ledger().openCases(10)).isEmpty();
    }

    @Test
    void whileSheWaitsTwoIsACallBackWithHerConsentAndHashLeaves() {
        AgiCaller anna = inAlbanian("201")
                .presses("0")
                .hears("sq/voice.connecting")
                .isSilent()
                .isRungFor("101");
        anna.leavesMusicBy("2")
                .hears("sq/consent")
                .presses("1")
                .hears("sq/safe-time")
                .presses("2");
        anna.hears("sq/sms-ok").presses("2").hears("sq/if-other").presses("2");
        anna.hears("sq/redial").presses("1").hears("sq/will-call").isSilent();
        assertThat(anna.endsDone()).isTrue();
        assertThat(hotline.theCase().fields())
                .containsEntry("safe-time", "morning")
                .containsEntry("sms-ok", "no");
        assertThat(hotline.theCase().kind()).isEqualTo(CaseKind.CALLBACK);

        AgiCaller bora = inAlbanian("202")
                .presses("0")
                .hears("sq/voice.connecting")
                .isSilent()
                .isRungFor("101");
        bora.leavesMusicBy("#").hears("sq/goodbye").isSilent();
        assertThat(bora.endsDone()).isTrue();
    }

    @Test
    void aWithheldNumberIsHelpedLikeAnyOther() {
        AgiCaller anna = calls("anonymous", TOKEN).hears("sq/press.1").presses("9");
        anna.hears("sq/sos.received").isSilent().isRungFor("101").leavesMusicBy("2");
        anna.hears("sq/voice.no-number")
                .isSilent()
                .isRungFor("102")
                .talkedWith("102")
                .hears("sq/voice.again");
        assertThat(hotline.theCase().holder()).contains("bojana");
        anna.hangsUp();
    }

    @Test
    void aClaimToldByTheDialplanIsTheCasesClaimWhileTheyStillTalk() {
        AgiCaller anna = inAlbanian("201")
                .presses("9")
                .hears("sq/sos.received")
                .isSilent()
                .isRungFor("101");
        hotline.server()
                .voice()
                .orElseThrow()
                .calls()
                .claims()
                .took(anna.id(), new Msisdn("38344000101"), java.util.Optional.empty(), hotline.now());
        assertThat(hotline.theCase().holder()).contains("arta");
        assertThat(hotline.server().counsel().audit().newest(1).lines())
                .singleElement()
                .returns(Act.ACCEPTED, AuditLine::act)
                .returns("arta", AuditLine::who);
        assertThat(hotline.server().ledger().entries(hotline.theCase().id()))
                .extracting(CaseEntry::what)
                .containsSubsequence(What.OPENED, What.CALLED, What.ACCEPTED);
        hotline.forward(Duration.ofMinutes(3));
        hotline.phone("101").getsNothing(Duration.ofMillis(700));
        anna.hangsUp();
    }

    @Test
    void oneCounsellorIsRungForOneCallerAndAnSosGoesBeforeWhoCameFirst() {
        List<AgiCaller> first = List.of(calls("211"), calls("212"), calls("213"));
        for (AgiCaller one : first) {
            one.hears("sq/press.1").presses("0").hears("sq/voice.connecting").isSilent();
            assertThat(one.next().ringing()).isTrue();
        }
        AgiCaller calm = calls("214")
                .hears("sq/press.1")
                .presses("0")
                .hears("sq/voice.connecting")
                .isSilent();
        calm.hears("sq/position.1", "hold");
        AgiCaller urgent = calls("215")
                .hears("sq/press.1")
                .presses("9")
                .hears("sq/sos.received")
                .isSilent();
        urgent.hears("sq/position.1", "hold");
        first.get(1).hangsUp();
        Hotline.await(
                "a free counsellor",
                () -> hotline.server().voice().orElseThrow().waiting() == 4);
        calm.isSilent().hears("sq/position.2", "hold");
        urgent.isSilent().isRungFor("102");
        first.forEach(AgiCaller::hangsUp);
        calm.hangsUp();
        urgent.hangsUp();
    }

    @Test
    void whoCallsWhileAllCounsellorsTalkWaitsAndIsNotSentAway() {
        List<String> counsellors = List.of("101", "102", "103");
        List<AgiCaller> talking = new java.util.ArrayList<>();
        for (String lastThree : counsellors) {
            AgiCaller one = calls("21" + talking.size());
            one.hears("sq/press.1").presses("0").hears("sq/voice.connecting").isSilent();
            assertThat(one.next().ringing()).isTrue();
            hotline.server()
                    .voice()
                    .orElseThrow()
                    .calls()
                    .claims()
                    .took(one.id(), new Msisdn("38344000" + lastThree), java.util.Optional.empty(), hotline.now());
            talking.add(one);
        }
        AgiCaller anna =
                inAlbanian("201").presses("0").hears("sq/voice.connecting").isSilent();
        anna.hears("sq/voice.wait-keys", "sq/position.1", "hold").hangsUp();
        talking.forEach(AgiCaller::hangsUp);
    }

    @Test
    void afterATalkTheOutcomeIsAKeyAndTheCounsellorIsBackOnCall() {
        AgiCaller anna = inAlbanian("201")
                .presses("0")
                .hears("sq/voice.connecting")
                .isSilent()
                .isRungFor("101");
        anna.talkedWith("101").hears("sq/voice.again").hangsUp();
        String code = hotline.theCase().code();
        int port = hotline.server().voice().orElseThrow().agi().orElseThrow().port();
        AgiCaller arta =
                AgiCaller.staff(port, TOKEN, "outcome", Map.of("LINJA_LEG", "38344000101", "LINJA_CASE", code));
        arta.hears("sq/voice.outcome")
                .presses("1")
                .hears("sq/voice.ready")
                .presses("1")
                .hears("sq/voice.outcome-done");
        arta.isSilent();
        assertThat(arta.endsDone()).isTrue();
        hotline.phone("101").gets(code + " u mbyll");
        assertThat(hotline.server().ledger().openCases(10)).isEmpty();
        inAlbanian("202")
                .presses("0")
                .hears("sq/voice.connecting")
                .isSilent()
                .isRungFor("101")
                .hangsUp();
    }

    @Test
    void withoutTheTokenNothingIsToldAndTheDialplanGoesOn() {
        AgiCaller stranger = calls("38344000201", "another-token");
        assertThat(stranger.endsDone()).isFalse();
        assertThat(stranger.commands()).noneMatch(c -> c.startsWith("EXEC"));
    }

    @Test
    void moreCallsThanWeTakeAreToldSoAndNotCutOff() {
        List<AgiCaller> all = new java.util.ArrayList<>();
        for (int i = 0; i < Voices.AT_ONCE; i++) {
            all.add(calls("2" + (20 + i)).hears("sq/press.1"));
        }
        AgiCaller late = calls("299");
        assertThat(late.endsDone()).isFalse();
        assertThat(late.variable("LINJA_BUSY")).isEqualTo("1");
        all.forEach(AgiCaller::hangsUp);
    }

    @Test
    void noNumberGoesToTheDialplanAndNoneIntoTheLogsOfAnybody() {
        AgiCaller anna = inAlbanian("201")
                .presses("9")
                .hears("sq/sos.received")
                .isSilent()
                .isRungFor("101");
        assertThat(String.join("\n", anna.commands())).doesNotContain("44000201");
        anna.hangsUp();
    }
}
