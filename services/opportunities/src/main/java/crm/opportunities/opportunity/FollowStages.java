package crm.opportunities.opportunity;

import crm.chassis.access.Me;
import crm.chassis.change.IfMatch;
import crm.opportunities.pipeline.Stage;
import crm.opportunities.pipeline.Stages;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Brings opportunities to what their stage has become: its new name, chance and category, or the stage that took its place.
 * Each is a change of its own, with history and events. Several instances may do it at once: what one has done changes nothing
 * for the other.
 */
@Singleton
public class FollowStages {

    private static final Logger LOG = Logger.getLogger(FollowStages.class);
    private static final int AT_ONCE = 200;
    private static final String CATCHING_UP = "select id from stage where catching_up";
    private static final String BEHIND = "stage_id = any($1) and exists (select from stage where stage.id = opportunity.stage_id"
            + " and (stage.replaced_by is not null and opportunity.outcome = 'OPEN' or stage.name <> opportunity.stage_name"
            + " or not probability_overridden and (stage.probability <> opportunity.probability or stage.forecast_category <> opportunity.forecast_category)))";
    private static final String DUE = "select id from opportunity where " + BEHIND + " and not (id = any($2)) limit " + AT_ONCE;
    private static final String DONE = "update stage set catching_up = false where id = any($1)"
            + " and not exists (select from opportunity where stage_id = stage.id and " + BEHIND + ")";

    private final Opportunities opportunities;
    private final Stages stages;
    private final Pool pool;
    private final Clock clock;

    FollowStages(Opportunities opportunities, Stages stages, Pool pool, Clock clock) {
        this.opportunities = opportunities;
        this.stages = stages;
        this.pool = pool;
        this.clock = clock;
    }

    @Scheduled(identity = "follow-stages", every = "${crm.pipelines.follow:3s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return pool.query(CATCHING_UP).execute().chain(rows -> {
            List<UUID> behind = new ArrayList<>();
            rows.forEach(row -> behind.add(row.getUUID(0)));
            return behind.isEmpty() ? Uni.createFrom().voidItem() : stages.refresh().chain(() -> follow(behind.toArray(UUID[]::new)));
        }).onFailure().invoke(failure -> LOG.warnf("Opportunities follow their stages later: %s", failure.getMessage()))
                .onFailure().recoverWithNull();
    }

    private Uni<Void> follow(UUID[] changed) {
        List<UUID> failed = new ArrayList<>();
        return Uni.createFrom().deferred(() -> some(changed, failed)).repeat().whilst(done -> done > 0 && failed.size() < AT_ONCE)
                .collect().last()
                .chain(() -> pool.preparedQuery(DONE).execute(Tuple.of(changed))).replaceWithVoid();
    }

    /** How many were due at this look. */
    private Uni<Integer> some(UUID[] changed, List<UUID> failed) {
        return pool.preparedQuery(DUE).execute(Tuple.of(changed, failed.toArray(UUID[]::new))).chain(rows -> Multi.createFrom().iterable(rows)
                .onItem().transformToUniAndConcatenate(row -> opportunities.change(row.getUUID(0), IfMatch.ANY, Me.PLATFORM, this::follow)
                        .onFailure().invoke(failure -> LOG.debugf("%s follows its stage at the next look: %s", row.getUUID(0), failure))
                        .onFailure().recoverWithUni(() -> {
                            failed.add(row.getUUID(0));
                            return Uni.createFrom().nullItem();
                        }).replaceWith(1))
                .collect().with(java.util.stream.Collectors.summingInt(one -> one)));
    }

    private void follow(Opportunity opportunity) {
        Stage stage = stages.find(opportunity.stageId);
        Stage heir = stage;
        while (heir.replacedBy != null && heir.isOpen()) {
            heir = stages.find(heir.replacedBy);
        }
        if (heir == stage) {
            opportunity.standIn(stage);
            opportunity.weigh();
        } else {
            opportunity.moveTo(heir, StageMove.of(opportunity, stage, heir, "The pipeline has no stage " + stage.name + " any more.", List.of(), clock.instant()));
        }
    }
}
