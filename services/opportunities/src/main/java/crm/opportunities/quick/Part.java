package crm.opportunities.quick;

import crm.opportunities.activity.ActivityType;
import crm.opportunities.activity.Direction;
import crm.opportunities.activity.Priority;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * One thing that a sentence tells of.
 *
 * @param done whether it happened; else it is to do
 * @param direction null where the words do not say who began
 * @param priority null where the words do not say that it is pressing
 * @param who names or addresses, as they were written
 * @param company the company that was named with them; null for none
 * @param when when it happened, when it begins or until when it is to be done; null where the words do not say
 * @param recurrence the RRULE by which it comes again; null for once
 * @param minutes how long it takes; null where the words do not say
 * @param outcome what came of it; null where the words do not say
 */
record Part(ActivityType type, boolean done, Direction direction, Priority priority, String subject, List<String> who, String company,
        ZonedDateTime when, String recurrence, Long minutes, String outcome) {

    Part withOutcome(String more) {
        return new Part(type, done, direction, priority, subject, who, company, when, recurrence, minutes, outcome == null ? more : outcome + ", " + more);
    }
}
