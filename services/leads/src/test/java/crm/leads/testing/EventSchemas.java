package crm.leads.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds events against the schemas of the contract. */
public final class EventSchemas {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private EventSchemas() {}

    /** What is wrong with an event; empty where it is what the contract says. */
    public static Set<String> faults(String type, JsonNode event) {
        return SCHEMAS.getSchema(SchemaLocation.of("classpath:schemas/" + type + ".json"), WITH_FORMATS).validate(event).stream()
                .map(Object::toString).collect(Collectors.toSet());
    }
}
