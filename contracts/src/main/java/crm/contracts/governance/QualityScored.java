package crm.contracts.governance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * The data of a record is better or worse than before, by the rules that hold for its kind. It is not a change of the
 * record: {@code recordversion} counts its scores.
 *
 * @param recordType    singular name of the record, for example lead
 * @param score         0 to 100: the share of the rules that the record keeps, by their weight
 * @param previousScore null where there was none
 * @param failed        the rules that it breaks
 * @param owner         whose the record is; null for nobody
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record QualityScored(String recordType, UUID recordId, int score, Integer previousScore, List<Failed> failed, String owner, String team) {

    /** A rule that the record breaks, the field that it looks at, and why the rule is there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Failed(UUID ruleId, String field, String why) {
    }
}
