package crm.leads.duplicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import crm.leads.lead.LeadStatus;
import java.util.UUID;

/**
 * A lead that may be the same person as one that is coming in.
 *
 * @param similarity 1 where email or phone is the same, else how alike name and company are, from 0 to 1
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Candidate(UUID id, String name, String company, String email, LeadStatus status, String owner, Reason reason,
        double similarity) {

    /** What two leads have in common. */
    public enum Reason {
        EMAIL, PHONE, NAME_AND_COMPANY
    }
}
