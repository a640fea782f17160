package org.linja.contact;

/// A number's keyed HMAC (R35): the same number always has the same one, and without the key it tells nothing.
///
/// @param value 32 lower-case hexadecimal digits
public record Fingerprint(String value) {}
