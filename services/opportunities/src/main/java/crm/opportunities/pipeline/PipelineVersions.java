package crm.opportunities.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** How a pipeline was in each of its versions. */
@Singleton
class PipelineVersions {

    private static final int MOST = 100;

    private final Pool pool;
    private final ObjectMapper json;

    PipelineVersions(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** {@code {"items":[{"version":2,"name":…,"stages":[…],"changedAt":…,"changedBy":…}]}}, newest first, 100 at most. */
    Uni<byte[]> of(UUID pipelineId) {
        return pool.preparedQuery("select version, name, stages::text, changed_at, changed_by from pipeline_version where pipeline_id = $1"
                + " order by version desc limit " + MOST).execute(Tuple.of(pipelineId)).map(rows -> {
            var items = json.createArrayNode();
            for (Row row : rows) {
                try {
                    var item = items.addObject().put("version", row.getLong(0)).put("name", row.getString(1));
                    item.set("stages", json.readTree(row.getString(2)));
                    item.put("changedAt", row.getOffsetDateTime(3).toInstant().toString()).put("changedBy", row.getString(4));
                } catch (JsonProcessingException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
            return json.createObjectNode().set("items", items).toString().getBytes(StandardCharsets.UTF_8);
        });
    }
}
