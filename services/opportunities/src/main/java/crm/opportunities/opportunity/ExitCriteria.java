package crm.opportunities.opportunity;

import crm.chassis.access.Me;
import crm.chassis.list.FilterSql;
import crm.chassis.sql.Parameters;
import crm.chassis.sql.SessionSql;
import crm.opportunities.pipeline.Criterion;
import crm.opportunities.pipeline.Stage;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Holds an opportunity, with what belongs to it, against what its stage asks for before it goes on. */
@Singleton
public class ExitCriteria {

    /** A criterion that is not met, of a stage that is to be left. */
    record Unmet(Stage stage, Criterion criterion) {
        String words() {
            return stage.name + ": " + criterion.description();
        }
    }

    private final Opportunities opportunities;
    private final Clock clock;

    ExitCriteria(Opportunities opportunities, Clock clock) {
        this.opportunities = opportunities;
        this.clock = clock;
    }

    /** @throws crm.chassis.problem.Problem 400 where a filter over opportunities cannot be used */
    public void check(String filter) {
        condition(filter, Me.PLATFORM, new Parameters());
    }

    /**
     * What is not met, in the order of the stages, by the opportunity as it is stored and with what the request tells.
     *
     * @param left the stages that it leaves behind
     * @param told values by column that are about to be stored
     */
    Uni<List<Unmet>> unmet(UUID opportunityId, List<Stage> left, Map<String, Object> told, Me me) {
        List<Unmet> asked = left.stream().flatMap(stage -> stage.exitCriteria.stream().map(criterion -> new Unmet(stage, criterion))).toList();
        if (asked.isEmpty()) {
            return Uni.createFrom().item(asked);
        }
        Parameters parameters = new Parameters();
        List<String> answers = asked.stream().map(each -> "(" + condition(each.criterion().filter(), me, parameters) + ") is true").toList();
        String sql = "select " + String.join(", ", answers) + " from (select (jsonb_populate_record(stored, cast(cast("
                + parameters.add(new JsonObject(told).encode()) + " as text) as jsonb))).* from opportunity stored where id = "
                + parameters.add(opportunityId) + ") as opportunity";
        return Panache.getSession().chain(session -> SessionSql.select(session, sql, parameters.values())).map(rows -> {
            List<Unmet> unmet = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                if (!Boolean.TRUE.equals(rows.get(0)[i])) {
                    unmet.add(asked.get(i));
                }
            }
            return unmet;
        });
    }

    /** Criteria look at all fields, whoever makes the move. */
    private String condition(String filter, Me me, Parameters parameters) {
        Me all = new Me(me.login(), Me.PLATFORM.roles(), me.team(), me.directTeams(), me.teams());
        return new FilterSql(opportunities.type(), all, clock, parameters).condition(filter);
    }
}
