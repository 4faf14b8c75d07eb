package crm.cases.health;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What health is made of. Points are of 100; days count back from now, or up to the renewal. */
@ConfigMapping(prefix = "crm.health")
public interface HealthSettings {

    @WithDefault("70")
    int green();

    @WithDefault("40")
    int yellow();

    Weight weight();

    Points points();

    Days days();

    /** A change of as many points as this in {@code days.trend} is a trend. */
    @WithDefault("3")
    int trendPoints();

    /** Shares of the score; a factor that nothing is known about is left out and the others count for more. */
    interface Weight {
        @WithDefault("40")
        int openCases();

        @WithDefault("20")
        int slaBreaches();

        @WithDefault("25")
        int satisfaction();

        @WithDefault("15")
        int renewal();
    }

    /** What one open case of each priority, an escalated one beside that, and one broken promise cost their factor. */
    interface Points {
        @WithDefault("3")
        int low();

        @WithDefault("8")
        int normal();

        @WithDefault("20")
        int high();

        @WithDefault("40")
        int urgent();

        @WithDefault("10")
        int escalated();

        @WithDefault("25")
        int breach();
    }

    /** How far back or ahead is looked. */
    interface Days {
        @WithDefault("90")
        int breaches();

        @WithDefault("180")
        int satisfaction();

        @WithDefault("90")
        int renewal();

        @WithDefault("30")
        int trend();
    }
}
