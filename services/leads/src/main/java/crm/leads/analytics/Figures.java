package crm.leads.analytics;

import com.fasterxml.jackson.core.JsonGenerator;
import crm.chassis.record.RecordJson;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Writes groups of figures, 100 at most: {@code {"items":[…],"truncated":false}}. */
@Singleton
class Figures {

    private final RecordJson recordJson;

    Figures(RecordJson recordJson) {
        this.recordJson = recordJson;
    }

    /** Writes what one group shows beside its name. */
    interface Group {
        void write(JsonGenerator json, Row row) throws IOException;
    }

    /** @param groupBy the member that names a group, which is the first column; null for none */
    byte[] write(RowSet<Row> rows, String groupBy, Group group) {
        return recordJson.write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            int written = 0;
            for (Row row : rows) {
                if (written++ == Cohort.MOST_GROUPS) {
                    break;
                }
                json.writeStartObject();
                if (groupBy != null && !groupBy.isBlank() && row.getString(0) != null) {
                    json.writeStringField(groupBy, row.getString(0));
                }
                group.write(json, row);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("truncated", written > Cohort.MOST_GROUPS);
            json.writeEndObject();
        });
    }

    static void value(JsonGenerator json, String name, Object value) throws IOException {
        if (value != null) {
            json.writeFieldName(name);
            RecordJson.simple(json, value);
        }
    }
}
