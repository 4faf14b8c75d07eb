package crm.contracts;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import crm.contracts.campaigns.CampaignEvents;
import crm.contracts.cases.CaseEvents;
import crm.contracts.governance.GovernanceEvents;
import crm.contracts.leads.LeadEvents;
import crm.contracts.opportunities.OpportunityEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this module publishes, as files and as Java. */
final class Published {

    static final Path RESOURCES = Path.of("src/main/resources");
    static final Path SCHEMAS = RESOURCES.resolve("schemas");
    static final Path EXAMPLES = RESOURCES.resolve("examples");

    static final ObjectMapper JSON = JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();

    private static final JsonSchemaFactory SCHEMA_FACTORY =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private Published() {
    }

    /** Every event type that Java knows, with the record that is its payload. */
    static SortedMap<String, Class<? extends Record>> payloads() {
        var payloads = new TreeMap<String, Class<? extends Record>>(LeadEvents.PAYLOADS);
        payloads.putAll(OpportunityEvents.PAYLOADS);
        payloads.putAll(CampaignEvents.PAYLOADS);
        payloads.putAll(CaseEvents.PAYLOADS);
        payloads.putAll(GovernanceEvents.PAYLOADS);
        return payloads;
    }

    static SortedSet<String> types() {
        return new TreeSet<>(payloads().keySet());
    }

    /** Names of the JSON files directly in a folder, without {@code .json}, that begin with {@code crm.}. */
    static SortedSet<String> eventFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                .filter(name -> name.startsWith("crm.") && name.endsWith(".json"))
                .map(name -> name.substring(0, name.length() - ".json".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode example(String type) {
        return read(EXAMPLES.resolve(type + ".json"));
    }

    static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<String> faults(String type, JsonNode event) {
        JsonSchema schema = SCHEMA_FACTORY.getSchema(
            SchemaLocation.of("classpath:schemas/" + type + ".json"), WITH_FORMATS);
        return schema.validate(event).stream().map(ValidationMessage::getMessage)
            .collect(Collectors.toCollection(TreeSet::new));
    }
}
