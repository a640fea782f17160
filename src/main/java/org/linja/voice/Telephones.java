package org.linja.voice;

import java.time.Duration;
import java.util.Optional;
import org.linja.cases.Case;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.contact.SafeContact;
import org.linja.staff.Counsellor;
import org.linja.tapes.Tape;

/// Calls that we make. Nothing here waits for an answer: what becomes of a call is told later, by [Reports]. All
/// telephones of the staff show the hotline's number.
public interface Telephones {

    /// Whether there is a line at the moment.
    boolean up();

    /// Tells a counsellor of a case: she accepts, declines or escalates by key. The telephone may be answered by a
    /// machine: only her key counts.
    ///
    /// @return false when there is no line at the moment
    boolean alert(Counsellor who, Case about);

    /// Calls a counsellor and then, after her key, the person she is to talk to. Never leaves a word on a machine
    /// of hers (R16); what her telephone shows is her choice (R15), and so is what is done when someone else
    /// answers, which the counsellor hears before she presses a key.
    ///
    /// @param rules what she chose
    /// @param ringFor how long her telephone rings
    /// @return false when there is no line at the moment
    boolean callBack(
            Counsellor who,
            Case about,
            Msisdn her,
            Optional<Language> language,
            SafeContact.Calls rules,
            Duration ringFor);

    /// What a counsellor is called for.
    enum Purpose {
        ALERT,
        CALL_BACK
    }

    /// That call is no longer needed: her telephone stops ringing. Where she has picked up already and somebody
    /// else has the case, she is told so after her key, instead of being given it. A line that is away, or that was
    /// not told in time, goes on as if nothing were.
    ///
    /// @param code the case's
    /// @param anotherHasIt whether the case is somebody else's, or over
    void callOff(Purpose purpose, Counsellor who, String code, boolean anotherHasIt);

    /// What became of such calls, and of legs. Told off the line's own thread, in order; may block.
    interface Reports {
        /// A counsellor answered an alert, or nobody did.
        ///
        /// @param code the case's
        void alert(String code, Msisdn leg, Answer answer);

        /// What became of a call back.
        void callBack(String code, Msisdn leg, Answer answer);

        /// A telephone that rings for a call from the queue was picked up, by her or by a machine.
        ///
        /// @param call the call's id
        void pickedUp(String call, Msisdn leg);

        /// A telephone that was rung for a call from the queue is no longer in it, picked up or not.
        ///
        /// @param call the call's id
        void hungUp(String call, Msisdn leg);

        /// A counsellor has taken a call from the queue.
        ///
        /// @param call the call's id
        /// @param code the case's, where the line knows it
        void claimed(String call, Msisdn leg, Optional<String> code);

        /// A call to the hotline is over.
        ///
        /// @param call the call's id
        void over(String call);

        /// Somebody whom nobody could be found for has left a message. May be told again and again until this
        /// returns; to be written down once.
        ///
        /// @param file its name where the line keeps such messages; it tells nothing of her
        void message(String file);

        /// A talk that was being recorded is over, or she has withdrawn what she agreed to. May never be told.
        void tape(Tape tape, boolean withdrawn);
    }

    /// What a counsellor did, or what became of the call.
    enum Answer {
        ACCEPTED,
        DECLINED,
        ESCALATED,
        /// Nobody pressed a key.
        SILENT,
        /// Someone else was quicker.
        LOST,
        /// The counsellor's telephone rang in vain.
        UNANSWERED,
        /// The counsellor's telephone was busy, or she pressed the call away.
        BUSY,
        /// The counsellor's telephone could not be reached.
        UNREACHABLE,
        /// Her telephone was answered: they talked.
        TALKED,
        /// Her telephone was not answered, or busy.
        NOT_REACHED,
        /// The call is over.
        OVER
    }
}
