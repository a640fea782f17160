package org.linja.redis;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.linja.contact.AgreedWord;
import org.linja.contact.Channel;
import org.linja.contact.Consent;
import org.linja.contact.Fingerprint;
import org.linja.contact.Msisdn;
import org.linja.contact.SafeContact;
import org.linja.staff.Desk;

/// The stored forms of what she has said and agreed to, parts of a person's, and of a desk. Another number of hers is
/// sealed once more on its own, as those in the vault are (R34).
final class ContactForms {
    private ContactForms() {}

    record Word(String salt, String hash) {}

    record Safe(
            boolean sms,
            boolean explicit,
            @Nullable String from,
            @Nullable String to,
            boolean calls,
            byte @Nullable [] number,
            SafeContact.@Nullable Another another,
            @Nullable String coverLine,
            boolean redial,
            SafeContact.@Nullable CallerId callerId,
            int attempts,
            @Nullable Word agreed,
            @Nullable Word duress) {}

    record Agreed(String topic, Channel source, String text, long at) {}

    static Safe form(SafeContact safe, Seal seal) {
        SafeContact.Calls calls = safe.calls();
        return new Safe(
                safe.smsAllowed(),
                safe.explicitAllowed(),
                safe.window().map(w -> w.from().toString()).orElse(null),
                safe.window().map(w -> w.to().toString()).orElse(null),
                calls.allowed(),
                calls.number().map(n -> seal.seal(n.digits(), "number")).orElse(null),
                calls.ifAnotherAnswers(),
                calls.coverLine().orElse(null),
                calls.redialAllowed(),
                calls.callerId(),
                calls.attempts(),
                safe.agreedWord().map(w -> new Word(w.salt(), w.hash())).orElse(null),
                safe.duressWord().map(w -> new Word(w.salt(), w.hash())).orElse(null));
    }

    static SafeContact contact(Safe form, Seal seal) {
        SafeContact careful = SafeContact.careful();
        SafeContact.Another another = form.another() == null ? careful.calls().ifAnotherAnswers() : form.another();
        SafeContact.CallerId shown = form.callerId() == null ? careful.calls().callerId() : form.callerId();
        byte[] number = form.number();
        return new SafeContact(
                form.sms(),
                form.explicit(),
                form.from() == null || form.to() == null
                        ? Optional.empty()
                        : Optional.of(new SafeContact.Window(LocalTime.parse(form.from()), LocalTime.parse(form.to()))),
                new SafeContact.Calls(
                        form.calls(),
                        number == null ? Optional.empty() : Optional.of(new Msisdn(seal.openText(number, "number"))),
                        another,
                        Optional.ofNullable(form.coverLine()),
                        form.redial(),
                        shown,
                        Math.max(1, form.attempts())),
                word(form.agreed()),
                word(form.duress()));
    }

    private static Optional<AgreedWord> word(@Nullable Word form) {
        return Optional.ofNullable(form).map(w -> new AgreedWord(w.salt(), w.hash()));
    }

    static @Nullable List<Agreed> forms(List<Consent> consents) {
        return consents.isEmpty()
                ? null
                : consents.stream()
                        .map(c -> new Agreed(c.topic(), c.source(), c.textVersion(), c.at().toEpochMilli()))
                        .toList();
    }

    static List<Consent> consents(@Nullable List<Agreed> forms) {
        return forms == null
                ? List.of()
                : forms.stream()
                        .map(f -> new Consent(f.topic(), f.source(), f.text(), Instant.ofEpochMilli(f.at())))
                        .toList();
    }

    record DeskForm(
            boolean noSms,
            @Nullable String confirmed,
            @Nullable PendingForm pending) {}

    record PendingForm(Word code, String number, long until, int tries) {}

    static DeskForm form(Desk.State state) {
        return new DeskForm(
                !state.relayBySms(),
                state.confirmed().map(Fingerprint::text).orElse(null),
                state.pending()
                        .map(p -> new PendingForm(
                                new Word(p.code().salt(), p.code().hash()),
                                p.number().text(),
                                p.until().toEpochMilli(),
                                p.tries()))
                        .orElse(null));
    }

    static Desk.State desk(DeskForm form) {
        return new Desk.State(
                !form.noSms(),
                Optional.ofNullable(form.confirmed()).map(Fingerprint::new),
                Optional.ofNullable(form.pending())
                        .map(p -> new Desk.Pending(
                                new AgreedWord(p.code().salt(), p.code().hash()),
                                new Fingerprint(p.number()),
                                Instant.ofEpochMilli(p.until()),
                                p.tries())));
    }
}
