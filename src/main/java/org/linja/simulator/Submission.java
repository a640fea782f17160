package org.linja.simulator;

/// Whether this SMSC takes a message: the rules of SMPP 3.4 on the fields of submit_sm and data_sm.
final class Submission {
    private static final int ALPHANUMERIC = 5;
    private static final int TIME = 16;

    private Submission() {}

    /// @throws Octets.Refused with the status of the first field that is wrong
    static void check(ShortMessage message) throws Octets.Refused {
        if (!digits(message.destination().digits())
                || message.destination().digits().length() < 3) {
            throw new Octets.Refused(Status.RINVDSTADR);
        }
        ShortMessage.Address source = message.source();
        boolean number = digits(source.digits()) || UssdNetwork.takes(message) && code(source.digits());
        if (source.ton() != ALPHANUMERIC && !source.digits().isEmpty() && !number) {
            throw new Octets.Refused(Status.RINVSRCADR);
        }
        if (source.ton() == ALPHANUMERIC
                && (source.digits().isEmpty() || source.digits().length() > 11)) {
            throw new Octets.Refused(Status.RINVSRCADR);
        }
        if (!message.schedule().isEmpty()) {
            throw new Octets.Refused(Status.RINVSCHED);
        }
        if (!message.validity().isEmpty() && !time(message.validity())) {
            throw new Octets.Refused(Status.RINVEXPIRY);
        }
    }

    private static boolean digits(String address) {
        return !address.isEmpty() && address.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean code(String address) {
        return address.matches("[*][0-9*]+#");
    }

    /// `YYMMDDhhmmsstnnp`, where p is `+`, `-` or, for a time from now, `R` (§7.1.1).
    private static boolean time(String written) {
        if (written.length() != TIME || !digits(written.substring(0, TIME - 1))) {
            return false;
        }
        return switch (written.charAt(TIME - 1)) {
            case 'R' -> true;
            case '+', '-' ->
                within(written, 2, 1, 12)
                        && within(written, 4, 1, 31)
                        && within(written, 6, 0, 23)
                        && within(written, 8, 0, 59)
                        && within(written, 10, 0, 59)
                        && within(written, 13, 0, 48);
            default -> false;
        };
    }

    private static boolean within(String written, int at, int least, int most) {
        int value = Integer.parseInt(written.substring(at, at + 2));
        return value >= least && value <= most;
    }
}
