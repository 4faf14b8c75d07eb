package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A conversion was refused by opportunities; the lead stays QUALIFIED and may be changed and converted again.
 *
 * @param leadId       the lead
 * @param conversionId the conversion that was refused
 * @param reason       why, as one sentence for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeadConversionRejected(UUID leadId, UUID conversionId, String reason) {
}
