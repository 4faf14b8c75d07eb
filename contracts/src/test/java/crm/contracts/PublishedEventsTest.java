package crm.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.contracts.campaigns.CampaignEvents;
import crm.contracts.cases.CaseEvents;
import crm.contracts.governance.GovernanceEvents;
import crm.contracts.leads.LeadEvents;
import crm.contracts.opportunities.OpportunityEvents;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedEventsTest {

    static SortedSet<String> types() {
        return Published.types();
    }

    @Test
    void everyTypeConstantHasAPayloadAndNothingElseHas() throws IllegalAccessException {
        var constants = new TreeSet<String>();
        for (Class<?> types : Set.of(LeadEvents.class, OpportunityEvents.class, CampaignEvents.class, CaseEvents.class,
                GovernanceEvents.class)) {
            for (Field field : types.getFields()) {
                if (field.getType() == String.class && !field.getName().equals("SOURCE")) {
                    constants.add((String) field.get(null));
                    String words = field.getName().toLowerCase(Locale.ROOT).replace('_', '-');
                    assertTrue(((String) field.get(null)).endsWith("." + words + ".v1"),
                        () -> field.getName() + " is named after its type");
                }
            }
        }
        assertEquals(constants, Published.types());
    }

    @Test
    void everyTypeHasASchemaAndAnExampleAndThereAreNoOthers() {
        assertEquals(Published.types(), Published.eventFiles(Published.SCHEMAS));
        assertEquals(Published.types(), Published.eventFiles(Published.EXAMPLES));
    }

    @ParameterizedTest
    @MethodSource("types")
    void anExampleIsOfItsTypeAndFitsItsSchema(String type) {
        JsonNode example = Published.example(type);
        assertEquals(type, example.get("type").textValue());
        assertEquals(Set.of(), Published.faults(type, example));
    }

    @ParameterizedTest
    @MethodSource("types")
    void anExampleHasOnlyFieldsThatItsSchemaNames(String type) {
        JsonNode schema = SchemaTree.of(Published.SCHEMAS.resolve(type + ".json"));
        assertEquals(Set.of(), SchemaTree.unnamedFields(schema, Published.example(type)));
    }

    @ParameterizedTest
    @MethodSource("types")
    void anEventIsReadAndWrittenWithoutLoss(String type) throws Exception {
        JsonNode example = Published.example(type);
        EventEnvelope envelope = Published.JSON.treeToValue(example, EventEnvelope.class);
        Record payload = Published.JSON.treeToValue(envelope.data(), Published.payloads().get(type));

        assertEquals(example, writtenAndParsed(envelope));
        assertEquals(example.get("data"), writtenAndParsed(payload));
    }

    @ParameterizedTest
    @MethodSource("types")
    void aReaderIgnoresFieldsThatItDoesNotKnow(String type) throws Exception {
        JsonNode example = Published.example(type);
        ObjectNode later = example.deepCopy();
        later.put("dataschema", "https://example.org/later");
        later.withObject("/data").put("later", true);

        assertEquals(Set.of(), Published.faults(type, later));
        EventEnvelope envelope = Published.JSON.treeToValue(later, EventEnvelope.class);
        Record payload = Published.JSON.treeToValue(envelope.data(), Published.payloads().get(type));
        assertEquals(example.get("data"), writtenAndParsed(payload));
    }

    @ParameterizedTest
    @MethodSource("types")
    void anEventWithoutAnIdOrOfAnotherTypeOrWithNullsDoesNotFit(String type) {
        ObjectNode nameless = Published.example(type).deepCopy();
        nameless.remove("id");
        assertEquals(1, Published.faults(type, nameless).size());

        ObjectNode mistyped = Published.example(type).deepCopy();
        mistyped.put("type", "crm.leads.lead-forgotten.v1");
        assertEquals(1, Published.faults(type, mistyped).size());

        ObjectNode withNull = Published.example(type).deepCopy();
        withNull.putNull("correlationid");
        assertEquals(1, Published.faults(type, withNull).size());
    }

    @Test
    void aRecordThatBreaksItsSchemaDoesNotFit() {
        ObjectNode event = Published.example(LeadEvents.LEAD_CAPTURED).deepCopy();
        ObjectNode lead = event.withObject("/data/record");
        lead.put("status", "new");
        lead.put("annualRevenue", "12500000.50");
        lead.put("createdAt", "yesterday");
        lead.withObject("/address").put("postalCode", 10115);
        lead.remove("version");
        assertEquals(5, Published.faults(LeadEvents.LEAD_CAPTURED, event).size());
    }

    private static JsonNode writtenAndParsed(Object value) throws Exception {
        return Published.JSON.readTree(Published.JSON.writeValueAsBytes(value));
    }
}
