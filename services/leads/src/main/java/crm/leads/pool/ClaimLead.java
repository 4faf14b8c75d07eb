package crm.leads.pool;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import crm.leads.hours.BusinessCalendars;
import crm.leads.lead.Lead;
import crm.leads.lead.Leads;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

/**
 * Takes a lead that nobody owns out of the pool. A person's claims follow each other, whichever instance they come to,
 * so that the limit holds however many are made at once; of several people who claim one lead the first gets it.
 */
@Singleton
public class ClaimLead {

    private static final Set<String> CLAIMING = Set.of("sales-rep", "sales-manager", "marketer");
    private static final String ONE_BY_ONE = "select count(pg_advisory_xact_lock(hashtextextended('claims of ' || $1, 1)))";
    private static final String CLAIMS = "select count(*) filter (where claimed_at >= $2), count(distinct lead.id)"
            + " filter (where lead.owner = $1 and lead.status in ('ASSIGNED', 'CONTACTED') and lead.archived_at is null)"
            + " from lead_claim join lead on lead.id = lead_claim.lead_id where login = $1";

    private final Leads leads;
    private final PoolPolicies policies;
    private final BusinessCalendars calendars;
    private final Clock clock;

    ClaimLead(Leads leads, PoolPolicies policies, BusinessCalendars calendars, Clock clock) {
        this.leads = leads;
        this.policies = policies;
        this.calendars = calendars;
        this.clock = clock;
    }

    /**
     * Makes the lead the caller's.
     *
     * @throws Problem 409 where somebody owns it, the caller lost it a short time ago, or has claimed enough
     */
    public Uni<Lead> claim(UUID id, JsonNode request, Me me) {
        RequestFields.read(request);
        if (me.roles().stream().noneMatch(CLAIMING::contains)) {
            throw Problem.forbidden("Leads are claimed by those who work on them.");
        }
        Instant now = clock.instant();
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> SessionSql.select(session, ONE_BY_ONE, me.login())
                .chain(() -> leads.locked(id, me))
                .invoke(lead -> refuseOwned(lead, now, me))
                .call(lead -> policies.current().chain(policy -> calendars.current().chain(hours -> SessionSql.select(session, CLAIMS, me.login(),
                                startOfDay(now, hours.zone()).atOffset(ZoneOffset.UTC))
                        .invoke(rows -> refuseEnough(((Number) rows.get(0)[0]).longValue(), ((Number) rows.get(0)[1]).longValue(), policy)))))
                .call(lead -> SessionSql.update(session, "insert into lead_claim (lead_id, login, claimed_at) values ($1, $2, $3)", lead.id,
                        me.login(), now.atOffset(ZoneOffset.UTC)))
                .chain(lead -> leads.store(lead, me, claimed -> claimed.giveTo(me.login(), me.team() == null ? claimed.team : me.team())))));
    }

    private static Instant startOfDay(Instant now, ZoneId zone) {
        return LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant();
    }

    private static void refuseOwned(Lead lead, Instant now, Me me) {
        if (lead.owner != null) {
            throw Problem.conflict("lead-owned", "Somebody owns this lead", "It belongs to " + lead.owner + ".");
        }
        if (me.login().equals(lead.previousOwner) && lead.lockedUntil != null && lead.lockedUntil.isAfter(now)) {
            throw Problem.conflict("claim-locked", "This lead was yours a short time ago",
                    "It is for others until " + lead.lockedUntil + ".").with("lockedUntil", lead.lockedUntil);
        }
    }

    private static void refuseEnough(long today, long open, PoolPolicy policy) {
        if (open >= policy.openClaims) {
            throw Problem.conflict("claim-limit", "You have claimed enough", "You have " + open + " claimed leads that are not through, and may have "
                    + policy.openClaims + ".").with("open", open).with("limit", policy.openClaims);
        }
        if (today >= policy.claimsPerDay) {
            throw Problem.conflict("claim-limit", "You have claimed enough", "You have claimed " + today + " leads today, which is the limit.")
                    .with("today", today).with("limit", policy.claimsPerDay);
        }
    }
}
