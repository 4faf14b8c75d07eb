package crm.leads.conversion;

import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.outbox.OutgoingEvent;
import crm.leads.integration.LeadAnnouncements;
import crm.leads.lead.ConversionState;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadStatus;
import crm.leads.lead.Leads;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Brings home what opportunities answered. Each attempt is finished once: an answer that comes twice, later than
 * another one of the same attempt, or after a newer attempt began, changes nothing.
 */
@Singleton
public class FinishConversion {

    private static final Logger LOG = Logger.getLogger(FinishConversion.class);
    private static final int MAX_REASON = 1_000;

    private final Leads leads;
    private final LeadAnnouncements announcements;
    private final Chassis chassis;

    FinishConversion(Leads leads, LeadAnnouncements announcements, Chassis chassis) {
        this.leads = leads;
        this.announcements = announcements;
        this.chassis = chassis;
    }

    /** The lead was taken over. Runs in the transaction of the event. */
    public Uni<Void> completed(UUID leadId, UUID conversionId, UUID accountId, UUID contactId, UUID opportunityId) {
        return finish(leadId, conversionId, (lead, conversion) -> {
            Instant now = chassis.clock().instant();
            conversion.finish(ConversionState.COMPLETED, now);
            conversion.accountId = accountId;
            conversion.contactId = contactId;
            conversion.opportunityId = opportunityId;
            return store(lead, converted -> {
                converted.reach(LeadStatus.CONVERTED);
                converted.conversionState = ConversionState.COMPLETED;
                converted.statusReason = null;
                converted.convertedAt = now;
                converted.convertedAccountId = accountId;
                converted.convertedContactId = contactId;
                converted.convertedOpportunityId = opportunityId;
            }, () -> announcements.converted(lead, conversionId, Me.PLATFORM));
        });
    }

    /** The lead was refused and stays qualified. Runs in the transaction of the event. */
    public Uni<Void> rejected(UUID leadId, UUID conversionId, String reason) {
        return finish(leadId, conversionId, (lead, conversion) -> {
            String words = reason == null || reason.isBlank() ? "Refused without a reason." : shortened(reason);
            conversion.finish(ConversionState.REJECTED, chassis.clock().instant());
            conversion.reason = words;
            return store(lead, refused -> {
                refused.conversionState = ConversionState.REJECTED;
                refused.statusReason = words;
            }, () -> announcements.conversionRejected(lead, conversionId, words, Me.PLATFORM));
        });
    }

    private interface Outcome {
        Uni<Void> apply(Lead lead, LeadConversion conversion);
    }

    private Uni<Void> finish(UUID leadId, UUID conversionId, Outcome outcome) {
        return leads.locked(leadId).chain(lead -> Panache.getSession()
                .chain(session -> session.find(LeadConversion.class, conversionId))
                .chain(conversion -> {
                    if (lead == null || conversion == null || !conversion.leadId.equals(leadId)) {
                        throw new IllegalArgumentException("An answer to a conversion that nobody asked for: " + conversionId);
                    }
                    if (!conversion.isPending()) {
                        LOG.infof("A further answer to conversion %s, which is %s, changes nothing", conversionId, conversion.state);
                        return Uni.createFrom().voidItem();
                    }
                    return outcome.apply(lead, conversion);
                }));
    }

    private Uni<Void> store(Lead lead, Consumer<Lead> edit, Supplier<OutgoingEvent> event) {
        return leads.store(lead, Me.PLATFORM, edit).chain(() -> chassis.outbox().add(event.get()));
    }

    private static String shortened(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }
}
