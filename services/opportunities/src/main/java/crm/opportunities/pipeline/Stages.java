package crm.opportunities.pipeline;

import crm.chassis.change.Chassis;
import crm.chassis.change.Records;
import crm.chassis.problem.Problem;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * The stages of all pipelines, those that were taken away included. They are kept in memory, so that every write of an
 * opportunity finds them there. The instance that changes a pipeline reads them anew at once, others within two seconds;
 * until then the database itself refuses what comes into a stage that is gone.
 */
@Singleton
public class Stages extends Records<Stage> {

    private static final Logger LOG = Logger.getLogger(Stages.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ALL = "select stage.id, pipeline_id, stage.name, position, probability, forecast_category, outcome, max_days,"
            + " exit_criteria::text, replaced_by, coalesce(stage.archived_at, pipeline.archived_at), pipeline.version, is_default"
            + " from stage join pipeline on pipeline.id = pipeline_id order by pipeline_id, position";

    /** Versions only grow, so their sum tells whether any pipeline was changed. */
    private static final String EDITION = "select coalesce(sum(version), 0)::bigint from pipeline";

    private record Known(Map<UUID, Stage> byId, UUID defaultPipeline) {}

    private final Pool pool;
    private volatile Known known = new Known(Map.of(), null);
    private volatile long edition;

    Stages(Chassis chassis, Pool pool) {
        super(PipelineDescription.stage(), chassis);
        this.pool = pool;
    }

    void load(@Observes StartupEvent start) {
        refresh().await().atMost(PATIENCE);
    }

    @Scheduled(identity = "stages", every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return edition().chain(now -> now == edition ? Uni.createFrom().voidItem() : refresh())
                .onFailure().invoke(failure -> LOG.debugf("The stages are looked at later: %s", failure.getMessage()))
                .onFailure().recoverWithNull();
    }

    /** Reads all stages again. */
    public Uni<Void> refresh() {
        return edition().chain(now -> pool.query(ALL).execute().invoke(rows -> {
            known = known(rows);
            edition = now;
        })).replaceWithVoid();
    }

    private Uni<Long> edition() {
        return pool.query(EDITION).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    private static Known known(RowSet<Row> rows) {
        Map<UUID, Stage> byId = new LinkedHashMap<>();
        UUID usual = null;
        for (Row row : rows) {
            Stage stage = stage(row);
            byId.put(stage.id, stage);
            usual = row.getBoolean(12) ? stage.pipelineId : usual;
        }
        return new Known(byId, usual);
    }

    private static Stage stage(Row row) {
        Stage stage = new Stage();
        stage.id = row.getUUID(0);
        stage.pipelineId = row.getUUID(1);
        stage.name = row.getString(2);
        stage.position = row.getLong(3);
        stage.probability = row.getLong(4);
        stage.forecastCategory = ForecastCategory.valueOf(row.getString(5));
        stage.outcome = Outcome.valueOf(row.getString(6));
        stage.maxDays = row.getLong(7);
        JsonArray criteria = new JsonArray(row.getString(8));
        stage.exitCriteria = IntStream.range(0, criteria.size()).mapToObj(criteria::getJsonObject).map(Stages::criterion).toList();
        stage.replacedBy = row.getUUID(9);
        stage.archivedAt = row.getOffsetDateTime(10) == null ? null : row.getOffsetDateTime(10).toInstant();
        stage.pipelineVersion = row.getLong(11);
        return stage;
    }

    private static Criterion criterion(JsonObject criterion) {
        return new Criterion(criterion.getString("filter"), criterion.getString("description"));
    }

    /** A stage by its id, even if it was taken away; null where there is none. */
    public Stage find(UUID id) {
        return known.byId.get(id);
    }

    /** The stages of one pipeline in their order, without those that were taken away; empty where there is no such pipeline. */
    public List<Stage> of(UUID pipelineId) {
        Collection<Stage> all = known.byId.values();
        return all.stream().filter(stage -> stage.pipelineId.equals(pipelineId) && stage.archivedAt == null).toList();
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
            return of(pipelineId == null ? known.defaultPipeline : pipelineId).stream().findFirst()
                    .orElseThrow(() -> Problem.invalid("/pipelineId", "There is no such pipeline."));
        }
        Stage stage = find(stageId);
        stage = stage != null && stage.archivedAt != null && stage.replacedBy != null ? find(stage.replacedBy) : stage;
        if (stage == null || stage.isOpen() && stage.archivedAt != null) {
            throw Problem.invalid("/stageId", "There is no such stage.");
        }
        if (pipelineId != null && !pipelineId.equals(stage.pipelineId)) {
            throw Problem.invalid("/stageId", "This stage belongs to another pipeline.");
        }
        return stage;
    }
}
