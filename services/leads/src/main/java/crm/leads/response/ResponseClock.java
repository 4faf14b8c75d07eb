package crm.leads.response;

import crm.chassis.access.Me;
import crm.chassis.sweep.Sweep;
import crm.leads.lead.Lead;
import crm.leads.lead.Leads;
import crm.leads.routing.RoutingRules;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Notices leads that nobody answered in time and tells it once, however many instances look and however long none did.
 * Where the rule of the lead says so, it goes to the queue of its team.
 */
@Singleton
public class ResponseClock {

    private static final String OVERDUE = "select id from lead where response_due_at <= $1 and first_responded_at is null"
            + " and response_overdue_at is null and archived_at is null and status in ('NEW', 'ASSIGNED')"
            + " and conversion_state is distinct from 'PENDING'";

    private final Leads leads;
    private final RoutingRules rules;
    private final Sweep sweep;
    private final Clock clock;

    ResponseClock(Leads leads, RoutingRules rules, Sweep sweep, Clock clock) {
        this.leads = leads;
        this.rules = rules;
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(every = "${crm.leads.sweep:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return lookAt(clock.instant());
    }

    Uni<Void> lookAt(Instant now) {
        return sweep.each("tell of leads without response", OVERDUE, "response_due_at", now, id -> leads.locked(id)
                .chain(lead -> escalates(lead).chain(escalates -> leads.store(lead, Me.PLATFORM, late -> {
                    late.responseOverdueAt = clock.instant();
                    if (escalates && late.team != null) {
                        late.owner = null;
                    }
                }))));
    }

    private Uni<Boolean> escalates(Lead lead) {
        return lead.assignmentRuleId == null ? Uni.createFrom().item(false)
                : rules.byId(lead.assignmentRuleId).map(rule -> rule != null && rule.escalateToTeam);
    }
}
