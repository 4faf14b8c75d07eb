package crm.gateway.documentation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the gateway answers by itself, as OpenAPI. */
final class OwnDocument {

    private static final String JSON = "application/json";

    private OwnDocument() {}

    static JsonObject document() {
        JsonObject paths = new JsonObject()
                .put("/api/v1/me", get("whoAmI", "Who I am, my roles and my team", JSON, object()))
                .put("/api/v1/status", get("whichServicesRun", "Which services run", JSON, object()))
                .put("/api/v1/customers/{accountId}", customer())
                .put("/api/v1/search", search())
                .put("/api/v1/stream", stream());
        return new JsonObject().put("openapi", "3.1.0")
                .put("info", new JsonObject().put("title", "gateway").put("version", "v1")
                        .put("description", "Who I am, what runs, and what all services say together"))
                .put("paths", paths).put("components", new JsonObject().put("schemas", schemas()));
    }

    private static JsonObject customer() {
        return get("customer", "The whole customer from all services at once; a part that is missing is named", JSON,
                ref("Customer"), parameter("accountId", "path", true, "The account's id",
                        text().put("format", "uuid")), "404", "There is no such account, or it is not yours to see");
    }

    private static JsonObject search() {
        return get("search", "Search over all collections that the caller may read", JSON, ref("SearchResult"),
                new JsonArray().add(parameter("q", "query", true, "What is searched",
                                text().put("minLength", 2).put("maxLength", 200)))
                        .add(parameter("limit", "query", false, "How many at most", new JsonObject()
                                .put("type", "integer").put("minimum", 1).put("maximum", 50).put("default", 20)))
                        .add(parameter("types", "query", false,
                                "Of these kinds only: lead, account, contact, opportunity, campaign, case; with commas",
                                text())), "400", "The text is too short, or a limit or type is not known");
    }

    private static JsonObject stream() {
        return get("stream", "Server-sent events: changes to what the caller owns or follows, each with the reason. "
                        + "The event \"reset\" tells the client to load anew what it shows.", "text/event-stream",
                ref("StreamedChange"), parameter("Last-Event-ID", "header", false,
                        "Where the client left off; any gateway goes on there", text()),
                "503", "Changes cannot be read at the moment; see Retry-After");
    }

    private static JsonObject schemas() {
        JsonObject part = object().put("required", new JsonArray().add("state")).put("properties", new JsonObject()
                .put("state", text().put("enum", new JsonArray().add("OK").add("UNAVAILABLE").add("FORBIDDEN")
                        .add("NOT_FOUND")))
                .put("reason", text()).put("data", object()));
        JsonObject customer = object().put("properties", new JsonObject().put("accountId", text())
                .put("parts", object().put("additionalProperties", ref("CustomerPart"))));
        JsonObject hit = object().put("properties", texts("type", "id", "title", "subtitle", "link"));
        JsonObject result = object().put("properties", new JsonObject()
                .put("items", new JsonObject().put("type", "array").put("items", hit))
                .put("missing", new JsonObject().put("type", "array")
                        .put("items", object().put("properties", texts("type", "reason")))));
        return new JsonObject().put("CustomerPart", part).put("Customer", customer).put("SearchResult", result)
                .put("StreamedChange", object()
                        .put("properties", texts("type", "recordType", "recordId", "at", "actor", "why")));
    }

    private static JsonObject get(String id, String summary, String mediaType, JsonObject schema) {
        return get(id, summary, mediaType, schema, new JsonArray(), null, null);
    }

    private static JsonObject get(String id, String summary, String mediaType, JsonObject schema, JsonObject parameter,
            String status, String meaning) {
        return get(id, summary, mediaType, schema, new JsonArray().add(parameter), status, meaning);
    }

    private static JsonObject get(String id, String summary, String mediaType, JsonObject schema, JsonArray parameters,
            String status, String meaning) {
        JsonObject responses = new JsonObject()
                .put("200", new JsonObject().put("description", "OK").put("content", new JsonObject()
                        .put(mediaType, new JsonObject().put("schema", schema))))
                .put("401", new JsonObject().put("description", "Nobody is logged in"));
        if (status != null) {
            responses.put(status, new JsonObject().put("description", meaning));
        }
        return new JsonObject().put("get", new JsonObject().put("operationId", id).put("summary", summary)
                .put("parameters", parameters).put("responses", responses));
    }

    private static JsonObject parameter(String name, String in, boolean required, String description,
            JsonObject schema) {
        return new JsonObject().put("name", name).put("in", in).put("required", required)
                .put("description", description).put("schema", schema);
    }

    private static JsonObject texts(String... names) {
        JsonObject properties = new JsonObject();
        for (String name : names) {
            properties.put(name, text());
        }
        return properties;
    }

    private static JsonObject text() {
        return new JsonObject().put("type", "string");
    }

    private static JsonObject object() {
        return new JsonObject().put("type", "object");
    }

    private static JsonObject ref(String name) {
        return new JsonObject().put("$ref", "#/components/schemas/" + name);
    }
}
