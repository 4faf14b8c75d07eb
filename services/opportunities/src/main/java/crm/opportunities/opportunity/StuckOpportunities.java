package crm.opportunities.opportunity;

import crm.chassis.sweep.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Tells at night which open opportunities have stood in their stage for longer than it takes: once for each stay in a stage,
 * however many instances look. What one look leaves over, as after a long time without any, the next ones of the night take.
 */
@Singleton
class StuckOpportunities {

    private static final String DUE = "select id from opportunity where outcome = 'OPEN' and stuck_at is null and archived_at is null"
            + " and stage_entered_at < $1::timestamptz - (select make_interval(days => stage.max_days::int) from stage where stage.id = opportunity.stage_id)";

    private final Opportunities opportunities;
    private final Sweep sweep;
    private final Clock clock;

    StuckOpportunities(Opportunities opportunities, Sweep sweep, Clock clock) {
        this.opportunities = opportunities;
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(identity = "stuck-opportunities", cron = "{crm.stuck.cron}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return lookAt(clock.instant());
    }

    Uni<Void> lookAt(Instant now) {
        return sweep.each("tell that opportunities are stuck", DUE, "stage_entered_at", now, opportunities::tellStuck);
    }
}
