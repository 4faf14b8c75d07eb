package crm.chassis.openapi;

import crm.chassis.change.Records;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.enterprise.inject.Any;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes the OpenAPI document from the descriptions of the records: schemas, bodies, answers and problems that the
 * annotations of the generic endpoints cannot know.
 */
@OpenApiFilter(OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class RecordDocuments implements OASFilter {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema("Problem", ProblemSchema.schema());
        BulkSchemas.add(document.getComponents());
        document.getComponents().addSecurityScheme("bearer",
                OASFactory.createSecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT"));
        document.setSecurity(List.of(OASFactory.createSecurityRequirement().addScheme("bearer")));
        document.setServers(List.of(OASFactory.createServer().url("/")));
        Map<String, RecordType<?>> types = new TreeMap<>();
        for (Records<?> records : Arc.container().select(RecordSchemas.RECORDS, Any.Literal.INSTANCE)) {
            types.put("/api/v1/" + records.type().collection(), records.type());
            RecordSchemas.add(document.getComponents(), records.type());
        }
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            document.getPaths().getPathItems().forEach((path, item) -> complete(path, item, types));
        }
    }

    private static void complete(String path, PathItem item, Map<String, RecordType<?>> types) {
        RecordType<?> type = types.entrySet().stream()
                .filter(entry -> path.equals(entry.getKey()) || path.startsWith(entry.getKey() + "/"))
                .map(Map.Entry::getValue).findFirst().orElse(null);
        item.getOperations().forEach((method, operation) -> {
            if (type != null) {
                operation.setTags(List.of(type.collection()));
                body(path, method, operation, type);
                answers(path, method, operation, type);
            }
            problems(operation);
        });
    }

    private static void body(String path, PathItem.HttpMethod method, Operation operation, RecordType<?> type) {
        String name = RecordSchemas.name(type);
        boolean collection = path.endsWith("/" + type.collection());
        if (method == PathItem.HttpMethod.POST && collection) {
            operation.setRequestBody(OASFactory.createRequestBody().required(true).content(content(JSON, ref(name + "Input"))));
        } else if (method == PathItem.HttpMethod.PATCH && path.endsWith("/" + type.collection() + "/{id}")) {
            Content content = content("application/merge-patch+json", ref(name + "Patch"));
            content.addMediaType(JSON, OASFactory.createMediaType().schema(ref(name + "Patch")));
            operation.setRequestBody(OASFactory.createRequestBody().required(true).content(content));
        } else if (path.endsWith("/" + type.collection() + "/bulk")) {
            operation.setRequestBody(OASFactory.createRequestBody().required(true).content(content(JSON, ref(BulkSchemas.REQUEST))));
        }
    }

    private static void answers(String path, PathItem.HttpMethod method, Operation operation, RecordType<?> type) {
        String name = RecordSchemas.name(type);
        boolean collection = path.endsWith("/" + type.collection());
        boolean one = path.endsWith("/" + type.collection() + "/{id}");
        if (method == PathItem.HttpMethod.GET && collection) {
            answer(operation, "200", "A page of records", ref(name + "Page"));
        } else if (method == PathItem.HttpMethod.POST && collection) {
            answer(operation, "201", "The new record", ref(name));
        } else if (one || path.endsWith("/restoration")) {
            answer(operation, "200", "The record", ref(name));
        } else if (path.endsWith("/" + type.collection() + "/bulk")) {
            answer(operation, "200", "The outcome of each operation, in their order", ref(BulkSchemas.ANSWER));
        } else if (path.endsWith("/summary")) {
            answer(operation, "200", "Groups with their measures", OASFactory.createSchema().addType(Schema.SchemaType.OBJECT));
        }
    }

    private static void answer(Operation operation, String status, String description, Schema schema) {
        APIResponses responses = OASFactory.createAPIResponses();
        responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description).content(content(JSON, schema)));
        operation.setResponses(responses);
    }

    /** Every operation may refuse with a problem; which status, the problem itself tells. */
    private static void problems(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(OASFactory.createAPIResponses());
        }
        APIResponse problem = OASFactory.createAPIResponse().description("A problem of RFC 9457").content(content(PROBLEM, ref("Problem")));
        operation.getResponses().setDefaultValue(problem);
    }

    static Content content(String mediaType, Schema schema) {
        return OASFactory.createContent().addMediaType(mediaType, OASFactory.createMediaType().schema(schema));
    }

    static Schema ref(String name) {
        return OASFactory.createSchema().ref("#/components/schemas/" + name);
    }

    static List<Field> settable(RecordType<?> type) {
        return type.fields().stream().filter(field -> !field.isReadOnly()).toList();
    }
}
