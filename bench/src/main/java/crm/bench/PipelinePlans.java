package crm.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** The statements behind each request that the pipeline's growth is measured with, as the opportunities service asks them for who may read all. */
final class PipelinePlans {

    private static final String DEFAULT = "pipeline_id = '019aa000-0000-7000-8000-000000000001'";
    private static final String LAST_YEAR = "archived_at is null and closed_at >= (current_date - 365)::timestamptz and closed_at < (current_date + 1)::timestamptz";
    private static final String SUMS = "currency, count(*) as deals, sum(amount) as amount, sum(amount_base) as base";

    private PipelinePlans() {}

    /** By the name of the request; a forecast is made of several. */
    static Map<String, String> all() {
        Map<String, String> plans = new LinkedHashMap<>();
        plans.put("board, figures", "select stage_id, sum(deals), sum(amount_base), sum(weighted_base) from opportunity_figure where " + DEFAULT + " group by 1");
        plans.put("board, first cards of a column", "select id from opportunity where stage_id = '019aa000-0000-7000-8000-000000000013'"
                + " and archived_at is null order by close_date, id limit 10");
        plans.put("list of one owner by close date", "select id from opportunity where lower(owner) = 'agent-3' and outcome = 'OPEN' and archived_at is null"
                + " order by close_date, id limit 51");
        plans.put("list of one owner, newest first", "select id from opportunity where lower(owner) = 'agent-3' and outcome = 'OPEN' and archived_at is null"
                + " order by created_at desc, id desc limit 51");
        plans.put("forecast of the quarter, open", open("quarter", "3 months"));
        plans.put("forecast of the quarter, won", won("quarter", "3 months"));
        plans.put("forecast of the year, open", open("year", "1 year"));
        plans.put("forecast of the year, won", won("year", "1 year"));
        plans.put("forecast, what is to come by age and stage", "select team, owner, furthest_position, begun_week, sum(amount_base) from opportunity_intake"
                + " where outcome = 'OPEN' group by 1, 2, 3, 4");
        plans.put("win rate by owner", "select lower(owner), min(owner), outcome, " + SUMS + " from opportunity where " + LAST_YEAR
                + " and outcome in ('WON', 'LOST') group by 1, outcome, currency");
        plans.put("sales cycle", "with deals as (select outcome, extract(epoch from closed_at - created_at) / 86400 as days from opportunity where " + LAST_YEAR
                + " and outcome <> 'OPEN') select count(*) filter (where outcome = 'WON'), avg(days) filter (where outcome = 'WON'),"
                + " percentile_cont(array[0.5, 0.75, 0.9]) within group (order by days) filter (where outcome = 'WON') from deals");
        plans.put("won revenue by quarter", "select date_trunc('quarter', closed_at at time zone 'UTC'), " + SUMS + " from opportunity where " + LAST_YEAR
                + " and outcome = 'WON' group by 1, currency");
        plans.put("conversion", "select furthest_position, outcome, " + SUMS + " from opportunity where " + LAST_YEAR + " and " + DEFAULT + " group by 1, 2, currency");
        plans.put("time in stages", "with deals as (select id from opportunity where " + LAST_YEAR + " and " + DEFAULT + "), stays as (select stage, seconds from deals"
                + " cross join lateral (select from_stage_id as stage, sum(seconds_in_previous_stage)::bigint as seconds from opportunity_stage_history"
                + " where opportunity_id = deals.id group by from_stage_id) as each) select stage, count(*), round(avg(seconds)),"
                + " percentile_cont(array[0.5, 0.75, 0.9, 0.95]) within group (order by seconds) from stays group by stage");
        plans.put("conversion of all that were created", "select furthest_position, outcome, currency, sum(deals), sum(priced), sum(amount), sum(amount_base)"
                + " from opportunity_begun_figure where " + DEFAULT + " and begun_day >= current_date - 365 and begun_day <= current_date group by 1, 2, 3");
        plans.put("trend by owner", "select day, owner, currency, sum(deals), sum(amount), sum(amount_base), sum(weighted_base) from pipeline_snapshot"
                + " where day >= current_date - 365 and day <= current_date group by 1, 2, 3");
        return plans;
    }

    private static String open(String period, String length) {
        return "select team, owner, forecast_category, currency, sum(deals), sum(amount), sum(amount_base) from opportunity_figure where outcome = 'OPEN'"
                + " and close_month >= date_trunc('" + period + "', current_date)::date and close_month < (date_trunc('" + period + "', current_date) + interval '" + length
                + "')::date group by 1, 2, 3, 4";
    }

    private static String won(String period, String length) {
        return "select team, owner, " + SUMS + " from opportunity where outcome = 'WON' and archived_at is null and closed_at >= date_trunc('" + period
                + "', now()) and closed_at < date_trunc('" + period + "', now()) + interval '" + length + "' group by 1, 2, currency";
    }
}
