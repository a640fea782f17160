package org.linja.ussd;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.linja.http.Request;

/// How we know that a request is from whom it says: everything that is configured must hold. Secrets are compared in
/// constant time, and the reason for a refusal does not tell which part was near.
///
/// @param secret empty when none is shared
/// @param networks from where it may come; empty for anywhere
/// @param proxies whose word on where a request came from is believed (`X-Forwarded-For`)
/// @param signature empty when requests are not signed
record Guard(Optional<Secret> secret, List<Network> networks, List<Network> proxies, Optional<Signature> signature) {

    /// A shared secret. Its [#toString] hides it.
    ///
    /// @param header where it comes; empty for the last part of the address
    record Secret(String value, Optional<String> header) {
        /// What the last part of the address is called in a route.
        static final String IN_PATH = "secret";

        boolean holds(Request request) {
            String given = header.isPresent() ? request.header(header.get()).orElse("") : request.parameter(IN_PATH);
            return same(value.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "Secret[" + header.orElse("in the address") + "]";
        }
    }

    /// An HMAC-SHA-256 (RFC 2104) over the body, or over the query as it stands where there is no body. Its
    /// [#toString] hides the key.
    ///
    /// @param header where it comes, in hexadecimal or base64, also with `sha256=` before it
    record Signature(String key, String header) {
        private static final String ALGORITHM = "HmacSHA256";
        private static final String PREFIX = "sha256=";

        boolean holds(Request request) {
            byte[] body = request.body();
            byte[] signed = body.length > 0 ? body : request.rawQuery().getBytes(StandardCharsets.UTF_8);
            String given = request.header(header).orElse("").strip();
            byte[] claimed = decoded(given.startsWith(PREFIX) ? given.substring(PREFIX.length()) : given);
            return same(mac(signed), claimed);
        }

        private byte[] mac(byte[] signed) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
                return mac.doFinal(signed);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has " + ALGORITHM, e);
            }
        }

        private static byte[] decoded(String text) {
            try {
                return text.length() == 64
                        ? HexFormat.of().parseHex(text)
                        : Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                return new byte[0];
            }
        }

        @Override
        public String toString() {
            return "Signature[" + header + "]";
        }
    }

    /// Why the request may not be answered, for our log and not for the caller; empty when it may.
    Optional<String> objection(Request request) {
        boolean near = networks.isEmpty() || origin(request).filter(this::ours).isPresent();
        boolean known = secret.isEmpty() || secret.get().holds(request);
        boolean signed = signature.isEmpty() || signature.get().holds(request);
        if (near && known && signed) {
            return Optional.empty();
        }
        return Optional.of(!near ? "its network" : !known ? "its secret" : "its signature");
    }

    /// What the addresses end with because of it: `/:secret`, or nothing.
    String part() {
        return secret.filter(s -> s.header().isEmpty()).isPresent() ? "/:" + Secret.IN_PATH : "";
    }

    private boolean ours(InetAddress origin) {
        return networks.stream().anyMatch(network -> network.holds(origin));
    }

    /// Where it came from: the last address that is none of our proxies, for each proxy adds the one it saw at the
    /// end, and what stands before that may be anybody's invention.
    private Optional<InetAddress> origin(Request request) {
        Optional<InetAddress> seen = Network.literal(request.remote());
        String[] told = request.header("x-forwarded-for").orElse("").split(",");
        for (int i = told.length - 1; i >= 0 && seen.filter(this::proxied).isPresent(); i--) {
            String hop = told[i].strip();
            if (!hop.isEmpty()) {
                seen = Network.literal(hop);
            }
        }
        return seen;
    }

    private boolean proxied(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.holds(address));
    }

    /// In a time that depends on neither the secret nor on how much of it was guessed: digests of both are
    /// compared.
    private static boolean same(byte[] ours, byte[] given) {
        return MessageDigest.isEqual(digest(ours), digest(given));
    }

    /// SHA-256.
    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
