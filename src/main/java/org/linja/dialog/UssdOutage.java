package org.linja.dialog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.linja.contact.Channel;
import org.linja.contact.Language;
import org.linja.flow.UssdConversation;
import org.linja.text.Lexicon;
import org.linja.text.PageLimit;
import org.linja.text.Texts;
import org.linja.text.Transliteration;
import org.linja.work.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a USSD session says when its step cannot be written: a last page with the public emergency numbers, in her
/// language as far as it is known, instead of the operator's error.
///
/// A call for help is handed to the [Intake] as a message, which keeps it on this machine's disk while the store is
/// away (R24). The numbers may be shown to anybody: they stand behind every short code of the country, and the page
/// leaves nothing on the phone.
public final class UssdOutage {
    private static final Logger LOG = LoggerFactory.getLogger(UssdOutage.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String CLOSED = "sos.no-service";
    private static final String KEPT = "sos.received.discreet";
    private static final String CALL_FOR_HELP = "SOS";

    private final Intake intake;
    private final Lexicon lexicon;
    private final UssdConversation conversation;
    private final Texts texts;
    private final List<Language> unknown;

    /// @param intake where a call for help goes
    /// @param unknown the languages to write in while hers is not known, the likeliest first; at least one
    public UssdOutage(
            Intake intake, Lexicon lexicon, UssdConversation conversation, Texts texts, List<Language> unknown) {
        this.intake = intake;
        this.lexicon = lexicon;
        this.conversation = conversation;
        this.texts = texts;
        this.unknown = List.copyOf(unknown);
    }

    /// Answers an event that could not be taken. Blocks for two seconds at most.
    ///
    /// @param language hers, when it is known
    Optional<UssdPage> answer(UssdEvent event, Optional<Language> language, Instant now) {
        return switch (event) {
            case UssdEvent.Begin(UssdEvent.Session session, String words) ->
                Optional.of(page(session, words, language, now));
            case UssdEvent.Reply(UssdEvent.Session session, String step, String words) ->
                Optional.of(page(session, words, language, now));
            case UssdEvent.End _, UssdEvent.Timeout _ -> Optional.empty();
        };
    }

    /// The last page for an edge that has no room for one more step: in the languages of those whose own is not
    /// known. Computes only.
    public UssdPage closing(UssdEvent.Session session) {
        return new UssdPage(lines(CLOSED, unknown, "", session.limit()), true);
    }

    private UssdPage page(UssdEvent.Session session, String words, Optional<Language> language, Instant now) {
        boolean kept = callsForHelp(words) && kept(session, words, now);
        List<Language> languages = language.map(List::of).orElse(unknown);
        String text = kept ? lines(KEPT, languages.subList(0, 1), "", session.limit()) : "";
        return new UssdPage(lines(CLOSED, languages, text, session.limit()), true);
    }

    /// As many languages as fit the page.
    private String lines(String key, List<Language> languages, String before, PageLimit limit) {
        String page = before;
        for (Language language : languages) {
            String words = texts.text(key, language, Channel.USSD, Map.of()).words();
            String line = Transliteration.apply(words, language, Transliteration.Policy.ALWAYS);
            String longer = page.isEmpty() ? line : page + "\n" + line;
            if (limit.holds(longer)) {
                page = longer;
            }
        }
        return page;
    }

    /// Whether words, or what was dialled behind a code, are a call for help: an SOS word, or its key. Computes
    /// only.
    public boolean callsForHelp(String words) {
        if (lexicon.urgent(words)) {
            return true;
        }
        for (String part : words.split("\\*")) {
            if (!part.isBlank() && conversation.sosKey(part.strip())) {
                return true;
            }
        }
        return false;
    }

    private boolean kept(UssdEvent.Session session, String words, Instant now) {
        String text = lexicon.urgent(words) ? words : CALL_FOR_HELP;
        Inbound inbound = new Inbound(
                UUID.randomUUID().toString(),
                session.carrier(),
                Channel.USSD,
                session.from(),
                session.code(),
                new Inbound.Body.Text(text, false),
                now);
        try {
            intake.accept(inbound).toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            LOG.error("{}: a call for help by USSD could not be kept: {}", session.carrier(), Failure.describe(e));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
