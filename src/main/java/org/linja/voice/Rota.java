package org.linja.voice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linja.contact.Language;
import org.linja.contact.Msisdn;
import org.linja.staff.Counsellor;

/// Who can be rung for a live call, and whose telephone a number is. The rule is the roster's; this is what calls need
/// of it.
public interface Rota {
    /// Whom to ring for somebody on the line, the best first. Language widens, it never excludes. Those who are in
    /// a conversation are among them: she waits for them; those on a break only when there is nobody else.
    ///
    /// @param language hers, where known
    /// @return empty when there is nobody at all
    List<Counsellor> order(Optional<Language> language, Instant now);

    /// The names of those who are in a conversation, on whatever node.
    Set<String> talking(Instant now);

    /// Whose telephone that is, on call or not.
    Optional<Counsellor> byNumber(Msisdn number);

    /// Who has that name.
    Optional<Counsellor> byName(String name);
}
