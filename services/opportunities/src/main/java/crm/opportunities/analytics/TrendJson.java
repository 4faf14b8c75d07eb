package crm.opportunities.analytics;

import crm.chassis.record.RecordJson;
import crm.opportunities.money.ExchangeRates;
import crm.opportunities.period.Period;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;

/** Writes figures that stand in the order of time. */
@Singleton
class TrendJson {

    private final RecordJson recordJson;
    private final ExchangeRates rates;

    TrendJson(RecordJson recordJson, ExchangeRates rates) {
        this.recordJson = recordJson;
        this.rates = rates;
    }

    byte[] write(Period time, RowSet<Row> rows, int most, Figures.Item item) {
        return recordJson.write(json -> {
            json.writeStartObject();
            json.writeStringField("from", time.from().toString());
            json.writeStringField("to", time.until().minusDays(1).toString());
            json.writeStringField("currency", rates.baseCurrency());
            json.writeArrayFieldStart("items");
            int written = 0;
            for (Row row : rows) {
                if (written++ == most) {
                    break;
                }
                json.writeStartObject();
                item.write(json, row);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", written > most);
            json.writeEndObject();
        });
    }
}
