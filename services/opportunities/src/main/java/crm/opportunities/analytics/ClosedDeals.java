package crm.opportunities.analytics;

import crm.chassis.access.Me;
import crm.chassis.sql.Parameters;
import crm.opportunities.period.FiscalCalendar;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.math.BigDecimal;

/** What became of the opportunities that were closed in a time: how many and how much was won, and how long it took. */
@Singleton
class ClosedDeals {

    private static final String DAYS = "extract(epoch from closed_at - created_at) / 86400";

    private final Cohort cohort;
    private final FiscalCalendar calendar;
    private final Figures figures;
    private final Pool pool;

    ClosedDeals(Cohort cohort, FiscalCalendar calendar, Figures figures, Pool pool) {
        this.cohort = cohort;
        this.calendar = calendar;
        this.figures = figures;
        this.pool = pool;
    }

    /** Won and lost, and the share of the won among both. */
    Uni<byte[]> winRate(AnalyticsQuery query, Me me) {
        Parameters parameters = new Parameters();
        Selection closed = cohort.of(query, Cohort.Moment.CLOSED, me, parameters);
        Grouping grouping = Grouping.of(query.groupBy, null, Cohort.Moment.CLOSED, calendar).inParts();
        return sums(closed, grouping, "outcome in ('WON', 'LOST')", "sum(deals) desc, 1", parameters).map(rows -> figures.write(closed, rows, (json, row) -> {
            String filter = Figures.group(json, grouping, closed, row.getString(0), row.getString(1));
            BigDecimal won = row.getBigDecimal(2);
            BigDecimal lost = row.getBigDecimal(5);
            Figures.share(json, "winRate", won, won.add(lost));
            json.writeStringField("filter", filter + ";outcome=in=(WON,LOST)");
            json.writeObjectFieldStart("won");
            Figures.amounts(json, won, row.getString(3), row.getBigDecimal(4), filter + ";outcome==WON");
            json.writeEndObject();
            json.writeObjectFieldStart("lost");
            Figures.amounts(json, lost, row.getString(6), row.getBigDecimal(7), filter + ";outcome==LOST");
            json.writeEndObject();
        }));
    }

    /** What was won, by quarter unless told otherwise. */
    Uni<byte[]> wonRevenue(AnalyticsQuery query, Me me) {
        Parameters parameters = new Parameters();
        Selection closed = cohort.of(query, Cohort.Moment.CLOSED, me, parameters);
        Grouping grouping = Grouping.of(query.groupBy, "quarter", Cohort.Moment.CLOSED, calendar).inParts();
        return sums(closed, grouping, "outcome = 'WON'", "1", parameters).map(rows -> figures.write(closed, rows, (json, row) -> {
            String filter = Figures.group(json, grouping, closed, row.getString(0), row.getString(1));
            Figures.amounts(json, row.getBigDecimal(2), row.getString(3), row.getBigDecimal(4), filter + ";outcome==WON");
        }));
    }

    private Uni<RowSet<Row>> sums(Selection closed, Grouping grouping, String which, String order, Parameters parameters) {
        String sql = "with cells as (" + InParts.cells(grouping, closed.condition() + " and " + which) + ") select key, min(label), " + Sums.columns("outcome = 'WON'", "numeric") + ", " + Sums.columns("outcome = 'LOST'", "numeric")
                + " from cells group by key order by " + order + " limit " + (Figures.MOST_GROUPS + 1);
        return pool.preparedQuery(sql).execute(parameters.tuple());
    }

    /** Days from creation to the end, of those won and of those lost, each deal whole wherever it has a part: mean, median, 75th and 90th percentile. */
    Uni<byte[]> salesCycle(AnalyticsQuery query, Me me) {
        Parameters parameters = new Parameters();
        Selection closed = cohort.of(query, Cohort.Moment.CLOSED, me, parameters);
        Grouping grouping = Grouping.of(query.groupBy, null, Cohort.Moment.CLOSED, calendar).inParts();
        String sql = "with deals as (" + InParts.deals(grouping, closed.condition() + " and outcome <> 'OPEN'", "outcome, " + DAYS + " as days") + ")"
                + " select key, min(label), " + days("WON") + ", " + days("LOST") + " from deals group by key order by count(*) desc, key limit "
                + (Figures.MOST_GROUPS + 1);
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> figures.write(closed, rows, (json, row) -> {
            String filter = Figures.group(json, grouping, closed, row.getString(0), row.getString(1));
            cycle(json, "won", row, 2, filter + ";outcome==WON");
            cycle(json, "lost", row, 5, filter + ";outcome==LOST");
        }));
    }

    private static String days(String outcome) {
        String which = " filter (where outcome = '" + outcome + "')";
        return "count(*)" + which + ", round(avg(days)" + which + ", 4), percentile_cont(array[0.5, 0.75, 0.9]) within group (order by days)" + which;
    }

    private static void cycle(com.fasterxml.jackson.core.JsonGenerator json, String name, Row row, int column, String filter) throws java.io.IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", row.getLong(column));
        Figures.value(json, "averageDays", row.getBigDecimal(column + 1));
        Percentiles.DAYS.write(json, row.getArrayOfDoubles(column + 2));
        json.writeStringField("filter", filter);
        json.writeEndObject();
    }
}
