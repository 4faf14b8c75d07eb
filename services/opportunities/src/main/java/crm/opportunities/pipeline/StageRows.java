package crm.opportunities.pipeline;

import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Brings the rows of a pipeline's stages to what the pipeline says, in the transaction that changes it. */
@Singleton
class StageRows {

    private static final String LOCK = "select id from stage where pipeline_id = $1 order by id for update";
    private static final String IN_USE = "select stage_id, count(*) from opportunity where stage_id = any($1) and outcome = 'OPEN'"
            + " and archived_at is null group by 1";
    private static final String TAKE_AWAY = "update stage set archived_at = $3::timestamptz, updated_at = $3::timestamptz, updated_by = $4, version = version + 1,"
            + " replaced_by = gone.replacement, catching_up = gone.replacement is not null"
            + " from unnest($1::uuid[], $2::uuid[]) as gone (id, replacement) where stage.id = gone.id";
    private static final String STORE = "insert into stage (id, version, created_at, created_by, updated_at, updated_by, source, pipeline_id, name,"
            + " position, probability, forecast_category, outcome, max_days, exit_criteria)"
            + " select id, 1, $3::timestamptz, $4::text, $3::timestamptz, $4::text, 'API', $1::uuid, name, position, probability, \"forecastCategory\", outcome, \"maxDays\", \"exitCriteria\""
            + " from jsonb_to_recordset(cast(cast($2 as text) as jsonb)) as sent (id uuid, name text, position bigint, probability bigint,"
            + " \"forecastCategory\" text, outcome text, \"maxDays\" bigint, \"exitCriteria\" jsonb)"
            + " on conflict (id) do update set name = excluded.name, position = excluded.position, probability = excluded.probability,"
            + " forecast_category = excluded.forecast_category, max_days = excluded.max_days, exit_criteria = excluded.exit_criteria,"
            + " updated_at = excluded.updated_at, updated_by = excluded.updated_by, version = stage.version + 1,"
            + " catching_up = stage.catching_up or (stage.name, stage.probability, stage.forecast_category)"
            + " is distinct from (excluded.name, excluded.probability, excluded.forecast_category)";
    private static final String FURTHEST = "update opportunity set furthest_position = moved.now from unnest($2::bigint[], $3::bigint[]) as moved (before, now)"
            + " where pipeline_id = $1 and furthest_position = moved.before";
    private static final String KEEP = "insert into pipeline_version (pipeline_id, version, name, stages, changed_at, changed_by)"
            + " select id, version, name, stages, updated_at, updated_by from pipeline where id = $1 on conflict do nothing";

    /**
     * Stores the stages of a pipeline that is stored already.
     *
     * @param before its stages until now
     * @param replacements who takes the open opportunities of a stage over that goes
     * @throws Problem 409 where open opportunities would stand nowhere
     */
    Uni<Void> store(Mutiny.Session session, Pipeline pipeline, List<Map<String, Object>> before, Map<UUID, UUID> replacements) {
        List<UUID> gone = ids(before);
        gone.removeAll(ids(pipeline.stages));
        checkReplacements(gone, ids(pipeline.stages), pipeline.stages, replacements);
        var at = pipeline.updatedAt.atOffset(ZoneOffset.UTC);
        return SessionSql.select(session, LOCK, pipeline.id)
                .chain(() -> gone.isEmpty() ? Uni.createFrom().voidItem() : checkUse(session, gone, before, replacements)
                        .chain(() -> SessionSql.update(session, TAKE_AWAY, gone.toArray(UUID[]::new),
                                gone.stream().map(replacements::get).toArray(UUID[]::new), at, pipeline.updatedBy)).replaceWithVoid())
                .chain(() -> SessionSql.update(session, STORE, pipeline.id, new JsonArray(pipeline.stages).encode(), at, pipeline.updatedBy))
                .chain(() -> furthest(session, pipeline, before))
                .chain(() -> keep(session, pipeline));
    }

    /** Keeps the pipeline as it is in this version. */
    Uni<Void> keep(Mutiny.Session session, Pipeline pipeline) {
        return SessionSql.update(session, KEEP, pipeline.id).replaceWithVoid();
    }

    /** Fails with 409 where open opportunities stand in the pipeline. */
    Uni<Void> checkUnused(Mutiny.Session session, Pipeline pipeline) {
        return SessionSql.select(session, LOCK, pipeline.id)
                .chain(stages -> SessionSql.select(session, IN_USE, (Object) stages.stream().map(row -> (UUID) row[0]).toArray(UUID[]::new)))
                .invoke(used -> {
                    long open = used.stream().mapToLong(row -> (Long) row[1]).sum();
                    if (open > 0) {
                        throw Problem.conflict("pipeline-in-use", "The pipeline is in use", deals(open) + " in it. Move them to another pipeline with POST"
                                + " /api/v1/opportunities/{id}/pipeline or close them, then archive the pipeline.").with("open", open);
                    }
                }).replaceWithVoid();
    }

    private static void checkReplacements(List<UUID> gone, List<UUID> kept, List<Map<String, Object>> stages, Map<UUID, UUID> replacements) {
        replacements.forEach((from, to) -> {
            if (!gone.contains(from)) {
                throw Problem.invalid("/replacements/" + from, "This is no stage that goes.");
            }
            if (!kept.contains(to) || !Outcome.OPEN.name().equals(stages.get(kept.indexOf(to)).get("outcome"))) {
                throw Problem.invalid("/replacements/" + from, "Opportunities go to an open stage that the pipeline keeps.");
            }
        });
    }

    private static Uni<Void> checkUse(Mutiny.Session session, List<UUID> gone, List<Map<String, Object>> before, Map<UUID, UUID> replacements) {
        return SessionSql.select(session, IN_USE, (Object) gone.toArray(UUID[]::new)).invoke(rows -> {
            List<Map<String, Object>> used = new ArrayList<>();
            rows.stream().filter(row -> !replacements.containsKey((UUID) row[0])).forEach(row -> {
                Map<String, Object> stage = new LinkedHashMap<>();
                stage.put("stageId", row[0].toString());
                stage.put("name", before.stream().filter(each -> each.get("id").equals(row[0].toString())).findFirst().orElseThrow().get("name"));
                stage.put("open", row[1]);
                used.add(stage);
            });
            if (!used.isEmpty()) {
                String named = used.stream().map(stage -> deals((Long) stage.get("open")) + " in " + stage.get("name")).collect(Collectors.joining(", "));
                throw Problem.conflict("stage-in-use", "A stage is in use", named + ". Name in replacements the stage that takes them over, as in"
                        + " {\"replacements\":{\"" + used.get(0).get("stageId") + "\":\"<id of a stage that stays>\"}}, or move them first.").with("stages", used);
            }
        }).replaceWithVoid();
    }

    private static String deals(long open) {
        return open == 1 ? "1 open opportunity stands" : open + " open opportunities stand";
    }

    /** How far an opportunity ever came is kept as a position, so it moves with the stages. */
    private static Uni<Void> furthest(Mutiny.Session session, Pipeline pipeline, List<Map<String, Object>> before) {
        Map<Long, Long> moved = new LinkedHashMap<>();
        long reached = 1;
        List<UUID> now = ids(pipeline.stages);
        for (int i = 0; i < before.size(); i++) {
            int place = now.indexOf(UUID.fromString((String) before.get(i).get("id")));
            reached = place < 0 ? reached : place + 1L;
            if (reached != i + 1L) {
                moved.put(i + 1L, reached);
            }
        }
        return moved.isEmpty() ? Uni.createFrom().voidItem() : SessionSql.update(session, FURTHEST, pipeline.id,
                moved.keySet().toArray(Long[]::new), moved.values().toArray(Long[]::new)).replaceWithVoid();
    }

    private static List<UUID> ids(List<Map<String, Object>> stages) {
        return stages.stream().map(stage -> UUID.fromString((String) stage.get("id"))).collect(Collectors.toCollection(ArrayList::new));
    }
}
