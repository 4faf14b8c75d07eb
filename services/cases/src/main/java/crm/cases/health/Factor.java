package crm.cases.health;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of the things that a score is made of.
 *
 * @param weight its share of the score in percent
 * @param value 0 to 100, 100 is best
 * @param effect the points that it takes from 100; 0 or negative
 * @param evidence what it was seen by, for people
 */
public record Factor(String name, BigDecimal weight, BigDecimal value, BigDecimal effect, String evidence) {

    static Factor of(String name, int weight, int value, int effect, String evidence) {
        return new Factor(name, BigDecimal.valueOf(weight), BigDecimal.valueOf(value), BigDecimal.valueOf(effect), evidence);
    }

    /** Reads what {@link #measures} wrote. */
    static Factor of(String name, Map<?, ?> measures) {
        return of(name, (Integer) measures.get("weight"), (Integer) measures.get("value"), (Integer) measures.get("effect"),
                (String) measures.get("evidence"));
    }

    Map<String, Object> measures() {
        Map<String, Object> measures = new LinkedHashMap<>();
        measures.put("weight", weight.intValueExact());
        measures.put("value", value.intValueExact());
        measures.put("effect", effect.intValueExact());
        measures.put("evidence", evidence);
        return measures;
    }
}
