package crm.opportunities.board;

import com.fasterxml.jackson.core.JsonGenerator;
import crm.chassis.access.Me;
import crm.chassis.list.RecordQueries;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.RecordJson;
import crm.chassis.record.RecordType;
import crm.chassis.sql.Parameters;
import crm.opportunities.money.ExchangeRates;
import crm.opportunities.opportunity.Opportunities;
import crm.opportunities.opportunity.Opportunity;
import crm.opportunities.pipeline.Stage;
import crm.opportunities.pipeline.Stages;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A pipeline as a board: a column for each stage with the number, the sum and the weighted sum of all that the caller
 * may see, in the base currency, and the ten cards that are to be closed first.
 */
@Singleton
public class Board {

    private static final int CARDS = 10;
    private static final String CARD_FIELDS = "name,accountId,primaryContactId,owner,team,stageId,amount,currency,amountBase,probability,"
            + "expectedRevenue,closeDate,nextStep,nextStepDate,stageEnteredAt,daysInStage,stuck";

    private record Figures(long count, BigDecimal sum, BigDecimal weightedSum) {
        static final Figures NONE = new Figures(0, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private final Opportunities opportunities;
    private final Stages stages;
    private final Pool pool;
    private final RecordJson recordJson;
    private final ExchangeRates rates;

    Board(Opportunities opportunities, Stages stages, Pool pool, RecordJson recordJson, ExchangeRates rates) {
        this.opportunities = opportunities;
        this.stages = stages;
        this.pool = pool;
        this.recordJson = recordJson;
        this.rates = rates;
    }

    /**
     * The board as JSON.
     *
     * @throws Problem 404 where there is no such pipeline
     */
    public Uni<byte[]> of(UUID pipelineId, Me me) {
        List<Stage> columns = stages.of(pipelineId);
        if (columns.isEmpty()) {
            throw Problem.notFound();
        }
        List<Field> shown = RecordQueries.shown(type(), CARD_FIELDS);
        return figures(pipelineId, me).chain(figures -> cards(columns, shown, me)
                .map(cards -> recordJson.write(generator -> write(generator, columns, figures, cards, shown, me))));
    }

    private Uni<Map<UUID, Figures>> figures(UUID pipelineId, Me me) {
        Parameters parameters = new Parameters();
        String sql = "select stage_id, sum(deals)::bigint, sum(amount_base), round(sum(weighted_base) / 100, 4)"
                + " from opportunity_figure where pipeline_id = " + parameters.add(pipelineId) + " and "
                + RecordQueries.readable(type(), me, parameters) + " group by stage_id";
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> {
            Map<UUID, Figures> figures = new HashMap<>();
            for (Row row : rows) {
                figures.put(row.getUUID(0), new Figures(row.getLong(1), row.getBigDecimal(2), row.getBigDecimal(3)));
            }
            return figures;
        });
    }

    private Uni<Map<UUID, List<Row>>> cards(List<Stage> columns, List<Field> shown, Me me) {
        Parameters parameters = new Parameters();
        String readable = RecordQueries.readable(type(), me, parameters);
        String sql = columns.stream()
                .map(stage -> "(select " + RecordQueries.columns(shown) + ", stage_id from opportunity where stage_id = "
                        + parameters.add(stage.id) + " and archived_at is null and " + readable
                        + " order by close_date, id limit " + CARDS + ")")
                .collect(Collectors.joining(" union all "));
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> {
            Map<UUID, List<Row>> cards = new HashMap<>();
            for (Row row : rows) {
                cards.computeIfAbsent(row.getUUID(shown.size()), stage -> new ArrayList<>()).add(row);
            }
            return cards;
        });
    }

    private void write(JsonGenerator generator, List<Stage> columns, Map<UUID, Figures> figures, Map<UUID, List<Row>> cards,
            List<Field> shown, Me me) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("pipelineId", columns.get(0).pipelineId.toString());
        generator.writeStringField("currency", rates.baseCurrency());
        generator.writeArrayFieldStart("columns");
        for (Stage stage : columns) {
            Figures figure = figures.getOrDefault(stage.id, Figures.NONE);
            generator.writeStartObject();
            generator.writeStringField("stageId", stage.id.toString());
            generator.writeStringField("name", stage.name);
            generator.writeNumberField("probability", stage.probability);
            generator.writeStringField("outcome", stage.outcome.name());
            if (stage.maxDays != null) {
                generator.writeNumberField("maxDays", stage.maxDays);
            }
            generator.writeNumberField("count", figure.count());
            generator.writeFieldName("sum");
            RecordJson.simple(generator, figure.sum());
            generator.writeFieldName("weightedSum");
            RecordJson.simple(generator, figure.weightedSum());
            generator.writeArrayFieldStart("cards");
            for (Row card : cards.getOrDefault(stage.id, List.of())) {
                recordJson.row(generator, shown, card, me.roles());
            }
            generator.writeEndArray();
            generator.writeEndObject();
        }
        generator.writeEndArray();
        generator.writeEndObject();
    }

    private RecordType<Opportunity> type() {
        return opportunities.type();
    }
}
