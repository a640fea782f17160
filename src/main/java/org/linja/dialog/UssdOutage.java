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
import java.util.function.Consumer;
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
/// A call for help becomes a message: on this machine's disk when the store does not answer, else in the hands of the
/// [Intake], which knows what to do with it (R24). The numbers may be shown to anybody: they stand behind every short
/// code of the country, and the page leaves nothing on the phone.
public final class UssdOutage {
    private static final Logger LOG = LoggerFactory.getLogger(UssdOutage.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String CLOSED = "sos.no-service";
    private static final String KEPT = "sos.received.discreet";
    private static final String CALL_FOR_HELP = "SOS";

    private final Intake intake;
    private final Consumer<Inbound> disk;
    private final Lexicon lexicon;
    private final UssdConversation conversation;
    private final Texts texts;
    private final List<Language> unknown;

    /// @param intake where a call for help goes
    /// @param disk keeps one while the store is away, on disk when it returns, or throws ([Refuge#shelter])
    /// @param unknown the languages to write in while hers is not known, the likeliest first; at least one
    public UssdOutage(
            Intake intake,
            Consumer<Inbound> disk,
            Lexicon lexicon,
            UssdConversation conversation,
            Texts texts,
            List<Language> unknown) {
        this.intake = intake;
        this.disk = disk;
        this.lexicon = lexicon;
        this.conversation = conversation;
        this.texts = texts;
        this.unknown = List.copyOf(unknown);
    }

    /// Answers an event that could not be taken. Blocks for the disk, or for two seconds at most.
    ///
    /// @param language hers, when it is known
    /// @param storeAnswers false when it was the store that did not answer: then nothing more is asked of it
    Optional<UssdPage> answer(UssdEvent event, Optional<Language> language, boolean storeAnswers, Instant now) {
        return words(event).map(words -> page(event.session(), words, language, storeAnswers, now));
    }

    /// The last page for an edge that has no room for one more step, in the languages of those whose own is not
    /// known. A call for help is handed on, and nobody waits for what becomes of it: so it is not said to be kept.
    UssdPage noRoom(UssdEvent event, Instant now) {
        UssdEvent.Session session = event.session();
        words(event)
                .filter(this::callsForHelp)
                .ifPresent(words -> intake.accept(call(session, words, now)).whenComplete((done, failure) -> {
                    if (failure != null) {
                        lost(session, failure);
                    }
                }));
        return new UssdPage(lines(CLOSED, unknown, "", session.limit()), true);
    }

    private static Optional<String> words(UssdEvent event) {
        return switch (event) {
            case UssdEvent.Begin(UssdEvent.Session _, String words) -> Optional.of(words);
            case UssdEvent.Reply(UssdEvent.Session _, String _, String words) -> Optional.of(words);
            case UssdEvent.End _, UssdEvent.Timeout _ -> Optional.empty();
        };
    }

    private UssdPage page(
            UssdEvent.Session session, String words, Optional<Language> language, boolean storeAnswers, Instant now) {
        boolean kept = callsForHelp(words) && kept(call(session, words, now), storeAnswers, session);
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

    private Inbound call(UssdEvent.Session session, String words, Instant now) {
        return new Inbound(
                UUID.randomUUID().toString(),
                session.carrier(),
                Channel.USSD,
                session.from(),
                session.code(),
                new Inbound.Body.Text(lexicon.urgent(words) ? words : CALL_FOR_HELP, false),
                now);
    }

    /// The same message under the same id, first to the one and then to the other: it is one case all the same.
    private boolean kept(Inbound call, boolean storeAnswers, UssdEvent.Session session) {
        if (!storeAnswers) {
            try {
                disk.accept(call);
                return true;
            } catch (RuntimeException e) {
                lost(session, e);
            }
        }
        try {
            intake.accept(call).toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            lost(session, e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void lost(UssdEvent.Session session, Throwable why) {
        LOG.error("{}: a call for help by USSD could not be kept: {}", session.carrier(), Failure.describe(why));
    }
}
