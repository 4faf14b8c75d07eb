package crm.opportunities.quota;

import com.fasterxml.jackson.core.JsonGenerator;
import crm.chassis.access.Me;
import crm.chassis.directory.Directory;
import crm.chassis.list.RecordQueries;
import crm.chassis.record.RecordJson;
import crm.chassis.sql.Parameters;
import crm.opportunities.money.ExchangeRates;
import crm.opportunities.opportunity.Opportunities;
import crm.opportunities.period.Period;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How far quotas of a period are reached: what was won, what is missing, and how often the open opportunities that are to be
 * closed in the period would make up for it. All in the base currency, of what the caller may read or has a part in; a deal that
 * several people share counts for each with the part.
 */
@Singleton
class Attainment {

    private static final int MOST_QUOTAS = 500;
    private static final int DECIMALS = 4;
    /** Whether an opportunity is one of a quota's, with the teams and territories below its own. */
    private static final String OF_QUOTA = "case when quota.owner is not null then deal.owner = quota.owner"
            + " when quota.territory is not null then deal.territory_name = any(quota.territories)"
            + " else deal.team in (select below from teams where above = quota.team) end";

    private static final String TERRITORY = "lower(coalesce(territory, (select account.territory from account where account.id = account_id)))"
            + " as territory_name";

    private final Quotas quotas;
    private final Opportunities opportunities;
    private final RecordQueries queries;
    private final Directory directory;
    private final RecordJson recordJson;
    private final ExchangeRates rates;
    private final Pool pool;

    Attainment(Quotas quotas, Opportunities opportunities, RecordQueries queries, Directory directory, RecordJson recordJson, ExchangeRates rates,
            Pool pool) {
        this.quotas = quotas;
        this.opportunities = opportunities;
        this.queries = queries;
        this.directory = directory;
        this.recordJson = recordJson;
        this.rates = rates;
        this.pool = pool;
    }

    Uni<byte[]> of(Period period, Me me) {
        Parameters parameters = new Parameters();
        List<String> above = new ArrayList<>();
        List<String> below = new ArrayList<>();
        directory.teamPaths().forEach((team, path) -> directory.withSubteams(Set.of(path)).forEach(each -> {
            above.add(team);
            below.add(each);
        }));
        String readable = RecordQueries.readable(opportunities.type(), me, parameters);
        String closing = "archived_at is null and (outcome = 'WON' and closed_at >= " + parameters.add(period.begin())
                + " and closed_at < " + parameters.add(period.end()) + " or outcome = 'OPEN' and forecast_category <> 'OMITTED' and close_date >= "
                + parameters.add(period.from()) + " and close_date < " + parameters.add(period.until()) + ")";
        String sql = "with recursive teams as (select * from unnest(" + parameters.add(above.toArray(String[]::new)) + "::text[], "
                + parameters.add(below.toArray(String[]::new)) + "::text[]) as pair (above, below)),"
                + " places as (select lower(name) as root, id, lower(name) as name from territory where archived_at is null"
                + " union select places.root, territory.id, lower(territory.name) from territory join places on parent_id = places.id where archived_at is null),"
                + " chosen as (select id, owner, team, territory, measure, target, currency, round(target * coalesce(exchange_rate, 1), 4) as target_base,"
                + " (select array_agg(name) from places where root = lower(territory)) || lower(territory) as territories"
                + " from quota where period = " + parameters.add(period.name()) + " and " + queries.condition(quotas.type(), null, null, me, parameters)
                + " order by owner nulls last, team nulls last, territory, measure limit " + MOST_QUOTAS + "),"
                + " deals as (select owner, team, outcome, territory_name, sum(deals) as deals, sum(base) as base from ("
                + "select owner, team, outcome, " + TERRITORY + ", count(*)::numeric as deals, coalesce(sum(amount_base), 0) as base from opportunity"
                + " where owner_splits is null and " + closing + " and " + readable + " group by 1, 2, 3, 4"
                + " union all select credited_owner, credited_team, outcome, " + TERRITORY + ", sum(credited_share), sum(credited_base) from opportunity"
                + " cross join lateral opportunity_credits(amount_base, owner_splits) where owner_splits is not null and " + closing
                + " and (" + readable + " or owner_splits @> jsonb_build_array(jsonb_build_object('owner', " + parameters.add(me.login()) + "::text)))"
                + " group by 1, 2, 3, 4) as credits group by 1, 2, 3, 4)"
                + " select quota.id, quota.owner, quota.team, quota.territory, measure, target, currency, target_base,"
                + " coalesce(sum(case measure when 'DEALS' then deals else base end) filter (where outcome = 'WON'), 0),"
                + " coalesce(sum(case measure when 'DEALS' then deals else base end) filter (where outcome = 'OPEN'), 0), territories,"
                + " array(select below from teams where above = quota.team order by 1)"
                + " from chosen as quota left join deals as deal on " + OF_QUOTA
                + " group by 1, 2, 3, 4, 5, 6, 7, 8, territories order by quota.owner nulls last, quota.team nulls last, quota.territory, measure";
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> recordJson.write(json -> {
            json.writeStartObject();
            json.writeStringField("period", period.name());
            json.writeStringField("currency", rates.baseCurrency());
            json.writeArrayFieldStart("items");
            for (Row row : rows) {
                write(json, row, period);
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }

    private static void write(JsonGenerator json, Row row, Period period) throws IOException {
        BigDecimal target = row.getBigDecimal(7);
        BigDecimal won = row.getBigDecimal(8);
        BigDecimal open = row.getBigDecimal(9);
        BigDecimal gap = target.subtract(won).max(BigDecimal.ZERO);
        String part = part(row);
        json.writeStartObject();
        json.writeStringField("quotaId", row.getUUID(0).toString());
        value(json, "owner", row.getString(1));
        value(json, "team", row.getString(2));
        value(json, "territory", row.getString(3));
        value(json, "measure", row.getString(4));
        value(json, "target", row.getBigDecimal(5));
        value(json, "currency", row.getString(6));
        value(json, "targetBase", target);
        value(json, "won", won);
        json.writeStringField("wonFilter", "outcome==WON;closedAt=ge=" + period.begin().toInstant() + ";closedAt=lt=" + period.end().toInstant() + part);
        value(json, "attainment", ratio(won, target));
        value(json, "gap", gap);
        value(json, "open", open);
        json.writeStringField("openFilter", "outcome==OPEN;forecastCategory!=OMITTED;closeDate=ge=" + period.from() + ";closeDate=lt=" + period.until() + part);
        value(json, "coverage", ratio(open, gap));
        json.writeEndObject();
    }

    private static String part(Row row) {
        if (row.getString(1) != null) {
            return ";creditedTo==" + quoted(row.getString(1));
        }
        return row.getString(3) != null
                ? ";salesTerritory=in=(" + listed(row.getArrayOfStrings(10)) + ")"
                : ";creditedTeams=in=(" + listed(row.getArrayOfStrings(11)) + ")";
    }

    private static String listed(String[] names) {
        return String.join(",", java.util.Arrays.stream(names).distinct().map(Attainment::quoted).toList());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** With 4 decimals; null where there is nothing to divide by. */
    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.divide(whole, DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static void value(JsonGenerator json, String name, Object value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            RecordJson.simple(json, value);
        }
    }
}
