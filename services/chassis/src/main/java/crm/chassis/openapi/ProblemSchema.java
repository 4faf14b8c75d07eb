package crm.chassis.openapi;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The schema of a problem, RFC 9457. */
final class ProblemSchema {

    private ProblemSchema() {}

    static Schema schema() {
        Schema error = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT)
                .addProperty("pointer", text("JSON pointer (RFC 6901) into the body, or the name of a parameter"))
                .addProperty("detail", text("What is wrong with it, in one sentence"))
                .addProperty("code", text("The same for machines, as in too-long; left out where the sentence is about this one case"))
                .addProperty("parameters", OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description("What belongs to the code, as in field and most"));
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT)
                .required(List.of("type", "title", "status", "detail", "traceId"))
                .addProperty("type", text("Stable name of the kind of problem, urn:crm:problem:…"))
                .addProperty("title", text("The kind of problem in words"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("What happened this time"))
                .addProperty("traceId", text("Quote it when you ask for help"))
                .addProperty("errors", OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(error));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
