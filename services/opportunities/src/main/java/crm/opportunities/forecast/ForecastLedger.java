package crm.opportunities.forecast;

import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.sql.Parameters;
import crm.opportunities.opportunity.Opportunities;
import crm.opportunities.period.Period;
import crm.opportunities.pipeline.ForecastCategory;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** What is known of a period's forecast, as far as somebody may read it. */
@Singleton
class ForecastLedger {

    private final Opportunities opportunities;
    private final Pool pool;

    ForecastLedger(Opportunities opportunities, Pool pool) {
        this.opportunities = opportunities;
        this.pool = pool;
    }

    /**
     * Open opportunities by their close date and what was won by its end, added up by owner, category and currency. A deal of several
     * people counts for each with the part, whosever deal it is: it is taken from the sums of its owner and team, and its parts are added.
     */
    Uni<List<RollUp.Cell>> cells(Period period, Me me) {
        Parameters parameters = new Parameters();
        String won = "outcome = 'WON' and archived_at is null and closed_at >= " + parameters.add(period.begin()) + " and closed_at < " + parameters.add(period.end());
        String from = parameters.add(period.from());
        String until = parameters.add(period.until());
        String open = "outcome = 'OPEN' and archived_at is null and close_date >= " + from + " and close_date < " + until;
        String sql = "select team, owner, forecast_category, currency, trim_scale(sum(deals)), sum(amount), sum(base) from ("
                + "select team, owner, forecast_category, currency, deals, amount, amount_base as base from opportunity_figure"
                + " where outcome = 'OPEN' and close_month >= " + from + " and close_month < " + until
                + " union all select team, owner, 'CLOSED', currency, count(*), sum(amount), sum(amount_base) from opportunity where " + won + " group by 1, 2, 4"
                + " union all " + split("forecast_category", open) + " union all " + split("'CLOSED'", won)
                + ") as cell where " + readable(me, parameters) + " group by 1, 2, 3, 4 having sum(deals) <> 0";
        return list(sql, parameters, row -> new RollUp.Cell(leaf(row), ForecastCategory.valueOf(row.getString(2)),
                Amounts.of(row.getBigDecimal(4), row.getString(3), row.getBigDecimal(5), row.getBigDecimal(6))));
    }

    private static String split(String category, String which) {
        String split = " and owner_splits is not null";
        return "select team, owner, " + category + ", currency, -1, -amount, -amount_base from opportunity where " + which + split
                + " union all select credited_team, credited_owner, " + category + ", currency, credited_share, credited_amount, credited_base"
                + " from opportunity cross join lateral opportunity_shares(amount, amount_base, owner_splits) where " + which + split;
    }

    /** What each person called last. */
    Uni<List<Call>> calls(Period period, Me me) {
        Parameters parameters = new Parameters();
        String sql = "select distinct on (owner, team) team, owner, amount, currency, amount_base, note, submitted_at from forecast_submission"
                + " where period = " + parameters.add(period.name()) + " and " + readable(me, parameters)
                + " order by owner, team, submitted_at desc, id desc";
        return list(sql, parameters, ForecastLedger::call);
    }

    /** All that was ever called, newest first, 200 at most. */
    Uni<List<Call>> submissions(Period period, Me me) {
        Parameters parameters = new Parameters();
        String sql = "select team, owner, amount, currency, amount_base, note, submitted_at from forecast_submission where period = "
                + parameters.add(period.name()) + " and " + readable(me, parameters) + " order by submitted_at desc, id desc limit 200";
        return list(sql, parameters, ForecastLedger::call);
    }

    /** What managers added last, to teams and people. */
    Uni<List<Adjustment>> adjustments(Period period, Me me) {
        Parameters parameters = new Parameters();
        String sql = "select distinct on (team, owner) team, owner, amount, currency, amount_base, reason, adjusted_by, adjusted_at"
                + " from forecast_adjustment where period = " + parameters.add(period.name()) + " and " + readable(me, parameters)
                + " order by team, owner, adjusted_at desc, id desc";
        return list(sql, parameters, row -> new Adjustment(leaf(row), row.getBigDecimal(2), row.getString(3), row.getBigDecimal(4),
                row.getString(5), row.getString(6), row.getOffsetDateTime(7).toInstant()));
    }

    String readable(Me me, Parameters parameters) {
        return AccessSql.within(opportunities.type().access().read(me), me, parameters);
    }

    static Leaf leaf(Row row) {
        return new Leaf(row.getString(0), row.getString(1));
    }

    private static Call call(Row row) {
        return new Call(leaf(row), row.getBigDecimal(2), row.getString(3), row.getBigDecimal(4), row.getString(5), row.getOffsetDateTime(6).toInstant());
    }

    <T> Uni<List<T>> list(String sql, Parameters parameters, Function<Row, T> reading) {
        Uni<RowSet<Row>> rows = pool.preparedQuery(sql).execute(parameters.tuple());
        return rows.map(found -> StreamSupport.stream(found.spliterator(), false).map(reading).toList());
    }
}
