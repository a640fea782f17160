package org.linja.redis;

import java.util.Base64;

/// Keys of tests, which are no secret.
final class TestKeys {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private TestKeys() {}

    static Keyring ring() {
        return Keyring.parse("test", "data 1 " + KEY + "; hmac " + KEY);
    }
}
