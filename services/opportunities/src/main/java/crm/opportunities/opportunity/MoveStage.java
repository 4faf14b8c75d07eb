package crm.opportunities.opportunity;

import crm.chassis.access.Me;
import crm.chassis.change.IfMatch;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.opportunities.pipeline.Outcome;
import crm.opportunities.pipeline.Stage;
import crm.opportunities.pipeline.Stages;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.lang.reflect.Array;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Moves an opportunity to another stage, if all that the move asks for is known. */
@Singleton
public class MoveStage {

    private final Opportunities opportunities;
    private final Stages stages;
    private final Clock clock;

    MoveStage(Opportunities opportunities, Stages stages, Clock clock) {
        this.opportunities = opportunities;
        this.stages = stages;
        this.clock = clock;
    }

    /**
     * Makes the move in one transaction, with its history and its events.
     *
     * @throws Problem 403 where a closed deal is not the caller's to open again, 409 where it is archived or stands in
     *     that stage already, 422 where something is missing
     */
    public Uni<Opportunity> move(UUID id, IfMatch ifMatch, StageRequest request, Me me) {
        return opportunities.change(id, ifMatch, me, opportunity -> {
            Stage from = stages.find(opportunity.stageId);
            Stage to = target(opportunity, request.stageId());
            if (!from.isOpen()) {
                checkReopening(request, me);
            }
            request.tell(opportunity);
            checkNothingIsMissing(from, to, opportunity);
            Instant now = clock.instant();
            long seconds = Math.max(0, Duration.between(opportunity.stageEnteredAt, now).toSeconds());
            opportunity.moveTo(to, new StageMove(from, to, seconds, request.reason(), now));
        });
    }

    private Stage target(Opportunity opportunity, UUID stageId) {
        if (opportunity.archivedAt != null) {
            throw Problem.conflict("archived", "The opportunity is archived", "Restore it before you move it.");
        }
        Stage stage = stages.find(stageId);
        if (stage == null || !stage.pipelineId.equals(opportunity.pipelineId)) {
            throw Problem.invalid("/stageId", "The opportunity's pipeline has no such stage.");
        }
        if (stage.id.equals(opportunity.stageId)) {
            throw Problem.conflict("already-in-stage", "Already there", "The opportunity stands in " + stage.name + " already.");
        }
        return stage;
    }

    private static void checkReopening(StageRequest request, Me me) {
        if (!me.has("sales-manager") && !me.has("crm-admin")) {
            throw Problem.forbidden("A closed opportunity is opened again by a sales manager.");
        }
        if (request.reason() == null) {
            throw Problem.invalid("/reason", "A closed opportunity is opened again with a reason.");
        }
    }

    private void checkNothingIsMissing(Stage from, Stage to, Opportunity opportunity) {
        List<FieldError> missing = new ArrayList<>();
        if (to.position > from.position && !isLost(to)) {
            for (String name : from.exitCriteria) {
                Field field = opportunities.type().field(name);
                if (isEmpty(opportunities.type().get(opportunity, field))) {
                    missing.add(new FieldError("/" + name, from.name + " is left with " + name + "."));
                }
            }
        }
        missing.addAll(Closing.missing(to, opportunity));
        if (!missing.isEmpty()) {
            throw Problem.invalid(missing);
        }
    }

    private static boolean isLost(Stage stage) {
        return stage.outcome == Outcome.LOST;
    }

    private static boolean isEmpty(Object value) {
        return value == null || value.getClass().isArray() && Array.getLength(value) == 0;
    }
}
