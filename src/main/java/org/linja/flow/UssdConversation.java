package org.linja.flow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.linja.text.Intent;
import org.linja.text.PageLimit;
import org.linja.text.Tone;

/// A conversation by USSD: the same [Conversation] as by SMS, shown page by page, without any I/O.
public final class UssdConversation {
    private final Conversation conversation;
    private final UssdRendering rendering;
    private final String sosKey;

    /// @param conversation the one of the SMS hotline
    public UssdConversation(Conversation conversation, Script script, Municipalities municipalities) {
        this.conversation = conversation;
        this.rendering = new UssdRendering(script.flow(), script.texts(), municipalities);
        this.sosKey = script.flow().shortcut(Intent.SOS).map(Shortcut::key).orElse("");
    }

    /// Where a session stands.
    ///
    /// @param session in the flow
    /// @param pages of the turn before, as she was shown them; at least one
    /// @param at which of them she sees
    /// @param over the conversation has ended: the last page is the last of the session
    public record Place(Session session, List<String> pages, int at, boolean over) {
        /// Takes a copy.
        public Place {
            pages = List.copyOf(pages);
        }

        /// What she sees.
        public String page() {
            return pages.get(at);
        }

        /// Whether nothing more is awaited.
        public boolean last() {
            return over && at == pages.size() - 1;
        }

        private Place turned(int to) {
            return new Place(session, pages, to, over);
        }

        @Override
        public String toString() {
            return "Place[" + session + ", page " + (at + 1) + " of " + pages.size() + "]";
        }
    }

    /// What an input led to.
    ///
    /// @param heard what the flow made of it; empty when she only turned a page
    public record Shown(Place place, Optional<Conversation.Heard> heard) {}

    /// A session that has not begun.
    ///
    /// @param answers from her last conversation; only those to be remembered are taken up
    public Session fresh(Map<String, String> answers) {
        return conversation.begin().with(answers);
    }

    /// Whether that key calls for help at every question.
    public boolean sosKey(String key) {
        return sosKey.equals(key);
    }

    /// She has dialled. The first page is neutral, whoever dials (R11).
    ///
    /// @param session with what is remembered of her
    /// @param resume whether she is offered to go on where an earlier session broke off
    public Shown begin(Session session, PageLimit limit, boolean resume, Instant now) {
        Conversation.Heard heard = conversation.take(session, new Input.Begin(), Tone.NEUTRAL, now);
        return shown(heard, Tone.NEUTRAL, limit, resume);
    }

    /// She has answered a page.
    ///
    /// @param allowed EXPLICIT only with a safe contact on record (R01)
    public Shown reply(Place before, String words, Tone allowed, PageLimit limit, Instant now) {
        String key = words.strip();
        int pages = before.pages().size();
        if (pages > 1 && key.equals(UssdRendering.MORE)) {
            return new Shown(before.turned((before.at() + 1) % pages), Optional.empty());
        }
        if (before.at() > 0 && key.equals(rendering.backKey())) {
            return new Shown(before.turned(before.at() - 1), Optional.empty());
        }
        return shown(conversation.hear(before.session(), words, allowed, now), allowed, limit, false);
    }

    /// She comes back to the question at which a session broke off: it is put again.
    public Shown resume(Session broken, Tone allowed, PageLimit limit, Instant now) {
        return shown(conversation.take(broken, new Input.Begin(), allowed, now), allowed, limit, false);
    }

    /// The session ends without a word about what she has asked for.
    public Place ends(Conversation.Heard heard, PageLimit limit) {
        Turn nothing = new Turn(heard.turn().session(), List.of(), List.of(), Wait.NOTHING);
        return new Place(
                nothing.session(), rendering.render(nothing, heard.language(), Tone.NEUTRAL, limit, false), 0, true);
    }

    /// She is gone: what she has half asked for is done ([Step.Menu#brokenOff]).
    public Conversation.Heard hangUp(Place before, Instant now) {
        return conversation.take(before.session(), new Input.HangUp(), Tone.NEUTRAL, now);
    }

    private Shown shown(Conversation.Heard heard, Tone allowed, PageLimit limit, boolean resume) {
        Turn turn = heard.turn();
        List<String> pages = rendering.render(turn, heard.language(), allowed, limit, resume);
        return new Shown(new Place(turn.session(), pages, 0, turn.waiting() == Wait.NOTHING), Optional.of(heard));
    }
}
