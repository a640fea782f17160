package org.linja.voice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.linja.cases.Case;
import org.linja.cases.CaseCode;
import org.linja.cases.CaseEntry;
import org.linja.cases.CaseEntry.What;
import org.linja.cases.CaseId;
import org.linja.cases.CaseKind;
import org.linja.contact.ContactId;
import org.linja.escalation.Notices;
import org.linja.ledger.Change;
import org.linja.ledger.Ledger;
import org.linja.outbox.Lane;
import org.linja.outbox.Outgoing;

/// Messages that callers have left in the dialplan's box, when we were away or nobody could be had.
///
/// Nobody knows what one is about until somebody has listened to it, and whoever left it had called in vain: so each is
/// a case that climbs the ladder like an SOS. Whose it is we are not told; the case names the file, and so does what
/// those on call are told besides. Its name is made from the file's, so it is opened once, however often it is told.
public final class MessageBox {
    private static final int PARTITION = 0;
    private static final String WORD = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int WORD_LENGTH = 16;

    private final Ledger ledger;
    private final Rota rota;
    private final Notices notices;
    private final Runnable written;
    private final RandomGenerator codes = new SecureRandom();

    /// @param written run after a commit: due-times may be waiting
    public MessageBox(Ledger ledger, Rota rota, Notices notices, Runnable written) {
        this.ledger = ledger;
        this.rota = rota;
        this.notices = notices;
        this.written = written;
    }

    /// A message was left. Blocks; throws when the store cannot be reached, and is to be told again then.
    ///
    /// @param file its name
    void left(String file, Instant now) {
        CaseId id = new CaseId(PARTITION, word("case " + file));
        boolean opened = ledger.rewrite(overtaken ->
                ledger.byId(id).isPresent() ? Optional.empty() : Optional.of(change(id, file, overtaken, now)));
        if (opened) {
            written.run();
        }
    }

    private Change change(CaseId id, String file, int overtaken, Instant now) {
        Case record = Case.open(
                id,
                CaseCode.random(codes, ledger.codesInUse(), overtaken),
                CaseKind.SOS,
                1,
                new ContactId(PARTITION, word("contact " + file)),
                Optional.empty(),
                now,
                Map.of());
        List<Outgoing> told = rota.order(Optional.empty(), now).stream()
                .map(who -> notices.toStaff(
                        who,
                        "staff.message",
                        Map.of("code", record.code(), "file", file),
                        Lane.STAFF,
                        Optional.of(record),
                        now))
                .toList();
        return Change.of(PARTITION)
                .write(
                        record,
                        0,
                        List.of(
                                new CaseEntry(now, What.OPENED, CaseEntry.LINJA, CaseKind.SOS.word()),
                                new CaseEntry(now, What.NOTED, CaseEntry.LINJA, "message " + file)))
                .due(id, now)
                .send(told);
    }

    private static String word(String of) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(("message " + of).getBytes(StandardCharsets.UTF_8));
            StringBuilder word = new StringBuilder(WORD_LENGTH);
            for (int i = 0; i < WORD_LENGTH; i++) {
                word.append(WORD.charAt(digest[i] & 31));
            }
            return word.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
