package org.linja.ussd;

/// What people dial: `*123#`, or `*123*9*1#` with something behind the code.
final class Dialled {
    private Dialled() {}

    /// A code as it is dialled: `*123#` also from `123`, `*123` or `123#`. Empty stays empty.
    static String code(String written) {
        String bare = bare(written);
        return bare.isEmpty() ? "" : "*" + bare + "#";
    }

    /// What was dialled behind a code, its parts with `*` between them; mostly nothing.
    ///
    /// @param dialled a dial string, or only what stood behind the code: some providers cut it
    static String behind(String dialled, String code) {
        String words = bare(dialled);
        String ours = bare(code);
        if (words.equals(ours)) {
            return "";
        }
        if (!ours.isEmpty() && words.startsWith(ours + "*")) {
            return words.substring(ours.length() + 1);
        }
        return dialled.strip().startsWith("*") ? "" : words;
    }

    private static String bare(String dialled) {
        String bare = dialled.strip();
        if (bare.endsWith("#")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        return bare.startsWith("*") ? bare.substring(1) : bare;
    }
}
