package crm.leads.assignment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import java.util.Map;

/**
 * Says who a lead is for: {@code {"owner":…}} or {@code {"team":…}}.
 *
 * @param owner login name; null gives the lead back
 * @param team name of the team whose queue it goes to
 */
public record AssignmentRequest(String owner, String team, @JsonIgnore boolean toTeam) {

    private static final Field OWNER = Field.text("owner").max(120);
    private static final Field TEAM = Field.text("team").max(120);

    static AssignmentRequest of(JsonNode body) {
        Map<String, Object> wish = RequestFields.read(body, OWNER, TEAM);
        if (wish.size() != 1) {
            throw Problem.invalid("", "Name either an owner or a team.");
        }
        return new AssignmentRequest((String) wish.get("owner"), (String) wish.get("team"), wish.containsKey("team"));
    }
}
