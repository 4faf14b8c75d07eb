package crm.opportunities.opportunity;

import crm.chassis.sweep.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Carries to accounts what deals that an import brought as won mean for them, as a move does at once: one account after the other,
 * each as a change with its history and event, soon after the rows were taken over.
 */
@Singleton
class FollowImportedWins {

    private static final String DUE = "select id from account_won where noted_at <= $1";

    private final CarryToAccount carryToAccount;
    private final Sweep sweep;
    private final Clock clock;

    FollowImportedWins(CarryToAccount carryToAccount, Sweep sweep, Clock clock) {
        this.carryToAccount = carryToAccount;
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(identity = "imported-wins", every = "${crm.wins.sweep:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return lookAt(clock.instant());
    }

    Uni<Void> lookAt(Instant now) {
        return sweep.each("carry imported wins", DUE, "noted_at", now, carryToAccount::settle);
    }
}
