package crm.opportunities.opportunity;

import crm.chassis.access.Me;
import crm.chassis.change.IfMatch;
import crm.chassis.problem.Problem;
import crm.opportunities.opportunity.ExitCriteria.Unmet;
import crm.opportunities.pipeline.Stage;
import crm.opportunities.pipeline.Stages;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Lets an opportunity go on in another pipeline, in the stage there that is like its own or that somebody names. */
@Singleton
public class MovePipeline {

    private final Opportunities opportunities;
    private final Stages stages;
    private final ExitCriteria exitCriteria;
    private final Clock clock;

    MovePipeline(Opportunities opportunities, Stages stages, ExitCriteria exitCriteria, Clock clock) {
        this.opportunities = opportunities;
        this.stages = stages;
        this.exitCriteria = exitCriteria;
        this.clock = clock;
    }

    /**
     * Makes the move in one transaction, with its history and its events. A stage that somebody names and that is further than
     * the present one is not reached without what the present one asks for.
     *
     * @throws Problem 403, 404, 409 where it is archived or in that pipeline already, 412, 422 where there is no such stage or
     *     criteria are not met
     */
    Uni<StageMapping> move(UUID id, IfMatch ifMatch, PipelineRequest request, Me me) {
        StageMapping[] mapping = new StageMapping[1];
        return Panache.withTransaction(() -> opportunities.changeable(id, me)
                .chain(opportunity -> exitCriteria.unmet(id, left(opportunity, request), Map.of(), me))
                .chain(unmet -> opportunities.change(id, ifMatch, me, opportunity -> {
                    mapping[0] = mapping(opportunity, request);
                    MoveStage.checkOverride(request.overrides(), request.reason(), me);
                    MoveStage.checkNothingIsMissing(mapping[0].to(), opportunity, request.overrides() ? List.of() : unmet, me);
                    opportunity.moveTo(mapping[0].to(), StageMove.of(opportunity, mapping[0].from(), mapping[0].to(), request.reason(),
                            unmet.stream().map(Unmet::words).toList(), clock.instant()));
                })))
                .map(moved -> mapping[0].of(moved));
    }

    private List<Stage> left(Opportunity opportunity, PipelineRequest request) {
        Stage from = stages.find(opportunity.stageId);
        Stage to = request.stageId() == null ? null : stages.find(request.stageId());
        return to != null && from.isOpen() && to.isOpen() && to.probability > from.probability ? List.of(from) : List.of();
    }

    private StageMapping mapping(Opportunity opportunity, PipelineRequest request) {
        if (opportunity.archivedAt != null) {
            throw Problem.conflict("archived", "The opportunity is archived", "Restore it before you move it.");
        }
        if (request.pipelineId().equals(opportunity.pipelineId)) {
            throw Problem.conflict("already-in-pipeline", "Already there", "The opportunity is in this pipeline already.");
        }
        List<Stage> there = stages.of(request.pipelineId());
        if (there.isEmpty()) {
            throw Problem.invalid("/pipelineId", "There is no such pipeline.");
        }
        Stage from = stages.find(opportunity.stageId);
        if (request.stageId() == null) {
            return StageMapping.of(from, there);
        }
        Stage to = there.stream().filter(stage -> stage.id.equals(request.stageId())).findFirst()
                .orElseThrow(() -> Problem.invalid("/stageId", "That pipeline has no such stage."));
        if (to.outcome != from.outcome) {
            throw Problem.invalid("/stageId", "An opportunity that is " + from.outcome + " goes to a stage that is so too; close it or open it again afterwards.");
        }
        return new StageMapping(null, from, to, StageMapping.By.REQUEST);
    }
}
