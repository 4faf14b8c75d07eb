package crm.opportunities.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.record.Links;
import crm.contracts.RecordLink;
import crm.contracts.opportunities.ActivityCompleted;
import crm.contracts.opportunities.ActivityReminded;
import crm.contracts.opportunities.OpportunityEvents;
import crm.opportunities.activity.Activity;
import jakarta.inject.Singleton;
import java.util.Arrays;

/** Tells other services that something was done with a customer, and people of what they have to do. */
@Singleton
public class ActivityEvents {

    public static final String COMPLETED = OpportunityEvents.ACTIVITY_COMPLETED;
    public static final String REMINDED = OpportunityEvents.ACTIVITY_REMINDED;

    private final ObjectMapper json;

    ActivityEvents(ObjectMapper json) {
        this.json = json;
    }

    public ObjectNode reminded(Activity activity) {
        return json.valueToTree(new ActivityReminded(activity.id, activity.type.name(), activity.owner, activity.startsAt, activity.dueAt));
    }

    public ObjectNode completed(Activity activity) {
        return json.valueToTree(new ActivityCompleted(activity.id, activity.type.name(), activity.completedBy, activity.completedAt,
                Arrays.stream(activity.relatedTo).map(link -> new RecordLink(Links.type(link), Links.id(link))).toList()));
    }
}
