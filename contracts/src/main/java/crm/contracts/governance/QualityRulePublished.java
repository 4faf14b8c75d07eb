package crm.contracts.governance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * What records of a kind are held against, as it is now.
 *
 * @param kind    REQUIRED or FORMAT
 * @param field   name of a field, or customFields and its name
 * @param pattern regular expression that the whole value matches; null without FORMAT
 * @param mode    OBSERVE, WARN or BLOCK
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record QualityRulePublished(UUID ruleId, String entity, String kind, String field, String pattern, String mode, int weight, String why,
        String example, String fix) {
}
