package org.linja.voice;

import java.time.Instant;
import org.linja.staff.Counsellor;

/// What a counsellor says by key, done as if she had texted it: the same services, the same messages to the others.
public interface Answers {
    /// `1`: she takes the case.
    void accepts(Counsellor who, String code, Instant now);

    /// `2`: she cannot; the next one is asked now.
    void declines(Counsellor who, String code, Instant now);

    /// `3`: the case is closed.
    void closes(Counsellor who, String code, Instant now);
}
