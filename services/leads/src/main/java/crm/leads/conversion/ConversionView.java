package crm.leads.conversion;

import com.fasterxml.jackson.annotation.JsonInclude;
import crm.leads.lead.ConversionState;
import java.time.Instant;
import java.util.UUID;

/** A conversion as the API shows it; what is not known yet is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversionView(UUID id, ConversionState state, UUID accountId, UUID contactId, UUID opportunityId, String reason,
        String requestedBy, Instant requestedAt, Instant finishedAt) {

    static ConversionView from(LeadConversion conversion) {
        return new ConversionView(conversion.id, conversion.state, conversion.accountId, conversion.contactId,
                conversion.opportunityId, conversion.reason, conversion.requestedBy, conversion.requestedAt, conversion.finishedAt);
    }
}
