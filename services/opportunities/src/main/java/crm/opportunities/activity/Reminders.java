package crm.opportunities.activity;

import crm.chassis.sweep.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Tells people once of what they wanted to be reminded of, however many instances look and however long none did. */
@Singleton
class Reminders {

    private static final String DUE = "select id from activity where reminder_at <= $1 and reminder_at is not null and reminded_at is null and status = 'OPEN'"
            + " and archived_at is null";

    private final Activities activities;
    private final Sweep sweep;
    private final Clock clock;

    Reminders(Activities activities, Sweep sweep, Clock clock) {
        this.activities = activities;
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(identity = "reminders", every = "${crm.activities.sweep:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return lookAt(clock.instant());
    }

    Uni<Void> lookAt(Instant now) {
        return sweep.each("remind of activities", DUE, "reminder_at", now, activities::remind);
    }
}
