package crm.opportunities.opportunity;

import crm.chassis.access.Me;
import crm.chassis.change.IfMatch;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.opportunities.opportunity.ExitCriteria.Unmet;
import crm.opportunities.pipeline.Outcome;
import crm.opportunities.pipeline.Stage;
import crm.opportunities.pipeline.Stages;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Moves an opportunity to another stage, if all that the move asks for is known. */
@Singleton
public class MoveStage {

    private final Opportunities opportunities;
    private final Stages stages;
    private final ExitCriteria exitCriteria;
    private final Clock clock;

    MoveStage(Opportunities opportunities, Stages stages, ExitCriteria exitCriteria, Clock clock) {
        this.opportunities = opportunities;
        this.stages = stages;
        this.exitCriteria = exitCriteria;
        this.clock = clock;
    }

    /**
     * Makes the move in one transaction, with its history and its events.
     *
     * @throws Problem 403 where a closed deal is not the caller's to open again or criteria not the caller's to pass over,
     *     409 where it is archived or stands in that stage already, 422 where something is missing or not met
     */
    public Uni<Opportunity> move(UUID id, IfMatch ifMatch, StageRequest request, Me me) {
        return Panache.withTransaction(() -> opportunities.changeable(id, me)
                .chain(opportunity -> exitCriteria.unmet(id, left(opportunity, stages.find(request.stageId())), request.told(), me))
                .chain(unmet -> opportunities.change(id, ifMatch, me, opportunity -> move(opportunity, request, unmet, me))));
    }

    private void move(Opportunity opportunity, StageRequest request, List<Unmet> unmet, Me me) {
        Stage from = stages.find(opportunity.stageId);
        Stage to = target(opportunity, request.stageId());
        if (!from.isOpen()) {
            checkReopening(request, me);
        }
        request.tell(opportunity);
        checkOverride(request.overrides(), request.reason(), me);
        checkNothingIsMissing(to, opportunity, request.overrides() ? List.of() : unmet, me);
        opportunity.moveTo(to, StageMove.of(opportunity, from, to, request.reason(), unmet.stream().map(Unmet::words).toList(), clock.instant()));
    }

    /** The stages that it leaves behind on its way; who goes back or gives up is asked for nothing. */
    private List<Stage> left(Opportunity opportunity, Stage to) {
        Stage from = stages.find(opportunity.stageId);
        if (to == null || !to.pipelineId.equals(from.pipelineId) || to.outcome == Outcome.LOST || to.position <= from.position) {
            return List.of();
        }
        return Stream.concat(Stream.of(from), stages.of(from.pipelineId).stream()
                .filter(stage -> stage.isOpen() && stage.position > from.position && stage.position < to.position)).toList();
    }

    private Stage target(Opportunity opportunity, UUID stageId) {
        if (opportunity.archivedAt != null) {
            throw Problem.conflict("archived", "The opportunity is archived", "Restore it before you move it.");
        }
        Stage stage = stages.find(stageId);
        if (stage == null || stage.archivedAt != null || !stage.pipelineId.equals(opportunity.pipelineId)) {
            throw Problem.invalid("/stageId", "The opportunity's pipeline has no such stage.");
        }
        if (stage.id.equals(opportunity.stageId)) {
            throw Problem.conflict("already-in-stage", "Already there", "The opportunity stands in " + stage.name + " already.");
        }
        return stage;
    }

    private static void checkReopening(StageRequest request, Me me) {
        if (!Managers.include(me)) {
            throw Problem.forbidden("A closed opportunity is opened again by a sales manager.");
        }
        if (request.reason() == null) {
            throw Problem.invalid("/reason", "A closed opportunity is opened again with a reason.");
        }
    }

    static void checkOverride(boolean overrides, String reason, Me me) {
        if (overrides && !Managers.include(me)) {
            throw Problem.forbidden("Exit criteria are passed over by a sales manager.");
        }
        if (overrides && reason == null) {
            throw Problem.invalid("/reason", "Exit criteria are passed over with a reason.");
        }
    }

    static void checkNothingIsMissing(Stage to, Opportunity opportunity, List<Unmet> unmet, Me me) {
        List<FieldError> missing = new ArrayList<>();
        unmet.forEach(each -> missing.add(new FieldError(each.criterion().pointer(), each.words())));
        missing.addAll(Closing.missing(to, opportunity));
        if (unmet.isEmpty() && !missing.isEmpty()) {
            throw Problem.invalid(missing);
        }
        if (!unmet.isEmpty()) {
            throw new Problem(422, "exit-criteria-not-met", "The stage asks for more before it is left",
                    String.join("; ", missing.stream().map(FieldError::detail).toList()) + ".", missing)
                    .with("unmet", unmet.stream().map(MoveStage::told).toList())
                    .with("mayOverride", Managers.include(me));
        }
    }

    private static Map<String, Object> told(Unmet unmet) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("stageId", unmet.stage().id.toString());
        told.put("stageName", unmet.stage().name);
        told.put("description", unmet.criterion().description());
        told.put("filter", unmet.criterion().filter());
        return told;
    }
}
