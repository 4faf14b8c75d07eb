package crm.leads.conversion;

import crm.chassis.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** All attempts to convert leads. */
@Singleton
public class LeadConversions {

    /** The latest attempt for a lead, read in the session that is open. */
    Uni<LeadConversion> latestOf(UUID leadId) {
        return Panache.getSession().chain(session -> session
                .createQuery("from LeadConversion where leadId = ?1 order by requestedAt desc, id desc", LeadConversion.class)
                .setParameter(1, leadId)
                .setMaxResults(1)
                .getSingleResultOrNull());
    }

    /**
     * How the latest attempt stands.
     *
     * @throws Problem 404 where nobody asked for a conversion
     */
    public Uni<ConversionView> show(UUID leadId) {
        return Panache.withSession(() -> latestOf(leadId)).map(conversion -> {
            if (conversion == null) {
                throw new Problem(404, "not-found", "Not found", "Nobody asked for this lead to be converted.");
            }
            return ConversionView.from(conversion);
        });
    }
}
