package crm.leads.pool;

import crm.chassis.access.Me;
import crm.chassis.sweep.Sweep;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadStatus;
import crm.leads.lead.Leads;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Brings back what waits: leads that nobody worked on go to the pool, leads that were put off wake up. Each once. */
@Singleton
public class PoolClock {

    private static final String UNWORKED = "select id from lead where recycle_at <= $1 and status = 'ASSIGNED' and archived_at is null"
            + " and conversion_state is distinct from 'PENDING'";
    private static final String ASLEEP = "select id from lead where wake_at <= $1 and status = 'NURTURING' and archived_at is null"
            + " and conversion_state is distinct from 'PENDING'";

    private final Leads leads;
    private final PoolPolicies policies;
    private final Sweep sweep;
    private final Clock clock;

    PoolClock(Leads leads, PoolPolicies policies, Sweep sweep, Clock clock) {
        this.leads = leads;
        this.policies = policies;
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(every = "${crm.leads.sweep:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return lookAt(clock.instant());
    }

    Uni<Void> lookAt(Instant now) {
        return sweep.each("recycle leads", UNWORKED, "recycle_at", now, id -> policies.current()
                        .chain(policy -> leads.locked(id).chain(lead -> leads.store(lead, Me.PLATFORM, unworked -> recycle(unworked, policy, now)))))
                .chain(() -> sweep.each("wake leads", ASLEEP, "wake_at", now, id -> leads.locked(id)
                        .chain(lead -> leads.store(lead, Me.PLATFORM, asleep -> asleep.reach(
                                asleep.owner == null && asleep.team == null ? LeadStatus.NEW : LeadStatus.ASSIGNED)))));
    }

    private static void recycle(Lead lead, PoolPolicy policy, Instant now) {
        lead.statusReason = "Nobody worked on it.";
        lead.previousOwner = lead.owner;
        lead.lockedUntil = lead.owner == null ? null : now.plus(Duration.ofDays(policy.lockDays));
        lead.owner = null;
        lead.reach(LeadStatus.RECYCLED);
    }
}
