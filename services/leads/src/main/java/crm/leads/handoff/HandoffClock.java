package crm.leads.handoff;

import crm.chassis.access.Me;
import crm.chassis.sweep.Sweep;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Reminds sales before the limit of a handoff, and gives what nobody decided in time to the queue of the team, telling
 * who manages it. An offer whose lead is not qualified any more is taken back. Each happens once, on whichever instance comes first, however long nobody looked.
 */
@Singleton
public class HandoffClock {

    private static final String TO_REMIND = "select id from handoff where state = 'OFFERED' and reminded_at is null and escalated_at is null"
            + " and remind_at <= $1";
    private static final String TO_ESCALATE = "select id from handoff where state = 'OFFERED' and escalated_at is null and due_at <= $1";

    private static final String POINTLESS = "select id from handoff where state = 'OFFERED' and created_at <= $1 and exists (select 1 from lead"
            + " where lead.id = lead_id and (lead.status <> 'QUALIFIED' or lead.archived_at is not null))";

    private final Handoffs handoffs;
    private final Sweep sweep;
    private final Clock clock;

    HandoffClock(Handoffs handoffs, Sweep sweep, Clock clock) {
        this.handoffs = handoffs;
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(every = "${crm.leads.sweep:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return lookAt(clock.instant());
    }

    /** What is due at this moment; escalation first, since a reminder after it says nothing. */
    Uni<Void> lookAt(Instant now) {
        return sweep.each("withdraw handoffs", POINTLESS, "created_at", now, id -> handoffs.locked(id)
                        .chain(handoff -> handoffs.store(handoff, Me.PLATFORM,
                                pointless -> pointless.decide(HandoffState.WITHDRAWN, Me.PLATFORM.login(), clock.instant()))))
                .chain(() -> escalateAndRemind(now));
    }

    private Uni<Void> escalateAndRemind(Instant now) {
        return sweep.each("escalate handoffs", TO_ESCALATE, "due_at", now, id -> handoffs.locked(id)
                        .chain(handoff -> handoffs.store(handoff, Me.PLATFORM, late -> {
                            late.owner = null;
                            late.escalatedAt = clock.instant();
                            late.changedByAct = true;
                        })))
                .chain(() -> sweep.each("remind of handoffs", TO_REMIND, "remind_at", now, id -> handoffs.locked(id)
                        .chain(handoff -> handoffs.store(handoff, Me.PLATFORM, open -> {
                            open.remindedAt = clock.instant();
                            open.changedByAct = true;
                        }))));
    }
}
