package crm.opportunities.conversion;

import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;

/** Remembers what each conversion was answered, in the transaction of the conversion. */
@Singleton
class ConversionLog {

    private final Clock clock;

    ConversionLog(Clock clock) {
        this.clock = clock;
    }

    /** What this conversion was answered before, or else what the lead has become already; null for neither. */
    Uni<Conversion> find(UUID conversionId, UUID leadId) {
        return Panache.getSession().chain(session -> session
                .createNativeQuery("select account_id, contact_id, opportunity_id, account_created, contact_created, refusal"
                        + " from lead_conversion where conversion_id = ?1 or lead_id = ?2 and refusal is null"
                        + " order by conversion_id = ?1 desc limit 1", Object[].class)
                .setParameter(1, conversionId)
                .setParameter(2, leadId)
                .getSingleResultOrNull())
                .map(row -> row == null ? null : new Conversion((UUID) row[0], (UUID) row[1], (UUID) row[2], (Boolean) row[3],
                        (Boolean) row[4], (String) row[5]));
    }

    Uni<Void> add(ConversionRequest request, Conversion conversion) {
        return Panache.getSession().chain(session -> SessionSql.update(session, "insert into lead_conversion (conversion_id, lead_id,"
                        + " account_id, contact_id, opportunity_id, account_created, contact_created, refusal, answered_at)"
                        + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                request.conversionId(), request.lead().id(), conversion.accountId(), conversion.contactId(), conversion.opportunityId(),
                conversion.accountCreated(), conversion.contactCreated(), conversion.refusal(), clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
