package crm.leads.routing;

import crm.chassis.record.CrmRecord;
import crm.chassis.time.BusinessHours;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadStatus;
import jakarta.persistence.Entity;
import java.time.Duration;
import java.time.Instant;

/**
 * Says who gets a lead that comes in for nobody. Rules are tried in the order of their position, and the first whose
 * condition the lead meets decides.
 */
@Entity
public class AssignmentRule extends CrmRecord {

    public String name;

    public int position;
    public boolean active = true;

    /** A filter as lists take it; null for every lead. */
    public String condition;

    public String toOwner;
    public String toTeam;

    /** Whether the people of the team take turns; else the lead waits in the team's queue. */
    public boolean roundRobin = true;

    /** Business minutes within which somebody answers the lead; null for no limit. */
    public Integer responseMinutes;

    /** Whether a lead that nobody answered in time goes to the queue of its team. */
    public boolean escalateToTeam;

    /** Days after which a lead that nobody worked on returns to the pool; null for never. */
    public Integer recycleAfterDays;

    /** The lead belongs to somebody, or to the queue of the rule's team, from now on. */
    void give(Lead lead, String owner, String teamOfOwner, Instant now) {
        lead.giveTo(owner, teamOfOwner == null ? toTeam : teamOfOwner);
        lead.assignmentRuleId = id;
        lead.assignedAt = now;
        lead.status = lead.status == LeadStatus.NEW ? LeadStatus.ASSIGNED : lead.status;
    }

    /** Sets how long a lead that was just given may wait. */
    void limit(Lead lead, BusinessHours hours, Instant now) {
        lead.responseDueAt = responseDueAt(hours, now);
        lead.recycleAt = recycleAfterDays == null ? null : now.plus(Duration.ofDays(recycleAfterDays));
    }

    /** Until when somebody answers a lead that this rule assigns; null for no limit. */
    Instant responseDueAt(BusinessHours hours, Instant assignedAt) {
        return responseMinutes == null ? null : hours.plus(assignedAt, Duration.ofMinutes(responseMinutes));
    }
}
