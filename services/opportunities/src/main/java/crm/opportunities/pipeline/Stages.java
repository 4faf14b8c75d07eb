package crm.opportunities.pipeline;

import crm.chassis.change.Chassis;
import crm.chassis.change.Records;
import crm.chassis.problem.Problem;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The stages of all pipelines. They come with migrations and stay as they are while the service runs, so they are read
 * once and every write of an opportunity finds them in memory.
 */
@Singleton
public class Stages extends Records<Stage> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;
    private volatile Map<UUID, Stage> byId = Map.of();
    private volatile UUID defaultPipeline;

    Stages(Chassis chassis, Pool pool) {
        super(PipelineDescription.stage(), chassis);
        this.pool = pool;
    }

    void load(@Observes StartupEvent start) {
        Map<UUID, Stage> known = new LinkedHashMap<>();
        for (Row row : pool.query("select stage.id, pipeline_id, stage.name, position, probability, forecast_category, outcome, max_days,"
                + " exit_criteria, is_default from stage join pipeline on pipeline.id = pipeline_id where stage.archived_at is null"
                + " order by pipeline_id, position").execute().await().atMost(PATIENCE)) {
            Stage stage = new Stage();
            stage.id = row.getUUID(0);
            stage.pipelineId = row.getUUID(1);
            stage.name = row.getString(2);
            stage.position = row.getLong(3);
            stage.probability = row.getLong(4);
            stage.forecastCategory = ForecastCategory.valueOf(row.getString(5));
            stage.outcome = Outcome.valueOf(row.getString(6));
            stage.maxDays = row.getLong(7);
            stage.exitCriteria = row.getArrayOfStrings(8);
            known.put(stage.id, stage);
            if (row.getBoolean(9)) {
                defaultPipeline = stage.pipelineId;
            }
        }
        byId = known;
    }

    /** A stage by its id; null where there is none. */
    public Stage find(UUID id) {
        return byId.get(id);
    }

    /** The stages of one pipeline in their order; empty where there is no such pipeline. */
    public List<Stage> of(UUID pipelineId) {
        Collection<Stage> all = byId.values();
        return all.stream().filter(stage -> stage.pipelineId.equals(pipelineId)).toList();
    }

    /**
     * The stage that a new opportunity starts in.
     *
     * @param pipelineId null for the default pipeline, or for that of the stage
     * @param stageId null for the first stage
     * @throws Problem 422 where there is no such pipeline or stage
     */
    public Stage start(UUID pipelineId, UUID stageId) {
        if (stageId == null) {
            return of(pipelineId == null ? defaultPipeline : pipelineId).stream().findFirst()
                    .orElseThrow(() -> Problem.invalid("/pipelineId", "There is no such pipeline."));
        }
        Stage stage = find(stageId);
        if (stage == null) {
            throw Problem.invalid("/stageId", "There is no such stage.");
        }
        if (pipelineId != null && !pipelineId.equals(stage.pipelineId)) {
            throw Problem.invalid("/stageId", "This stage belongs to another pipeline.");
        }
        return stage;
    }
}
