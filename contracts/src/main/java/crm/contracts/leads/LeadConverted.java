package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A lead is CONVERTED, which is final.
 *
 * @param leadId        the lead
 * @param conversionId  the conversion that completed
 * @param accountId     account matched or created
 * @param contactId     contact matched or created
 * @param opportunityId opportunity created
 * @param convertedAt   when, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeadConverted(
    UUID leadId, UUID conversionId, UUID accountId, UUID contactId, UUID opportunityId,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant convertedAt) {
}
