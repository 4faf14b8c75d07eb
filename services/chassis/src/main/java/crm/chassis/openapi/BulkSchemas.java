package crm.chassis.openapi;

import crm.chassis.bulk.Bulk;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The schemas of many operations in one request and of what came of each. */
final class BulkSchemas {

    static final String REQUEST = "BulkOperations";
    static final String ANSWER = "BulkResults";

    private BulkSchemas() {}

    static void add(Components components) {
        Schema operation = object().required(List.of("op"))
                .addProperty("op", text("What to do; all but create name a record by its id").enumeration(List.of("create", "update", "archive", "restore", "assign")))
                .addProperty("id", text("The record").format("uuid"))
                .addProperty("version", integer().description("The version that was seen; without it any will do"))
                .addProperty("record", object().description("create: the new record"))
                .addProperty("patch", object().description("update: a merge patch (RFC 7396)"))
                .addProperty("owner", text("assign: to whom"))
                .addProperty("team", text("assign: to which team"))
                .additionalPropertiesBoolean(false);
        components.addSchema(REQUEST, object().required(List.of("operations")).additionalPropertiesBoolean(false)
                .addProperty("operations", list(operation).minItems(1).maxItems(Bulk.MAX_OPERATIONS)));
        Schema result = object().required(List.of("index", "status"))
                .addProperty("index", integer().description("Which operation, from 0"))
                .addProperty("status", integer().description("As if it had been a request of its own"))
                .addProperty("id", text("The record, where it was done").format("uuid"))
                .addProperty("version", integer())
                .addProperty("problem", RecordDocuments.ref("Problem"));
        components.addSchema(ANSWER, object().required(List.of("results")).addProperty("results", list(result)));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
    }

    private static Schema list(Schema items) {
        return OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(items);
    }

    private static Schema integer() {
        return OASFactory.createSchema().addType(Schema.SchemaType.INTEGER);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
