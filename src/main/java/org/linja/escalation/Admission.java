package org.linja.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.linja.staff.Counsellor;

/// Holds to the limit of alerts that one person gets in a minute, the most urgent cases first. A case for which all
/// that were planned have had enough goes to others on call who have not; when all have, a digest stands for it. So
/// there is nobody of whom no one hears.
final class Admission {
    private final Alerts alerts;
    private final int perMinute;
    private final Duty duty;
    private final Instant now;

    Admission(Alerts alerts, int perMinute, Duty duty, Instant now) {
        this.alerts = alerts;
        this.perMinute = perMinute;
        this.duty = duty;
        this.now = now;
    }

    /// @param steps the most urgent first
    void admit(List<Step> steps) {
        Map<Counsellor, List<Step>> wanted = new LinkedHashMap<>();
        for (Step step : steps) {
            step.plan()
                    .asked()
                    .forEach(who ->
                            wanted.computeIfAbsent(who, w -> new ArrayList<>()).add(step));
        }
        wanted.forEach(this::some);
        List<Step> unheard = new ArrayList<>(
                steps.stream().filter(step -> step.alone().isEmpty()).toList());
        for (Counsellor who : duty.onCall()) {
            List<Step> hers = unheard.stream()
                    .filter(step -> !step.told().contains(who) && duty.atHand(who))
                    .toList();
            if (!hers.isEmpty()) {
                unheard.removeAll(some(who, hers));
            }
        }
        List<Step> alarming = steps.stream().filter(Step::alarming).toList();
        if (!alarming.isEmpty()) {
            for (Counsellor who : duty.alarmed()) {
                int admitted = alerts.admit(who.name(), alarming.size(), perMinute, now);
                alarming.subList(0, admitted).forEach(step -> step.alarmed().add(who));
            }
        }
    }

    private List<Step> some(Counsellor who, List<Step> hers) {
        int admitted = alerts.admit(who.name(), hers.size(), perMinute, now);
        List<Step> heard = hers.subList(0, admitted);
        heard.forEach(step -> step.alert(who));
        return heard;
    }
}
