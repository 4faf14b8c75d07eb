package crm.opportunities.renewal;

import crm.chassis.access.Me;
import crm.chassis.change.Creation;
import crm.chassis.change.IfMatch;
import crm.chassis.record.CrmRecord;
import crm.chassis.sql.SessionSql;
import crm.chassis.sweep.Sweep;
import crm.opportunities.contact.Contact;
import crm.opportunities.opportunity.Opportunities;
import crm.opportunities.opportunity.Opportunity;
import crm.opportunities.pipeline.Stages;
import crm.opportunities.product.Product;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Opens the renewal of what was won some days before it ends, once, however many instances look. Who opened it by hand has done
 * the work already, and what has ended before anybody looked is not renewed.
 */
@Singleton
class OpenRenewals {

    private static final String TODAY = "($1::timestamptz at time zone 'UTC')::date";
    private static final String BY_HAND = "select 1 from opportunity where renewal_of_id = $1 and archived_at is null limit 1";

    private final Opportunities opportunities;
    private final Stages stages;
    private final Sweep sweep;
    private final Clock clock;
    private final String due;

    OpenRenewals(Opportunities opportunities, Stages stages, Sweep sweep, Clock clock, @ConfigProperty(name = "crm.renewals.days-before") int daysBefore) {
        this.opportunities = opportunities;
        this.stages = stages;
        this.sweep = sweep;
        this.clock = clock;
        due = "select id from opportunity where outcome = 'WON' and archived_at is null and renewal_opened_at is null and renews_on is not null"
                + " and renews_on >= " + TODAY + " and renews_on <= " + TODAY + " + " + daysBefore
                + " and exists (select 1 from account where account.id = opportunity.account_id and account.archived_at is null)";
    }

    @Scheduled(identity = "renewals", every = "${crm.renewals.sweep:60s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return lookAt(clock.instant());
    }

    Uni<Void> lookAt(Instant now) {
        return sweep.each("open renewals", due, "renews_on", now, this::open);
    }

    /** Opens the renewal of an opportunity that is locked. */
    private Uni<?> open(UUID id) {
        return Panache.getSession().chain(session -> SessionSql.select(session, BY_HAND, id)
                .chain(byHand -> byHand.isEmpty()
                ? session.find(Opportunity.class, id).chain(won -> renew(session, won))
                : Uni.createFrom().voidItem()))
                .chain(() -> opportunities.change(id, IfMatch.ANY, Me.PLATFORM, won -> won.renewalOpenedAt = clock.instant()));
    }

    private Uni<Void> renew(Mutiny.Session session, Opportunity won) {
        Opportunity renewal = Renewal.of(won);
        renewal.pipelineId = stages.of(won.pipelineId).isEmpty() ? null : won.pipelineId;
        return inUse(session, Contact.class, won.primaryContactId).invoke(contact -> renewal.primaryContactId = contact)
                .chain(() -> inUse(session, Product.class, won.productId)).invoke(product -> renewal.productId = product)
                .chain(() -> opportunities.create(renewal, Creation.PLAIN, Me.PLATFORM))
                .replaceWithVoid();
    }

    /** What was archived since is left out. */
    static Uni<UUID> inUse(Mutiny.Session session, Class<? extends CrmRecord> type, UUID id) {
        return id == null ? Uni.createFrom().nullItem() : session.find(type, id).map(found -> found == null || found.archivedAt != null ? null : id);
    }
}
