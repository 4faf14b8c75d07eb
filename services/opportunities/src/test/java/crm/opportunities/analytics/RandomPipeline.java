package crm.opportunities.analytics;

import static crm.opportunities.Given.created;
import static crm.opportunities.Given.unique;

import com.fasterxml.jackson.databind.JsonNode;
import crm.opportunities.Given;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A pipeline of its own in which random things happened to deals: the same ones for the same seed. */
final class RandomPipeline {

    private static final int DEALS = 60;
    private static final int CHANGES = 90;
    private static final OffsetDateTime FIRST = OffsetDateTime.parse("2031-01-01T00:00:00Z");
    private static final List<String> OWNERS = Arrays.asList("sales-rep", "sales-rep-2", "sales-manager", null);
    private static final List<String> TEAMS = Arrays.asList("sales-central", "sales-east", "support", null);

    /** What a closed deal left, and when. */
    record Stay(UUID deal, UUID stage, long seconds, OffsetDateTime closedAt, String owner, String source, UUID product) {}

    final UUID id;
    final String source;
    final List<UUID> products = new ArrayList<>();
    private final Pool pool;
    private final Random random;
    private final List<UUID> stages = new ArrayList<>();
    private final List<UUID> elsewhere = new ArrayList<>();
    private final UUID other;
    private final List<UUID> deals = new ArrayList<>();

    RandomPipeline(long seed, Pool pool) {
        this.pool = pool;
        random = new Random(seed);
        JsonNode pipeline = Given.pipeline("\"First\",10", "\"Second\",30", "\"Third\",60", "\"Fourth\",80");
        JsonNode another = Given.pipeline("\"First\",10", "\"Second\",30", "\"Third\",60");
        pipeline.path("stages").forEach(stage -> stages.add(UUID.fromString(stage.path("id").asText())));
        another.path("stages").forEach(stage -> elsewhere.add(UUID.fromString(stage.path("id").asText())));
        id = UUID.fromString(pipeline.path("id").asText());
        other = UUID.fromString(another.path("id").asText());
        source = unique("Source");
        for (int i = 0; i < 2; i++) {
            products.add(UUID.fromString(created("sales-manager", "products", "{\"name\":\"" + unique("Thing") + "\"}").path("id").asText()));
        }
        UUID account = UUID.fromString(Given.account("integration", unique("Account")).path("id").asText());
        for (int i = 0; i < DEALS; i++) {
            begin(account);
        }
        for (int i = 0; i < CHANGES; i++) {
            change(deals.get(random.nextInt(DEALS)));
        }
    }

    private void begin(UUID account) {
        UUID deal = UUID.randomUUID();
        deals.add(deal);
        // some at the very begin of a day and at its last moment
        OffsetDateTime at = FIRST.plusDays(random.nextInt(90)).plusNanos(1_000L * one(Arrays.asList(0L, 86_399_999_999L, (long) random.nextInt(1_000_000_000))));
        run("insert into opportunity (id, version, owner, team, created_at, updated_at, name, account_id, product_id, pipeline_id, stage_id, stage_name, probability, amount,"
                        + " currency, exchange_rate, amount_base, forecast_category, lead_source, stage_entered_at)"
                        + " values ($1, 1, $2, $3, $4, $4, 'Deal', $5, $6, $7, $8, 'First', 10, $9, $10, 1.25, $9 * 1.25, 'PIPELINE', $11, $4)",
                deal, one(OWNERS), one(TEAMS), at, account, random.nextBoolean() ? one(products) : null, id, one(stages), money(), one(List.of("USD", "EUR")),
                random.nextBoolean() ? source : "Elsewhere");
    }

    private void change(UUID deal) {
        switch (random.nextInt(10)) {
            case 0 -> run("update opportunity set amount = $2, amount_base = $2 * exchange_rate where id = $1", deal, money());
            case 1 -> run("update opportunity set archived_at = case when archived_at is null then now() end where id = $1", deal);
            case 2 -> run("update opportunity set owner = $2, team = $3 where id = $1", deal, one(OWNERS), one(TEAMS));
            case 3 -> move(deal, random.nextBoolean() ? other : id);
            case 4 -> run("update opportunity set currency = 'EUR', next_step = 'call', owner_splits = '[{\"owner\":\"sales-rep\",\"team\":\"sales-central\",\"percent\":50},"
                    + "{\"owner\":\"sales-rep-2\",\"team\":\"sales-east\",\"percent\":50}]' where id = $1", deal);
            // forward and backward, to the end and open again
            default -> move(deal, null);
        }
    }

    private void move(UUID deal, UUID pipeline) {
        UUID now = pipeline != null ? pipeline
                : run("select pipeline_id from opportunity where id = $1", deal).iterator().next().getUUID(0);
        run("insert into opportunity_stage_history (opportunity_id, from_stage_id, from_stage_name, to_stage_id, to_stage_name, seconds_in_previous_stage, changed_at,"
                + " changed_by) select id, stage_id, stage_name, stage_id, stage_name, $2, now(), 'test' from opportunity where id = $1", deal, (long) random.nextInt(500_000));
        run("update opportunity set pipeline_id = $2, stage_id = $3 where id = $1", deal, now, one(now.equals(id) ? stages : elsewhere));
        run("update opportunity set closed_at = case when outcome <> 'OPEN' then created_at + $2 * interval '1 hour' end where id = $1", deal, random.nextInt(1_000));
    }

    /** Each move out of a stage by the closed deals of the pipeline, one by one. */
    List<Stay> stays() {
        List<Stay> stays = new ArrayList<>();
        run("select opportunity.id, from_stage_id, seconds_in_previous_stage, closed_at, owner, lead_source, product_id from opportunity_stage_history"
                + " join opportunity on opportunity.id = opportunity_id where pipeline_id = $1 and archived_at is null and closed_at is not null", id)
                .forEach(row -> stays.add(new Stay(row.getUUID(0), row.getUUID(1), row.getLong(2), row.getOffsetDateTime(3), row.getString(4), row.getString(5), row.getUUID(6))));
        return stays;
    }

    private BigDecimal money() {
        return random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(10_000_000), 2);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Iterable<Row> run(String sql, Object... parameters) {
        return pool.preparedQuery(sql).execute(Tuple.from(Arrays.asList(parameters))).await().atMost(Duration.ofSeconds(20));
    }
}
