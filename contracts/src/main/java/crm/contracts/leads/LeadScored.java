package crm.contracts.leads;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The lead is told to be worth something else than before. It is not a change of the lead: its version stays.
 *
 * @param leadId        the lead
 * @param score         0 to 100: by a model, the chance of conversion in per cent; null where a prediction is withheld
 * @param previousScore null where there was none
 * @param basis         MODEL, RULES or WITHHELD
 * @param modelVersion  number of the model; null where none spoke
 * @param completeness  per cent of what scoring looks at that has a value
 * @param reasons       the weightiest first, each with a {@code reason} in words and its signed {@code effect}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LeadScored(UUID leadId, Long score, Long previousScore, String basis, Long modelVersion, int completeness,
    List<Map<String, Object>> reasons) {
}
