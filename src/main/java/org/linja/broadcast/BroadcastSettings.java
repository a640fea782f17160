package org.linja.broadcast;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.linja.config.Doc;
import org.linja.config.Place;
import org.linja.config.Problems;
import org.linja.contact.Msisdn;

/// What `config/broadcasts.yaml` says: when, how often, how fast, who may.
///
/// @param hours when messages may be sent
/// @param jitter over how long the runs of one morning are spread
/// @param monthlyCap how many messages a person gets in a calendar month at most
/// @param smallestAudience a smaller one could tell who somebody is (R44)
/// @param pace segments per second, where a carrier has no own
/// @param carriers own pace and price of carriers
/// @param replies what the people who answer can bear
/// @param keep how long it is kept what became of each person's message
/// @param sender our number or name that messages come from; empty for the carrier's
/// @param gbvExplicit whether messages on violence may name it: for lists of professionals and bystanders only (O2)
/// @param people who may write and approve
/// @param moon which years have the dates of holidays that follow the moon
public record BroadcastSettings(
        QuietHours hours,
        Duration jitter,
        int monthlyCap,
        int smallestAudience,
        double pace,
        Map<String, CarrierTerms> carriers,
        Replies replies,
        Duration keep,
        String sender,
        boolean gbvExplicit,
        List<Member> people,
        Moon moon) {

    /// Holidays that follow the moon, both Bajrams: they are part of the hours, but somebody must list them for
    /// each year.
    ///
    /// @param years that have dates
    /// @param place where they are listed
    public record Moon(Set<Integer> years, Place place) {
        public Moon {
            years = Set.copyOf(years);
        }
    }

    /// @param pace segments per second, 0 for no limit of ours
    /// @param price of a segment, in the currency of the contract
    public record CarrierTerms(double pace, double price) {}

    /// Smoothing: messages make people write and call, and someone must answer.
    ///
    /// @param share how many of those who get a message are expected to answer, 0 to 1
    /// @param perMinute how many answers a minute people can take; 0 for no limit
    /// @param holdWhenWaiting nothing is sent while so many urgent cases wait for somebody; 0 never holds
    public record Replies(double share, double perMinute, int holdWhenWaiting) {
        /// Messages per second that the people can bear; infinite when nothing limits it.
        public double bearable() {
            return share > 0 && perMinute > 0 ? perMinute / 60 / share : Double.POSITIVE_INFINITY;
        }
    }

    /// Someone of the awareness team.
    ///
    /// @param name a handle
    /// @param number for tests of a message on her own phone
    public record Member(String name, Msisdn number, boolean writes, boolean approves) {
        @Override
        public String toString() {
            return "Member[…]";
        }
    }

    public BroadcastSettings {
        carriers = Map.copyOf(carriers);
        people = List.copyOf(people);
    }

    /// Warns of this year and the next when nobody has listed which of their days follow the moon; not where nobody
    /// may write messages.
    public void checkMoon(LocalDate today, Problems problems) {
        for (int year = today.getYear(); year <= today.getYear() + 1; year++) {
            if (!people.isEmpty() && !moon.years().contains(year)) {
                problems.warn(
                        moon.place(),
                        "no day of " + year
                                + " is under 'moon': messages would go out on both Bajrams of that year; add"
                                + " them, computed first, and corrected when they are announced");
            }
        }
    }

    /// Who has that name.
    public Optional<Member> member(String name) {
        return people.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /// Segments per second for that carrier; 0 for no limit of ours.
    public double pace(String carrier) {
        return Optional.ofNullable(carriers.get(carrier))
                .map(CarrierTerms::pace)
                .orElse(pace);
    }

    /// What a segment costs there.
    public double price(String carrier) {
        return Optional.ofNullable(carriers.get(carrier))
                .map(CarrierTerms::price)
                .orElse(0.0);
    }

    /// Reads the file; problems go to the document's.
    public static BroadcastSettings read(Doc doc) {
        Doc hours = doc.at("hours");
        LocalTime from = time(hours.at("from"), "09:00");
        LocalTime to = time(hours.at("to"), "20:00");
        if (!from.isBefore(to)) {
            doc.problems().add(hours.place(), "the hours end before they begin");
            from = LocalTime.MIN;
            to = LocalTime.MAX;
        }
        Set<MonthDay> everyYear = new HashSet<>();
        Set<LocalDate> dates = new HashSet<>();
        for (Doc day : hours.at("holidays").list()) {
            holiday(day, everyYear, dates);
        }
        Set<LocalDate> moon = new HashSet<>();
        for (Doc day : hours.at("moon").list()) {
            moonDay(day, moon);
        }
        dates.addAll(moon);
        QuietHours quiet = new QuietHours(
                parsed(hours.at("zone"), "Europe/Belgrade", ZoneId::of, "a time zone such as Europe/Belgrade"),
                from,
                to,
                hours.at("sundays").yes(false),
                everyYear,
                dates,
                hours.at("easter-monday").yes(true),
                hours.at("orthodox-easter-monday").yes(true));
        Map<String, CarrierTerms> carriers = new HashMap<>();
        double pace = doc.at("pace").decimal(0, 100_000, 20);
        doc.at("carriers")
                .entries()
                .forEach((name, terms) -> carriers.put(
                        name,
                        new CarrierTerms(
                                terms.at("pace").decimal(0, 100_000, pace),
                                terms.at("price").decimal(0, 1_000, 0))));
        Doc replies = doc.at("replies");
        BroadcastSettings read = new BroadcastSettings(
                quiet,
                hours.at("jitter").duration(Duration.ZERO, Duration.ofHours(6), Duration.ofMinutes(10)),
                doc.at("monthly-cap").integer(1, 1_000, 2),
                doc.at("smallest-audience").integer(1, 1_000_000, 20),
                pace,
                carriers,
                new Replies(
                        replies.at("share").decimal(0, 1, 0.02),
                        replies.at("per-minute").decimal(0, 100_000, 0),
                        replies.at("hold-when-waiting").integer(0, 100_000, 5)),
                doc.at("keep").duration(Duration.ofDays(1), Duration.ofDays(365), Duration.ofDays(30)),
                doc.at("sender").string(""),
                doc.at("gbv-explicit").yes(false),
                people(doc.at("people")),
                new Moon(
                        moon.stream().map(LocalDate::getYear).collect(Collectors.toSet()),
                        hours.at("moon").place()));
        doc.done();
        return read;
    }

    private static List<Member> people(Doc list) {
        List<Member> people = new ArrayList<>();
        for (Doc one : list.list()) {
            Doc number = one.at("number");
            Optional<Msisdn> read = Msisdn.parse(number.string());
            if (number.present() && read.isEmpty()) {
                list.problems().add(number.place(), "this is no telephone number; write it as +383 44 000 101");
            }
            String name = one.at("name").string();
            boolean writes = one.at("writes").yes(true);
            boolean approves = one.at("approves").yes(false);
            if (people.stream().anyMatch(p -> p.name().equals(name))) {
                list.problems().add(one.place(), "this name is in the list twice; names must differ");
            }
            read.ifPresent(n -> people.add(new Member(name, n, writes, approves)));
        }
        return people;
    }

    private static void holiday(Doc day, Set<MonthDay> everyYear, Set<LocalDate> dates) {
        String written = day.string();
        try {
            if (written.length() == 5) {
                everyYear.add(MonthDay.parse("--" + written));
            } else {
                dates.add(LocalDate.parse(written));
            }
        } catch (DateTimeException e) {
            day.problems().add(day.place(), "a holiday is written 02-17 (every year) or 2026-03-20 (that year only)");
        }
    }

    private static void moonDay(Doc day, Set<LocalDate> dates) {
        try {
            dates.add(LocalDate.parse(day.string()));
        } catch (DateTimeException e) {
            day.problems().add(day.place(), "a day that follows the moon is written with its year, 2026-03-20");
        }
    }

    private static LocalTime time(Doc doc, String fallback) {
        return parsed(doc, fallback, LocalTime::parse, "a time such as 09:00");
    }

    private static <T> T parsed(Doc doc, String fallback, Function<String, T> reading, String wanted) {
        try {
            return reading.apply(doc.string(fallback));
        } catch (DateTimeException e) {
            doc.problems().add(doc.place(), "must be " + wanted);
            return reading.apply(fallback);
        }
    }
}
