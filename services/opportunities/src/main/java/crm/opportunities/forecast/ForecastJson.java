package crm.opportunities.forecast;

import com.fasterxml.jackson.core.JsonGenerator;
import crm.chassis.record.RecordJson;
import crm.opportunities.money.ExchangeRates;
import crm.opportunities.period.Period;
import crm.opportunities.pipeline.ForecastCategory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes forecasts; each figure stands beside the filter that lists its records at {@code /opportunities}. */
@Singleton
class ForecastJson {

    private final RecordJson recordJson;
    private final ExchangeRates rates;

    ForecastJson(RecordJson recordJson, ExchangeRates rates) {
        this.recordJson = recordJson;
        this.rates = rates;
    }

    byte[] write(Period period, ForecastNode company, TeamTree tree, String scope) {
        return recordJson.write(json -> {
            json.writeStartObject();
            json.writeStringField("period", period.name());
            json.writeStringField("from", period.from().toString());
            json.writeStringField("to", period.until().minusDays(1).toString());
            json.writeStringField("currency", rates.baseCurrency());
            json.writeStringField("scope", scope);
            json.writeFieldName("forecast");
            node(json, period, company, tree);
            json.writeEndObject();
        });
    }

    private void node(JsonGenerator json, Period period, ForecastNode node, TeamTree tree) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", node.kind().name());
        text(json, "name", node.name());
        text(json, "team", node.kind() == ForecastNode.Kind.OWNER ? node.team() : null);
        json.writeObjectFieldStart("categories");
        String part = part(node, tree);
        for (ForecastCategory category : ForecastCategory.values()) {
            json.writeObjectFieldStart(category.name());
            Amounts amounts = node.categories().getOrDefault(category, Amounts.NONE);
            number(json, "count", amounts.count());
            sums(json, amounts.sums());
            number(json, "base", amounts.base());
            json.writeStringField("filter", listing(period, category) + part);
            json.writeEndObject();
        }
        json.writeEndObject();
        number(json, "called", node.called());
        number(json, "adjusted", node.adjusted());
        number(json, "statistical", node.statistical());
        number(json, "landed", node.categories().getOrDefault(ForecastCategory.CLOSED, Amounts.NONE).base());
        if (node.call() != null) {
            json.writeFieldName("submission");
            call(json, node.call());
        }
        json.writeArrayFieldStart("adjustments");
        for (Adjustment adjustment : node.adjustments()) {
            adjustment(json, adjustment);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("parts");
        for (ForecastNode each : node.parts()) {
            node(json, period, each, tree);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    byte[] submissions(List<Call> calls) {
        return recordJson.write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Call call : calls) {
                call(json, call);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    byte[] call(Call call) {
        return recordJson.write(json -> call(json, call));
    }

    byte[] adjustment(Adjustment adjustment) {
        return recordJson.write(json -> adjustment(json, adjustment));
    }

    private static void call(JsonGenerator json, Call call) throws IOException {
        json.writeStartObject();
        json.writeStringField("owner", call.leaf().owner());
        text(json, "team", call.leaf().team());
        number(json, "amount", call.amount());
        json.writeStringField("currency", call.currency());
        number(json, "base", call.base());
        text(json, "note", call.note());
        json.writeStringField("submittedAt", call.at().toString());
        json.writeEndObject();
    }

    private static void adjustment(JsonGenerator json, Adjustment adjustment) throws IOException {
        json.writeStartObject();
        text(json, "owner", adjustment.leaf().owner());
        text(json, "team", adjustment.leaf().team());
        number(json, "amount", adjustment.amount());
        json.writeStringField("currency", adjustment.currency());
        number(json, "base", adjustment.base());
        json.writeStringField("reason", adjustment.reason());
        json.writeStringField("adjustedBy", adjustment.by());
        json.writeStringField("adjustedAt", adjustment.at().toString());
        json.writeEndObject();
    }

    /** The JSON of a leaf's figures, as a snapshot keeps it. */
    static void categories(JsonGenerator json, Map<ForecastCategory, Amounts> categories) throws IOException {
        json.writeStartObject();
        for (Map.Entry<ForecastCategory, Amounts> category : categories.entrySet()) {
            json.writeObjectFieldStart(category.getKey().name());
            number(json, "count", category.getValue().count());
            sums(json, category.getValue().sums());
            number(json, "base", category.getValue().base());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void sums(JsonGenerator json, Map<String, BigDecimal> sums) throws IOException {
        json.writeArrayFieldStart("sums");
        for (Map.Entry<String, BigDecimal> sum : sums.entrySet()) {
            json.writeStartObject();
            json.writeStringField("currency", sum.getKey());
            number(json, "amount", sum.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String listing(Period period, ForecastCategory category) {
        return category == ForecastCategory.CLOSED
                ? "outcome==WON;closedAt=ge=" + period.begin().toInstant() + ";closedAt=lt=" + period.end().toInstant()
                : "outcome==OPEN;forecastCategory==" + category + ";closeDate=ge=" + period.from() + ";closeDate=lt=" + period.until();
    }

    private static String part(ForecastNode node, TeamTree tree) {
        return switch (node.kind()) {
            case COMPANY -> "";
            case TEAM -> ";creditedTeams=in=(" + tree.within(node.team()).stream().map(ForecastJson::quoted).collect(Collectors.joining(",")) + ")";
            case OWNER -> node.name() == null ? ";owner=null=true;" + is("team", "team", node.team())
                    : ";creditedTo==" + quoted(node.name()) + ";" + is("team", "creditedTeams", node.team());
        };
    }

    private static String is(String field, String credited, String value) {
        return value == null ? field + "=null=true" : credited + "==" + quoted(value);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void text(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    static void number(JsonGenerator json, String name, BigDecimal value) throws IOException {
        json.writeFieldName(name);
        RecordJson.simple(json, value);
    }
}
