package org.linja.voice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.escalation.Duty;
import org.linja.staff.Counsellor;

/// Who can be rung for a live call, and whose telephone a number is. The rule is the roster's; this is what calls need
/// of it.
public interface Rota {
    /// Who can be asked now, and what they are doing. Blocks.
    Duty duty();

    /// Whom to ring for somebody on the line, the best first. Language widens, it never excludes. Those who are in
    /// a conversation are among them: she waits for them; those on a break only when there is nobody else.
    ///
    /// @param language hers, where known
    /// @return empty when there is nobody at all
    List<Counsellor> order(Optional<Language> language, Instant now);

    /// Whose telephone that is, on call or not.
    Optional<Counsellor> byNumber(Msisdn number);

    /// Who has that name.
    Optional<Counsellor> byName(String name);
}
