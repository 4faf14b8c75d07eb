package crm.opportunities.value;

import crm.opportunities.activity.ActivityType;
import io.smallrye.config.ConfigMapping;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What it costs the company to serve a customer. */
@Singleton
class CostsToServe {

    /** {@code crm.costs}, in the base currency. */
    @ConfigMapping(prefix = "crm.costs")
    interface Settings {

        /** Of an hour of somebody's work. */
        BigDecimal perHour();

        /** Of a case, from its opening to its end. */
        BigDecimal perCase();

        /** Minutes of an activity that says no duration, by its type. */
        Map<ActivityType, Integer> minutes();
    }

    private final Settings settings;

    CostsToServe(Settings settings) {
        this.settings = settings;
    }

    BigDecimal perHour() {
        return settings.perHour();
    }

    BigDecimal perCase() {
        return settings.perCase();
    }

    /** Minutes by the column of the type. */
    String minutesSql() {
        return "case type " + new TreeMap<>(settings.minutes()).entrySet().stream()
                .map(each -> "when '" + each.getKey() + "' then " + each.getValue()).collect(Collectors.joining(" ")) + " else 0 end";
    }

    String minutesWords() {
        return new TreeMap<>(settings.minutes()).entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue()).collect(Collectors.joining(", "));
    }
}
