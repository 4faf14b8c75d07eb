package crm.opportunities.forecast;

import crm.chassis.access.Me;
import crm.chassis.record.RecordJson;
import crm.chassis.sql.Parameters;
import crm.opportunities.period.Period;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;

/** The forecast of a period as it was kept week by week, added up over what somebody may read. */
@Singleton
class ForecastWeeks {

    private static final int MOST_WEEKS = 200;

    private final ForecastLedger ledger;
    private final RecordJson recordJson;
    private final Pool pool;

    ForecastWeeks(ForecastLedger ledger, RecordJson recordJson, Pool pool) {
        this.ledger = ledger;
        this.recordJson = recordJson;
        this.pool = pool;
    }

    /** {@code {"items":[{"week":"2026-11-23","takenAt":…,"called":…,"adjusted":…,"statistical":…,"categories":{"COMMIT":…}}]}}, amounts in the base currency. */
    Uni<byte[]> of(Period period, Me me) {
        Parameters parameters = new Parameters();
        String kept = "from forecast_snapshot where period = " + parameters.add(period.name()) + " and " + ledger.readable(me, parameters);
        String sql = "with parts as (select week, called_base, adjustment_base, statistical_base " + kept + "),"
                + " sums as (select week, category.key as name, trim_scale(sum((category.value->>'base')::numeric)) as base"
                + " from (select week, figures " + kept + ") as each cross join jsonb_each(figures) as category group by 1, 2)"
                + " select week, taken_at, sum(called_base), sum(called_base + adjustment_base), sum(statistical_base),"
                + " coalesce((select jsonb_object_agg(name, base) from sums where sums.week = parts.week), '{}')::text"
                + " from parts join forecast_week using (week) where period = $1 group by week, taken_at order by week desc limit " + MOST_WEEKS;
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> recordJson.write(json -> {
            json.writeStartObject();
            json.writeStringField("period", period.name());
            json.writeArrayFieldStart("items");
            for (Row row : rows) {
                json.writeStartObject();
                json.writeStringField("week", row.getLocalDate(0).toString());
                json.writeStringField("takenAt", row.getOffsetDateTime(1).toInstant().toString());
                ForecastJson.number(json, "called", row.getBigDecimal(2));
                ForecastJson.number(json, "adjusted", row.getBigDecimal(3));
                ForecastJson.number(json, "statistical", row.getBigDecimal(4));
                json.writeFieldName("categories");
                json.writeRawValue(row.getString(5));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }));
    }
}
