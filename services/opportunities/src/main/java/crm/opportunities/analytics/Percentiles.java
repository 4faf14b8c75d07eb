package crm.opportunities.analytics;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** How percentiles are shown: median, 75th, 90th and 95th, as many as there are. */
enum Percentiles {
    DAYS("Days", 10_000), SECONDS("Seconds", 1);

    private static final List<String> NAMES = List.of("median", "p75", "p90", "p95");

    private final String unit;
    private final int fraction;

    Percentiles(String unit, int fraction) {
        this.unit = unit;
        this.fraction = fraction;
    }

    void write(JsonGenerator json, Double[] values) throws IOException {
        for (int i = 0; values != null && i < values.length; i++) {
            if (values[i] != null) {
                double rounded = (double) Math.round(values[i] * fraction) / fraction;
                json.writeFieldName(NAMES.get(i) + unit);
                if (fraction == 1) {
                    json.writeNumber((long) rounded);
                } else {
                    json.writeNumber(rounded);
                }
            }
        }
    }
}
