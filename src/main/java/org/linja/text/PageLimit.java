package org.linja.text;

/// How much fits on one USSD page of a carrier.
///
/// A USSD string is at most 160 octets (3GPP TS 24.080 Annex A, `maxUSSD-StringLength`): 182 septets packed, or 80
/// characters of UCS-2. Many gateways allow less.
///
/// @param units septets of the GSM 7 bit default alphabet, or UTF-16 units where letters are kept and do not fit it
/// @param letters what becomes of letters outside that alphabet
public record PageLimit(int units, Letters letters) {
    /// The most septets of a page.
    public static final int MOST_SEPTETS = 182;

    /// The most UTF-16 units of a page.
    public static final int MOST_UCS2 = 80;

    /// The fewest: a page must have room for a label, its number and the keys for more and back.
    public static final int FEWEST = 60;

    /// 160 septets, transliterated: what every gateway passes on.
    public static final PageLimit USUAL = new PageLimit(160, Letters.TRANSLITERATED);

    /// What becomes of letters outside the GSM 7 bit default alphabet.
    public enum Letters {
        /// Written with the letters it has; a page never holds Cyrillic.
        TRANSLITERATED,
        /// Kept: a page with one such letter is UCS-2, and holds 80 units at most.
        KEPT
    }

    /// @throws IllegalArgumentException when no page could be of that size
    public PageLimit {
        if (units < FEWEST || units > MOST_SEPTETS) {
            throw new IllegalArgumentException(
                    "a USSD page has " + FEWEST + " to " + MOST_SEPTETS + " characters, not " + units);
        }
    }

    /// Whether that text fits one page.
    public boolean holds(String page) {
        return Gsm7.fits(page)
                ? Gsm7.septets(page) <= units
                : letters == Letters.KEPT && page.length() <= Math.min(units, MOST_UCS2);
    }
}
