package crm.cases.support;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** What is done to a case beside writing its fields: it is given to somebody, escalated, solved, reopened and closed. */
@Singleton
class CaseActs {

    private static final Field OWNER = Field.text("owner").max(120);
    private static final Field TEAM = Field.text("team").max(120);
    private static final Field QUEUE = Field.text("queue").max(120);
    private static final Field REASON = Field.text("reason").max(CaseDescription.MAX_REASON);
    private static final Field RESOLUTION = Field.text("resolution").max(CaseDescription.MAX_TEXT);
    private static final Field ROOT_CAUSE = Field.text("rootCause").max(CaseDescription.MAX_REASON);
    private static final int HIGHEST_LEVEL = 9;

    private final Cases cases;

    CaseActs(Cases cases) {
        this.cases = cases;
    }

    /** To a person, to a team or to a queue, where nobody answers for it until somebody takes it; a null owner gives it back. */
    Uni<SupportCase> assign(UUID id, JsonNode body, Me me) {
        Map<String, Object> wish = RequestFields.read(body, OWNER, TEAM, QUEUE);
        if (wish.size() != 1) {
            throw Problem.invalid("", "Name an owner, a team or a queue.");
        }
        return cases.act(id, me, record -> {
            if (record.status.isOver()) {
                throw CaseRules.illegal(record.status, "A case that is " + record.status + " is given to nobody; reopen it first.");
            }
            record.owner = (String) wish.get("owner");
            record.team = wish.containsKey("team") ? (String) wish.get("team") : record.team;
            record.queue = wish.containsKey("queue") ? (String) wish.get("queue") : record.queue;
        });
    }

    /** One level up, and to another team where one is named. */
    Uni<SupportCase> escalate(UUID id, JsonNode body, Me me) {
        Map<String, Object> wish = RequestFields.read(body, REASON, TEAM);
        return cases.act(id, me, record -> {
            if (record.status.isOver()) {
                throw CaseRules.illegal(record.status, "A case that is " + record.status + " is not escalated; reopen it first.");
            }
            if (record.escalationLevel >= HIGHEST_LEVEL) {
                throw Problem.conflict("escalated-already", "It cannot be escalated further", "The highest level is " + HIGHEST_LEVEL + ".");
            }
            record.escalationLevel++;
            record.because((String) wish.get("reason"));
            if (wish.get("team") != null) {
                record.team = (String) wish.get("team");
                record.owner = null;
            }
        });
    }

    Uni<SupportCase> resolve(UUID id, JsonNode body, Me me) {
        Map<String, Object> wish = RequestFields.read(body, RESOLUTION.required(), ROOT_CAUSE);
        return cases.act(id, me, record -> {
            refuseSame(record, CaseStatus.RESOLVED);
            record.reach(CaseStatus.RESOLVED);
            record.resolution = (String) wish.get("resolution");
            record.rootCause = (String) wish.get("rootCause");
        });
    }

    Uni<SupportCase> reopen(UUID id, JsonNode body, Me me) {
        Map<String, Object> wish = RequestFields.read(body, REASON.required());
        return cases.act(id, me, record -> {
            if (!record.status.isOver()) {
                throw CaseRules.illegal(record.status, "A case that is " + record.status + " is open.");
            }
            record.reach(CaseStatus.IN_PROGRESS);
            record.because((String) wish.get("reason"));
        });
    }

    Uni<SupportCase> close(UUID id, JsonNode body, Me me) {
        RequestFields.read(body);
        return cases.act(id, me, record -> {
            refuseSame(record, CaseStatus.CLOSED);
            record.reach(CaseStatus.CLOSED);
        });
    }

    private static void refuseSame(SupportCase record, CaseStatus wanted) {
        if (record.status == wanted) {
            throw CaseRules.illegal(wanted, "The case is " + wanted + " already.");
        }
    }
}
