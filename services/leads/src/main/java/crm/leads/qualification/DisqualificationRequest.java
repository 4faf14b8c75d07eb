package crm.leads.qualification;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.leads.lead.LeadStatus;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Says why a lead is not worth working on.
 *
 * @param reason in the words of who judges
 * @param status UNQUALIFIED where it is left out, or JUNK
 */
public record DisqualificationRequest(
        @Schema(required = true, maxLength = 1_000) String reason,
        @Schema(enumeration = {"UNQUALIFIED", "JUNK"}, defaultValue = "UNQUALIFIED") LeadStatus status) {

    private static final Field REASON = Field.text("reason").max(1_000).required();
    private static final Field STATUS = Field.choice("status", LeadStatus.class);

    static DisqualificationRequest of(JsonNode body) {
        Map<String, Object> judgement = RequestFields.read(body, REASON, STATUS);
        LeadStatus status = judgement.get("status") == null ? LeadStatus.UNQUALIFIED : (LeadStatus) judgement.get("status");
        if (!status.isDisqualified()) {
            throw Problem.invalid("/status", "status has to be UNQUALIFIED or JUNK.");
        }
        return new DisqualificationRequest((String) judgement.get("reason"), status);
    }
}
