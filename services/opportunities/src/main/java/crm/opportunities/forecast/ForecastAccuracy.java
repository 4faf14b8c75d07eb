package crm.opportunities.forecast;

import crm.chassis.access.Me;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.RecordJson;
import crm.chassis.sql.Parameters;
import crm.opportunities.period.Period;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How well forecasts foretold: what was called in each week of periods that are over, beside what landed in them. The bias is
 * the sum of all errors as a share of all that landed, positive where too much was called; the MAPE is the mean of the errors,
 * each as a share of what landed, where anything did. The naive forecast, which a good one has to beat, is that as much lands
 * as in the period before.
 */
@Singleton
class ForecastAccuracy {

    private static final int MOST_GROUPS = 500;
    private static final String WON = " where outcome = 'WON' and archived_at is null and owner_splits is ";
    /** What was won, by those who get the credit. */
    private static final String CREDITED = "(select owner, team, closed_at, amount_base from opportunity" + WON + "null union all"
            + " select credited_owner, credited_team, closed_at, credited_base from opportunity"
            + " cross join lateral opportunity_shares(amount, amount_base, owner_splits)" + WON + "not null) as credited";
    private static final List<String> FIGURES = List.of("called", "adjusted", "statistical", "naive");

    private final ForecastLedger ledger;
    private final Forecasts forecasts;
    private final RecordJson recordJson;
    private final Pool pool;
    private final Clock clock;

    ForecastAccuracy(ForecastLedger ledger, Forecasts forecasts, RecordJson recordJson, Pool pool, Clock clock) {
        this.ledger = ledger;
        this.forecasts = forecasts;
        this.recordJson = recordJson;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * {@code {"items":[{"owner":…,"forecasts":12,"landed":…,"called":{"sum":…,"bias":0.04,"mape":0.11},…}]}}.
     *
     * @param groupBy owner, team (with all below it), horizon (weeks before the end of the period) or period; null for all as one
     * @param kind month, quarter or year; quarter where it is null
     */
    Uni<byte[]> of(String groupBy, String kind, Me me) {
        String group = groupBy == null || groupBy.isBlank() ? "" : groupBy;
        if (!List.of("", "owner", "team", "horizon", "period").contains(group)) {
            throw refused("groupBy", "The accuracy is grouped by owner, team, horizon or period.");
        }
        Parameters parameters = new Parameters();
        String readable = ledger.readable(me, parameters);
        String calls = "select period, week, from_day, until_day, team, owner, called_base, adjustment_base, statistical_base from forecast_snapshot"
                + " join forecast_week using (period, week) where kind = " + parameters.add(kind(kind).name()) + " and until_day <= "
                + parameters.add(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)) + " and " + readable;
        String begin = "from_day::timestamp at time zone 'UTC'";
        String landed = "select period, team, owner, coalesce(sum(amount_base) filter (where closed_at >= " + begin + "), 0) as base,"
                + " coalesce(sum(amount_base) filter (where closed_at < " + begin + "), 0) as before"
                + " from (select distinct period, from_day, until_day from calls) as over join " + CREDITED + " on closed_at >= (from_day - interval '"
                + kind(kind).months() + " months') at time zone 'UTC' and closed_at < until_day::timestamp at time zone 'UTC'"
                + " where " + readable + " group by 1, 2, 3";
        String teams = group.equals("team") ? " join " + tree(parameters) + " on below = team" : "";
        String key = switch (group) {
            case "owner" -> "coalesce(owner, '')";
            case "team" -> "above";
            default -> "''";
        };
        String points = "select key, period, week, until_day, sum(called) as called, sum(adjusted) as adjusted, sum(statistical) as statistical,"
                + " sum(naive) as naive, sum(landed) as landed from (select " + key + " as key, period, week, until_day, called_base as called,"
                + " called_base + adjustment_base as adjusted, statistical_base as statistical, 0 as naive, 0 as landed from calls" + teams
                + " union all select " + key + ", period, week, until_day, 0, 0, 0, before, base from landed join (select distinct period, week, until_day from calls)"
                + " as weeks using (period)" + teams + ") as both_sides group by 1, 2, 3, 4";
        String shown = switch (group) {
            case "horizon" -> "((until_day - week + 6) / 7)::text";
            case "period" -> "period";
            default -> "key";
        };
        StringBuilder sql = new StringBuilder("with calls as (" + calls + "), landed as (" + landed + "), points as (" + points + ") select " + shown
                + ", count(*), sum(landed)");
        FIGURES.forEach(figure -> sql.append(", sum(").append(figure).append("), round(sum(").append(figure).append(" - landed) / nullif(sum(landed), 0), 4),")
                .append(" round(avg(abs(").append(figure).append(" - landed) / landed) filter (where landed > 0), 4)"));
        sql.append(" from points group by 1 order by ").append(group.equals("horizon") ? "min(until_day - week)" : "1").append(" limit ").append(MOST_GROUPS);
        return pool.preparedQuery(sql.toString()).execute(parameters.tuple()).map(rows -> recordJson.write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Row row : rows) {
                json.writeStartObject();
                if (group.equals("horizon")) {
                    json.writeNumberField("weeksBeforeEnd", Integer.parseInt(row.getString(0)));
                } else if (!group.isEmpty() && !row.getString(0).isEmpty()) {
                    json.writeStringField(group, row.getString(0));
                }
                json.writeNumberField("forecasts", row.getLong(1));
                ForecastJson.number(json, "landed", row.getBigDecimal(2));
                for (int i = 0; i < FIGURES.size(); i++) {
                    json.writeObjectFieldStart(FIGURES.get(i));
                    ForecastJson.number(json, "sum", row.getBigDecimal(3 + 3 * i));
                    share(json, "bias", row.getBigDecimal(4 + 3 * i));
                    share(json, "mape", row.getBigDecimal(5 + 3 * i));
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static void share(com.fasterxml.jackson.core.JsonGenerator json, String name, BigDecimal share) throws java.io.IOException {
        if (share != null) {
            ForecastJson.number(json, name, share);
        }
    }

    /** Each team beside itself and all below it. */
    private String tree(Parameters parameters) {
        TeamTree tree = forecasts.tree();
        List<String> above = new ArrayList<>();
        List<String> below = new ArrayList<>();
        tree.teams().forEach(team -> tree.within(team).forEach(each -> {
            above.add(team);
            below.add(each);
        }));
        return "unnest(" + parameters.add(above.toArray(String[]::new)) + "::text[], " + parameters.add(below.toArray(String[]::new))
                + "::text[]) as tree (above, below)";
    }

    private static Period.Kind kind(String kind) {
        if (kind == null || kind.isBlank()) {
            return Period.Kind.QUARTER;
        }
        for (Period.Kind known : Period.Kind.values()) {
            if (known.word().equals(kind.toLowerCase(Locale.ROOT))) {
                return known;
            }
        }
        throw refused("kind", "kind is month, quarter or year.");
    }

    private static Problem refused(String parameter, String detail) {
        return Problem.malformed(detail, new FieldError(parameter, detail));
    }
}
