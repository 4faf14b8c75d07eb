package crm.cases.health;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a score of facts: 100 less what each factor takes away. */
final class HealthScore {

    private static final int FULL = 100;
    private static final int SATISFACTION_STEPS = 4;
    private static final double FAIR_SATISFACTION = 3;

    private record Measured(String name, int weight, int value, String evidence) {}

    private final List<Factor> factors;

    private HealthScore(List<Factor> factors) {
        this.factors = factors;
    }

    static HealthScore of(HealthFacts facts, LocalDate today, HealthSettings settings) {
        List<Measured> measured = new ArrayList<>();
        measured.add(openCases(facts, settings));
        measured.add(breaches(facts, settings));
        if (facts.answers() > 0) {
            measured.add(satisfaction(facts, settings));
        }
        if (facts.renewal() != null) {
            measured.add(renewal(facts, today, settings));
        }
        int all = measured.stream().mapToInt(Measured::weight).sum();
        return new HealthScore(measured.stream().map(each -> {
            double share = all == 0 ? 0 : (double) FULL * each.weight() / all;
            return Factor.of(each.name(), (int) Math.round(share), each.value(), (int) Math.round(share * (each.value() - FULL) / FULL), each.evidence());
        }).toList());
    }

    List<Factor> factors() {
        return factors;
    }

    int score() {
        return Math.max(0, FULL + factors.stream().mapToInt(factor -> factor.effect().intValueExact()).sum());
    }

    static Band band(int score, HealthSettings settings) {
        return score >= settings.green() ? Band.GREEN : score >= settings.yellow() ? Band.YELLOW : Band.RED;
    }

    private static Measured openCases(HealthFacts facts, HealthSettings settings) {
        HealthSettings.Points points = settings.points();
        int cost = number(facts, "LOW") * points.low() + number(facts, "NORMAL") * points.normal() + number(facts, "HIGH") * points.high()
                + number(facts, "URGENT") * points.urgent() + facts.escalated() * points.escalated();
        int open = facts.open().values().stream().mapToInt(Integer::intValue).sum();
        String which = Stream.of("URGENT", "HIGH", "NORMAL", "LOW").filter(priority -> number(facts, priority) > 0)
                .map(priority -> number(facts, priority) + " " + priority).collect(Collectors.joining(", "));
        String evidence = open == 0 ? "none open" : open + " open: " + which + (facts.escalated() == 0 ? "" : "; " + facts.escalated() + " escalated");
        return new Measured("openCases", settings.weight().openCases(), Math.max(0, FULL - cost), evidence);
    }

    private static Measured breaches(HealthFacts facts, HealthSettings settings) {
        return new Measured("slaBreaches", settings.weight().slaBreaches(), Math.max(0, FULL - facts.breaches() * settings.points().breach()),
                facts.breaches() + " in " + settings.days().breaches() + " days");
    }

    private static Measured satisfaction(HealthFacts facts, HealthSettings settings) {
        int value = (int) Math.round((facts.satisfaction() - 1) * FULL / SATISFACTION_STEPS);
        return new Measured("satisfaction", settings.weight().satisfaction(), value, String.format(Locale.ROOT, "%.1f of 5 from %d in %d days",
                facts.satisfaction(), facts.answers(), settings.days().satisfaction()));
    }

    /** A renewal that comes near counts against a customer who has reason not to renew, the more the nearer it is. */
    private static Measured renewal(HealthFacts facts, LocalDate today, HealthSettings settings) {
        long days = Math.max(0, ChronoUnit.DAYS.between(today, facts.renewal()));
        boolean unhappy = facts.breaches() > 0 || facts.escalated() > 0 || number(facts, "URGENT") + number(facts, "HIGH") > 0
                || facts.answers() > 0 && facts.satisfaction() < FAIR_SATISFACTION;
        boolean near = days < settings.days().renewal();
        int value = near && unhappy ? (int) (days * FULL / settings.days().renewal()) : FULL;
        return new Measured("renewal", settings.weight().renewal(), value,
                "in " + days + " days, on " + facts.renewal() + (near && unhappy ? ", at risk" : ""));
    }

    private static int number(HealthFacts facts, String priority) {
        return facts.open().getOrDefault(priority, 0);
    }
}
