package crm.opportunities.value;

import static crm.opportunities.value.AccountRollUp.number;

import com.fasterxml.jackson.core.JsonGenerator;
import crm.chassis.access.Me;
import crm.chassis.list.RecordQueries;
import crm.chassis.record.RecordJson;
import crm.chassis.sql.Parameters;
import crm.opportunities.activity.Activities;
import crm.opportunities.money.ExchangeRates;
import crm.opportunities.opportunity.Opportunities;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a customer is worth and what it costs to serve, with the formula that says how. Revenue is of the opportunities that the
 * caller may read, effort of the activities that the caller may read, and cases are all that the cases service closed.
 */
@Singleton
class CustomerValue {

    private static final BigDecimal MINUTES_OF_HOUR = BigDecimal.valueOf(60);
    private static final int DECIMALS = 4;

    private final Opportunities opportunities;
    private final Activities activities;
    private final ExchangeRates rates;
    private final CostsToServe costs;
    private final RecordJson recordJson;
    private final Pool pool;

    CustomerValue(Opportunities opportunities, Activities activities, ExchangeRates rates, CostsToServe costs, RecordJson recordJson, Pool pool) {
        this.opportunities = opportunities;
        this.activities = activities;
        this.rates = rates;
        this.costs = costs;
        this.recordJson = recordJson;
        this.pool = pool;
    }

    /**
     * The value up to now.
     *
     * @param subsidiaries whether the accounts below count as well
     */
    Uni<byte[]> of(UUID account, boolean subsidiaries, Me me) {
        LocalDate today = rates.today();
        Parameters parameters = new Parameters();
        parameters.add(account);
        String family = subsidiaries ? "recursive " + AccountRollUp.FAMILY : "family as (select id from account where id = $1)";
        String day = parameters.add(today);
        String sql = "with " + family + ", deals as (select count(*) filter (where outcome = 'WON') as won,"
                + " coalesce(sum(amount_base) filter (where outcome = 'WON'), 0) as won_base,"
                + " coalesce(sum(round(recurring_amount * exchange_rate, 4) * case recurrence when 'MONTHLY' then 12 else 1 end)"
                + " filter (where outcome = 'WON' and renews_on >= " + day + "), 0) as recurring,"
                + " coalesce(sum(round(expected_revenue * exchange_rate, 4)) filter (where outcome = 'OPEN'), 0) as expected"
                + " from opportunity where account_id in (select id from family) and archived_at is null and "
                + RecordQueries.readable(opportunities.type(), me, parameters) + "),"
                + " effort as (select count(*) as done, coalesce(sum(coalesce(duration_minutes, " + costs.minutesSql() + ")), 0) as minutes from activity"
                + " where related_to && (select array_agg('account:' || id) from family) and status = 'COMPLETED' and archived_at is null and "
                + RecordQueries.readable(activities.type(), me, parameters) + "),"
                + " served as (select count(*) as cases from served_case where account_id in (select id from family))"
                + " select won, won_base, recurring, expected, done, minutes::bigint, cases, (select count(*) from family) from deals, effort, served";
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> write(account, subsidiaries, today, rows.iterator().next()));
    }

    private byte[] write(UUID account, boolean subsidiaries, LocalDate today, Row row) {
        BigDecimal revenue = row.getBigDecimal(1);
        long minutes = row.getLong(5);
        long cases = row.getLong(6);
        BigDecimal effort = BigDecimal.valueOf(minutes).multiply(costs.perHour()).divide(MINUTES_OF_HOUR, DECIMALS, RoundingMode.HALF_EVEN);
        BigDecimal served = costs.perCase().multiply(BigDecimal.valueOf(cases));
        BigDecimal cost = effort.add(served);
        return recordJson.write(json -> {
            json.writeStartObject();
            json.writeStringField("accountId", account.toString());
            json.writeStringField("asOf", today.toString());
            json.writeStringField("currency", rates.baseCurrency());
            json.writeBooleanField("subsidiaries", subsidiaries);
            number(json, "accounts", row.getLong(7));
            number(json, "value", revenue.subtract(cost));
            json.writeObjectFieldStart("revenue");
            number(json, "won", revenue);
            number(json, "deals", row.getLong(0));
            number(json, "recurringPerYear", row.getBigDecimal(2));
            number(json, "expected", row.getBigDecimal(3));
            json.writeEndObject();
            json.writeObjectFieldStart("costToServe");
            number(json, "total", cost);
            part(json, "activities", row.getLong(4), effort);
            number(json, "minutes", minutes);
            json.writeEndObject();
            part(json, "cases", cases, served);
            json.writeEndObject();
            json.writeEndObject();
            formula(json);
            json.writeEndObject();
        });
    }

    private static void part(JsonGenerator json, String name, long count, BigDecimal cost) throws IOException {
        json.writeObjectFieldStart(name);
        number(json, "count", count);
        number(json, "cost", cost);
    }

    private void formula(JsonGenerator json) throws IOException {
        String currency = rates.baseCurrency();
        json.writeObjectFieldStart("formula");
        json.writeStringField("value", "revenue.won - costToServe.total");
        json.writeStringField("revenue.won", "sum of amountBase of the opportunities won");
        json.writeStringField("revenue.recurringPerYear", "sum of recurringAmount in " + currency
                + ", 12 times where it is monthly, of the opportunities won whose renewsOn is not over");
        json.writeStringField("revenue.expected", "sum of expectedRevenue in " + currency + " of the open opportunities");
        json.writeStringField("costToServe.total", "costToServe.activities.cost + costToServe.cases.cost");
        json.writeStringField("costToServe.activities.cost", "minutes / 60 x " + costs.perHour().toPlainString() + " " + currency
                + ", of completed activities about the account; their durationMinutes, else " + costs.minutesWords());
        json.writeStringField("costToServe.cases.cost", "cases closed x " + costs.perCase().toPlainString() + " " + currency);
        json.writeEndObject();
    }
}
