package crm.opportunities.forecast;

import crm.chassis.access.Me;
import crm.chassis.sql.Parameters;
import crm.learning.Lifespan;
import crm.opportunities.period.Period;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What will be won in a period, from how deals of the last three years fared: an open one counts with its chance to be won
 * within the period at its age, more where deals that came as far as it were won more often; and deals that are still to come,
 * at the rate of the last 90 days, count with theirs.
 */
@Singleton
class StatisticalForecast {

    private static final int HISTORY_DAYS = 3 * 365;
    private static final int RECENT_DAYS = 90;
    /** So many deals that are won as often as all weigh in for a stage, so that few deals alone prove nothing. */
    private static final double PRIOR = 20;
    private static final String AGE = "least(999, greatest(0, floor(extract(epoch from closed_at - created_at) / 86400)))::bigint";
    /** Open deals are added up by the week they began in, and count as of its middle. */
    private static final String OPEN_AGE = "least(999, greatest(0, $1::date - begun_week - 3))::bigint";

    /** Deals of the past by outcome, furthest stage and age in days. */
    record Past(String outcome, long furthest, long age, long deals) {}

    /** Open deals of one age and furthest stage, and what they are worth. */
    record Open(Leaf leaf, long furthest, long age, BigDecimal base) {}

    /** How many deals somebody began on a day of late, and what one that is won is worth. */
    record Intake(Leaf leaf, double perDay, BigDecimal worth) {}

    private final ForecastLedger ledger;
    private final Clock clock;

    StatisticalForecast(ForecastLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What is to come in, beside what is won already; nothing where the period is over. */
    Uni<Map<Leaf, BigDecimal>> of(Period period, Me me) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (period.isOver(today)) {
            return Uni.createFrom().item(Map.of());
        }
        return past(today).chain(past -> open(today, me).chain(open -> intake(today, me)
                .map(intake -> expected(past, open, intake, ChronoUnit.DAYS.between(today, period.from()), ChronoUnit.DAYS.between(today, period.until())))));
    }

    private Uni<List<Past>> past(LocalDate today) {
        Parameters parameters = new Parameters();
        parameters.add(today);
        String sql = "select outcome, furthest_position, " + AGE + ", count(*) from opportunity where archived_at is null and closed_at >= created_at"
                + " and closed_at >= " + parameters.add(today.minusDays(HISTORY_DAYS).atStartOfDay().atOffset(ZoneOffset.UTC)) + " group by 1, 2, 3"
                + " union all select outcome, furthest_position, " + OPEN_AGE + ", sum(deals)::bigint from opportunity_intake where outcome = 'OPEN'"
                + " and begun_week >= " + parameters.add(today.minusDays(HISTORY_DAYS)) + " group by 1, 2, 3";
        return ledger.list(sql, parameters, row -> new Past(row.getString(0), row.getLong(1), row.getLong(2), row.getLong(3)));
    }

    private Uni<List<Open>> open(LocalDate today, Me me) {
        Parameters parameters = new Parameters();
        parameters.add(today);
        String split = " from opportunity%s where owner_splits is not null and outcome = 'OPEN' and archived_at is null";
        String week = ", furthest_position, date_trunc('week', created_at at time zone 'UTC')::date, ";
        String sql = "select team, owner, furthest_position, " + OPEN_AGE + ", sum(amount_base) from ("
                + "select team, owner, furthest_position, begun_week, deals, amount_base from opportunity_intake where outcome = 'OPEN'"
                + " union all select team, owner" + week + "-1, -amount_base" + split.formatted("")
                + " union all select credited_team, credited_owner" + week + "credited_share, credited_base"
                + split.formatted(" cross join lateral opportunity_shares(amount, amount_base, owner_splits)") + ") as deal where "
                + ledger.readable(me, parameters) + " group by 1, 2, 3, 4 having sum(deals) <> 0";
        return ledger.list(sql, parameters, row -> new Open(ForecastLedger.leaf(row), row.getLong(2), row.getLong(3), row.getBigDecimal(4) == null ? BigDecimal.ZERO : row.getBigDecimal(4)));
    }

    private Uni<List<Intake>> intake(LocalDate today, Me me) {
        Parameters parameters = new Parameters();
        LocalDate since = today.minusDays(RECENT_DAYS).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
        String sql = "select team, owner, sum(deals)::bigint, coalesce(sum(amount_base) filter (where outcome = 'WON')"
                + " / nullif(sum(deals) filter (where outcome = 'WON'), 0), sum(amount_base) / nullif(sum(deals), 0), 0) from opportunity_intake"
                + " where begun_week >= " + parameters.add(since) + " and begun_week <= " + parameters.add(today) + " and "
                + ledger.readable(me, parameters) + " group by 1, 2 having sum(deals) > 0";
        long days = ChronoUnit.DAYS.between(since, today) + 1;
        return ledger.list(sql, parameters, row -> new Intake(ForecastLedger.leaf(row), (double) row.getLong(2) / days, row.getBigDecimal(3)));
    }

    /** @param from first day of the period, counted from today; it may have begun */
    static Map<Leaf, BigDecimal> expected(List<Past> past, List<Open> open, List<Intake> intake, long from, long until) {
        Lifespan.Cases cases = new Lifespan.Cases();
        past.forEach(each -> {
            if (each.outcome.equals("OPEN")) {
                cases.open(each.age, each.deals);
            } else {
                cases.ended(each.age, each.outcome.equals("WON"), each.deals);
            }
        });
        Lifespan lifespan = cases.lifespan();
        Map<Long, Double> lift = new HashMap<>();
        Map<Leaf, Double> sums = new HashMap<>();
        for (Open deals : open) {
            double chance = lifespan.chance(deals.age, from, until) * lift.computeIfAbsent(deals.furthest, stage -> lift(past, stage));
            sums.merge(deals.leaf, Math.min(1, chance) * deals.base.doubleValue(), Double::sum);
        }
        double newcomers = intake.isEmpty() ? 0 : lifespan.newcomers(from, until);
        intake.forEach(each -> sums.merge(each.leaf, each.perDay * newcomers * each.worth.doubleValue(), Double::sum));
        Map<Leaf, BigDecimal> expected = new HashMap<>();
        sums.forEach((leaf, sum) -> expected.put(leaf, BigDecimal.valueOf(sum).setScale(4, RoundingMode.HALF_EVEN)));
        return expected;
    }

    /** How much more often deals were won that came at least as far. */
    private static double lift(List<Past> past, long stage) {
        double overall = rate(past, 1, 0, 0);
        return overall == 0 ? 1 : rate(past, stage, overall, PRIOR) / overall;
    }

    private static double rate(List<Past> past, long stage, double usual, double prior) {
        double won = usual * prior;
        double closed = prior;
        for (Past each : past) {
            if (each.furthest >= stage && !each.outcome.equals("OPEN")) {
                closed += each.deals;
                won += each.outcome.equals("WON") ? each.deals : 0;
            }
        }
        return closed == 0 ? 0 : won / closed;
    }
}
