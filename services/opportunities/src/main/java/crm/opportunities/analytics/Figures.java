package crm.opportunities.analytics;

import com.fasterxml.jackson.core.JsonGenerator;
import crm.chassis.record.RecordJson;
import crm.opportunities.money.ExchangeRates;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Writes figures: {@code {"from":…,"to":…,"currency":"USD","filter":…,"items":[…],"truncated":false}}, 100 items at most.
 * Amounts come in each currency by itself, and added up in the base currency at the rate stored with each record.
 */
@Singleton
class Figures {

    static final int MOST_GROUPS = 100;

    /** What one row shows. */
    interface Item {
        void write(JsonGenerator json, Row row) throws IOException;
    }

    private final RecordJson recordJson;
    private final ExchangeRates rates;

    Figures(RecordJson recordJson, ExchangeRates rates) {
        this.recordJson = recordJson;
        this.rates = rates;
    }

    byte[] write(Selection selection, RowSet<Row> rows, Item item) {
        return recordJson.write(json -> {
            json.writeStartObject();
            json.writeStringField("from", selection.from().toString());
            json.writeStringField("to", selection.until().minusDays(1).toString());
            json.writeStringField("currency", rates.baseCurrency());
            json.writeStringField("filter", selection.rsql());
            json.writeArrayFieldStart("items");
            int written = 0;
            for (Row row : rows) {
                if (written++ == MOST_GROUPS) {
                    break;
                }
                json.writeStartObject();
                item.write(json, row);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", written > MOST_GROUPS);
            json.writeEndObject();
        });
    }

    /** Names the group that a row with the columns key and label is about, and answers its filter. */
    static String group(JsonGenerator json, Grouping grouping, Selection selection, String key, String label) throws IOException {
        if (label != null && !label.isEmpty()) {
            json.writeStringField(grouping.name(), grouping.shown().apply(label));
            if (!label.equals(key) && grouping.name().equals("product")) {
                json.writeStringField("productId", key);
            }
        }
        return selection.and(grouping.parts().of(key, label));
    }

    /**
     * Writes how many and how much.
     *
     * @param sums JSON array of amounts by currency; null for none
     * @param base sum in the base currency; null for none
     */
    static void amounts(JsonGenerator json, Number count, String sums, Object base, String filter) throws IOException {
        value(json, "count", count);
        json.writeFieldName("sums");
        json.writeRawValue(sums == null ? "[]" : sums);
        value(json, "base", base == null ? 0L : base);
        json.writeStringField("filter", filter);
    }

    static void value(JsonGenerator json, String name, Object value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            RecordJson.simple(json, value);
        }
    }

    /** A share of a whole with 4 decimals; left out where there is no whole. */
    static void share(JsonGenerator json, String name, Number part, Number whole) throws IOException {
        if (whole.doubleValue() > 0) {
            json.writeNumberField(name, Math.round(10_000.0 * part.doubleValue() / whole.doubleValue()) / 10_000.0);
        }
    }
}
