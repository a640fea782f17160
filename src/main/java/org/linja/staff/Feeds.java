package org.linja.staff;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.linja.config.Doc;

/// The secret addresses of the calendars: nobody finds one without the secret or the address. A new secret makes all
/// old addresses void.
///
/// @param secret empty: there are no calendars
public record Feeds(Optional<String> secret) {
    private static final int SHORTEST = 16;
    private static final int OCTETS = 20;
    private static final String TEAM = "\u0000team";

    /// Reads the `calendar` mapping.
    public static Feeds read(Doc doc) {
        String secret = doc.at("secret").secret("");
        if (!secret.isEmpty() && secret.length() < SHORTEST) {
            doc.problems()
                    .add(
                            doc.at("secret").place(),
                            "a secret that can be guessed; take at least 16 characters, such as those of"
                                    + "  openssl rand -base64 24");
        }
        return new Feeds(secret.isEmpty() ? Optional.empty() : Optional.of(secret));
    }

    /// Whose calendar it is.
    ///
    /// @param person empty: the whole team's
    public record Whose(Optional<String> person) {}

    /// The path of one person's calendar, or the team's.
    public Optional<String> path(Whose whose) {
        return secret.map(key -> "/calendar/" + token(key, whose) + ".ics");
    }

    /// Whose calendar is at that last part of a path.
    public Optional<Whose> at(String file, Roster roster) {
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        Optional<Whose> found = Optional.empty();
        Whose team = new Whose(Optional.empty());
        if (same(file, team)) {
            found = Optional.of(team);
        }
        for (Counsellor who : roster.people()) {
            Whose hers = new Whose(Optional.of(who.name()));
            if (same(file, hers)) {
                found = Optional.of(hers);
            }
        }
        return found;
    }

    private boolean same(String file, Whose whose) {
        String expected = secret.map(key -> token(key, whose) + ".ics").orElse("");
        return MessageDigest.isEqual(file.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String key, Whose whose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] code = mac.doFinal(("calendar " + whose.person().orElse(TEAM)).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(code, 0, OCTETS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "Feeds[…]";
    }
}
