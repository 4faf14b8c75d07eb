package crm.opportunities.analytics;

import com.fasterxml.jackson.core.JsonGenerator;
import crm.chassis.record.RecordJson;
import crm.opportunities.money.ExchangeRates;
import crm.opportunities.pipeline.Stage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/** Writes figures of the stages of a pipeline, in their order. */
@Singleton
class StagesJson {

    /** What one stage shows beside its name. */
    interface Item {
        void write(JsonGenerator json, Stage stage) throws IOException;
    }

    private final RecordJson recordJson;
    private final ExchangeRates rates;

    StagesJson(RecordJson recordJson, ExchangeRates rates) {
        this.recordJson = recordJson;
        this.rates = rates;
    }

    byte[] write(Selection selection, List<Stage> stages, Item item) {
        return recordJson.write(json -> {
            json.writeStartObject();
            json.writeStringField("from", selection.from().toString());
            json.writeStringField("to", selection.until().minusDays(1).toString());
            json.writeStringField("currency", rates.baseCurrency());
            json.writeStringField("pipelineId", stages.get(0).pipelineId.toString());
            json.writeStringField("filter", selection.rsql());
            json.writeArrayFieldStart("items");
            for (Stage stage : stages) {
                json.writeStartObject();
                json.writeStringField("stageId", stage.id.toString());
                json.writeStringField("stage", stage.name);
                item.write(json, stage);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
