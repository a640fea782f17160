package org.linja.ussd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.linja.config.Doc;
import org.linja.text.PageLimit;

/// Reads `aggregators.yaml`: a mapping `aggregators` of names to settings, and `proxies`. What is wrong becomes a
/// problem.
public final class Aggregators {
    private static final int SHORTEST_SECRET = 16;
    private static final String NAME = "[a-z][a-z0-9-]{0,30}";
    private static final String PATH = "(/[A-Za-z0-9_-]+)+";
    private static final String IN_PATH = "[A-Za-z0-9._~-]+";
    private static final String HEADER = "[A-Za-z0-9-]+";
    private static final String CODE = "\\*?\\d+(\\*\\d+)*#?";

    private Aggregators() {}

    /// How an aggregator speaks.
    enum Speaks {
        AFRICAS_TALKING,
        HUBTEL,
        INFOBIP,
        ARKESEL,
        NALO,
        D_MARK,
        GENERIC
    }

    /// All of them, in the order written; there may be none.
    public static List<Aggregator> readAll(Doc doc) {
        List<Network> proxies = networks(doc.at("proxies"));
        List<Aggregator> all = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        doc.at("aggregators").entries().forEach((name, settings) -> {
            Aggregator one = read(name, settings, proxies);
            if (!paths.add(one.path())) {
                wrong(
                        settings,
                        "its address " + one.path() + " belongs to another one already: give it a 'path' of its own");
            }
            all.add(one);
        });
        doc.done();
        return all;
    }

    private static Aggregator read(String name, Doc doc, List<Network> proxies) {
        if (!name.matches(NAME)) {
            wrong(doc, "a name is made of small letters, digits and '-', at most 31, and begins with a letter");
        }
        Speaks speaks = doc.at("dialect").oneOf(Speaks.class);
        Dialect dialect = switch (speaks) {
            case AFRICAS_TALKING -> new AfricasTalking();
            case HUBTEL -> new Hubtel();
            case INFOBIP -> new Infobip();
            case ARKESEL -> new Arkesel();
            case NALO -> new Nalo();
            case D_MARK -> new DMark();
            case GENERIC -> Generic.read(doc);
        };
        String path = doc.at("path").string("/ussd/" + name);
        if (doc.at("path").present() && !path.matches(PATH)) {
            wrong(doc.at("path"), "a path is /, then letters, digits, '-' and '_', as in /ussd/name");
        }
        Doc code = doc.at("code");
        boolean told = speaks != Speaks.ARKESEL && speaks != Speaks.NALO;
        String dialled = told ? code.string("") : code.string();
        if (!dialled.isEmpty() && !dialled.matches(CODE)) {
            wrong(code, "a code is written as it is dialled, in quotes: \"*123#\" or \"*123*45#\"");
        }
        PageLimit limit = new PageLimit(
                doc.at("page").integer(PageLimit.FEWEST, PageLimit.MOST_SEPTETS, PageLimit.USUAL.units()),
                doc.at("letters").oneOf(PageLimit.Letters.class, PageLimit.USUAL.letters()));
        return new Aggregator(name, dialect, path, guard(doc, proxies), Dialled.code(dialled), limit);
    }

    private static Guard guard(Doc doc, List<Network> proxies) {
        Optional<Guard.Secret> secret = secret(doc);
        List<Network> networks = networks(doc.at("networks"));
        Optional<Guard.Signature> signature = signature(doc.at("hmac"));
        if (secret.isEmpty() && networks.isEmpty() && signature.isEmpty()) {
            wrong(
                    doc,
                    "anybody could call in its name: give it a 'secret', the 'networks' it calls from, or an 'hmac'");
        }
        return new Guard(secret, networks, proxies, signature);
    }

    private static Optional<Guard.Secret> secret(Doc doc) {
        Doc header = doc.at("secret-header");
        Doc secret = doc.at("secret");
        Optional<String> in = Optional.of(header.string("")).filter(name -> !name.isEmpty());
        if (in.isPresent() && !in.get().matches(HEADER)) {
            wrong(header, "the name of a header is made of letters, digits and '-'");
        }
        if (!secret.present()) {
            if (header.present()) {
                wrong(header, "there is no 'secret' that could come in this header");
            }
            return Optional.empty();
        }
        String value = secret.secret();
        if (!value.isEmpty() && value.length() < SHORTEST_SECRET) {
            wrong(secret, "is shorter than " + SHORTEST_SECRET + " characters: openssl rand -hex 20 makes a good one");
        } else if (in.isEmpty() && !value.isEmpty() && !value.matches(IN_PATH)) {
            wrong(
                    secret,
                    "is part of an address: letters, digits, '.', '_', '~' and '-' only, or name a 'secret-header'");
        }
        return Optional.of(new Guard.Secret(value, in));
    }

    private static Optional<Guard.Signature> signature(Doc doc) {
        if (!doc.present()) {
            return Optional.empty();
        }
        String key = doc.at("key").secret();
        String header = doc.at("header").string("X-Signature");
        if (!key.isEmpty() && key.length() < SHORTEST_SECRET) {
            wrong(doc.at("key"), "is shorter than " + SHORTEST_SECRET + " characters: ask for a longer one");
        }
        if (!header.matches(HEADER)) {
            wrong(doc.at("header"), "the name of a header is made of letters, digits and '-'");
        }
        return Optional.of(new Guard.Signature(key, header));
    }

    private static List<Network> networks(Doc doc) {
        List<Network> networks = new ArrayList<>();
        for (Doc one : doc.list()) {
            Optional<Network> network = Network.parse(one.string());
            if (network.isEmpty()) {
                wrong(one, "is no range of addresses; write it as 203.0.113.0/24, 2001:db8::/32 or 203.0.113.7");
            }
            network.ifPresent(networks::add);
        }
        return List.copyOf(networks);
    }

    private static void wrong(Doc doc, String why) {
        doc.problems().add(doc.place(), why);
    }
}
