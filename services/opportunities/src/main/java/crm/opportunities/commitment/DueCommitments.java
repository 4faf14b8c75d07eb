package crm.opportunities.commitment;

import crm.chassis.sweep.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Tells once of each promise whose day has come, however many instances look. */
@Singleton
class DueCommitments {

    private static final String DUE = "select id from commitment where due_on <= ($1::timestamptz at time zone 'UTC')::date and due_told_at is null"
            + " and status = 'OPEN' and archived_at is null";

    private final Commitments commitments;
    private final Sweep sweep;
    private final Clock clock;

    DueCommitments(Commitments commitments, Sweep sweep, Clock clock) {
        this.commitments = commitments;
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(identity = "due-commitments", every = "${crm.commitments.sweep:60s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return lookAt(clock.instant());
    }

    Uni<Void> lookAt(Instant now) {
        return sweep.each("tell of commitments", DUE, "due_on", now, commitments::tellDue);
    }
}
