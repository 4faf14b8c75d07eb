package crm.opportunities.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.access.Me;
import crm.chassis.change.Creation;
import crm.chassis.change.IfMatch;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.chassis.sql.SessionSql;
import crm.chassis.sql.SqlStates;
import crm.opportunities.opportunity.ExitCriteria;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes and changes pipelines with their stages, each time as a new version of the whole. */
@Singleton
public class EditPipeline {

    private final Pipelines pipelines;
    private final StageRows rows;
    private final ExitCriteria exitCriteria;

    EditPipeline(Pipelines pipelines, StageRows rows, ExitCriteria exitCriteria) {
        this.pipelines = pipelines;
        this.rows = rows;
        this.exitCriteria = exitCriteria;
    }

    /**
     * Makes a pipeline: {@code {"name":…,"isDefault":…,"stages":[…]}}.
     *
     * @throws Problem 403 where it is not the caller's to make, 409 where the name is taken, 422 where something is not valid
     */
    Uni<Pipeline> create(JsonNode body, Me me) {
        if (!pipelines.type().access().mayCreate(me)) {
            throw Problem.forbidden("Your roles do not create records of this kind.");
        }
        PipelineInput input = PipelineInput.of(body);
        Pipeline pipeline = new Pipeline();
        pipeline.id = input.values().get("id") == null ? Ids.next() : (UUID) input.values().get("id");
        pipeline.name = input.name();
        pipeline.externalId = (String) input.values().get("externalId");
        pipeline.isDefault = Boolean.TRUE.equals(input.isDefault());
        if (input.stages() == null || input.stages().isNull()) {
            throw Problem.invalid("/stages", "stages is required.");
        }
        pipeline.stages = StageList.of(input.stages(), null, exitCriteria::check);
        return taken(Panache.withTransaction(() -> Panache.getSession().chain(session -> giveUpDefault(session, pipeline.id, pipeline.isDefault, me)
                .chain(() -> pipelines.create(pipeline, Creation.PLAIN, me))
                .chain(() -> rows.store(session, pipeline, List.of(), Map.of()))
                .replaceWith(pipeline))));
    }

    /**
     * Changes what the body names; stages are sent as the whole list, those with an id stay.
     *
     * @throws Problem 403, 404, 409 where open opportunities stand in a stage that would go, 412, 422
     */
    Uni<Pipeline> change(UUID id, IfMatch ifMatch, JsonNode body, Me me) {
        PipelineInput input = PipelineInput.of(body);
        if (input.names("id")) {
            throw Problem.invalid("/id", "id cannot be set; the system keeps it.");
        }
        List<List<Map<String, Object>>> before = new java.util.ArrayList<>();
        return taken(Panache.withTransaction(() -> Panache.getSession().chain(session ->
                giveUpDefault(session, id, Boolean.TRUE.equals(input.isDefault()), me)
                        .chain(() -> pipelines.change(id, ifMatch, me, pipeline -> {
                            before.add(pipeline.stages);
                            edit(pipeline, input);
                        }))
                        .call(pipeline -> pipeline.stages.equals(before.get(0)) ? rows.keep(session, pipeline)
                                : rows.store(session, pipeline, before.get(0), input.replacements())))));
    }

    /** Takes a pipeline away that nobody uses. */
    Uni<Pipeline> archive(UUID id, IfMatch ifMatch, Me me) {
        return Panache.withTransaction(() -> pipelines.archive(id, ifMatch, me)
                .call(pipeline -> Panache.getSession().chain(session -> rows.checkUnused(session, pipeline))));
    }

    private void edit(Pipeline pipeline, PipelineInput input) {
        if (pipeline.archivedAt != null) {
            throw Problem.conflict("archived", "The pipeline is archived", "Restore it before you change it.");
        }
        if (input.names("name")) {
            pipeline.name = input.name();
        }
        if (input.names("externalId")) {
            pipeline.externalId = (String) input.values().get("externalId");
        }
        if (pipeline.isDefault && Boolean.FALSE.equals(input.isDefault())) {
            throw Problem.invalid("/isDefault", "Make another pipeline the default one instead.");
        }
        pipeline.isDefault = pipeline.isDefault || Boolean.TRUE.equals(input.isDefault());
        if (input.stages() != null && !input.stages().isNull()) {
            pipeline.stages = StageList.of(input.stages(), pipeline.stages, exitCriteria::check);
        }
    }

    private Uni<Void> giveUpDefault(Mutiny.Session session, UUID heir, boolean wanted, Me me) {
        if (!wanted) {
            return Uni.createFrom().voidItem();
        }
        return SessionSql.select(session, "select id from pipeline where is_default and id <> $1", heir)
                .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem()
                        : pipelines.change((UUID) found.get(0)[0], IfMatch.ANY, me, usual -> usual.isDefault = false)
                                .chain(usual -> rows.keep(session, usual)));
    }

    private static <T> Uni<T> taken(Uni<T> work) {
        return work.onFailure(SqlStates::isTaken).transform(taken ->
                Problem.conflict("name-taken", "This name is taken", "There is a pipeline with this name or id."));
    }
}
