package crm.gateway.documentation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts the documents of several services into one. Two schemas of one name that differ get the service's name
 * in front.
 */
final class OpenApiMerger {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String API = "/api/v1/";

    private final String publicUrl;
    private final JsonObject paths = new JsonObject();
    private final JsonObject components = new JsonObject();
    private final JsonArray tags = new JsonArray();

    OpenApiMerger(String publicUrl) {
        this.publicUrl = publicUrl;
        add("gateway", OwnDocument.document());
    }

    void add(String service, JsonObject document) {
        if (document.isEmpty()) {
            return;
        }
        Map<String, String> renamed = renamedSchemas(service, document);
        JsonObject distinct = renamed.isEmpty() ? document : (JsonObject) withRenamed(document, renamed);
        tags.add(new JsonObject().put("name", service)
                .put("description", distinct.getJsonObject("info", new JsonObject()).getString("description", "")));
        addPaths(service, distinct.getJsonObject("paths", new JsonObject()));
        addComponents(distinct.getJsonObject("components", new JsonObject()));
    }

    JsonObject merged() {
        components.put("securitySchemes", new JsonObject()
                .put("bearer", new JsonObject().put("type", "http").put("scheme", "bearer").put("bearerFormat", "JWT"))
                .put("session", new JsonObject().put("type", "apiKey").put("in", "cookie").put("name", "q_session")
                        .put("description", "The browser's session; a change needs X-CRM-Request: 1 as well.")));
        return new JsonObject()
                .put("openapi", "3.1.0")
                .put("info", new JsonObject().put("title", "Tessera CRM").put("version", "v1")
                        .put("description", "Every service of the platform, through one door."))
                .put("servers", new JsonArray().add(new JsonObject().put("url", publicUrl)))
                .put("security", new JsonArray().add(new JsonObject().put("bearer", new JsonArray()))
                        .add(new JsonObject().put("session", new JsonArray())))
                .put("tags", tags)
                .put("paths", paths)
                .put("components", components);
    }

    private void addPaths(String service, JsonObject added) {
        for (String path : added.fieldNames()) {
            // Every service has these paths; the gateway finds out whose a record is.
            if (!path.startsWith(API) || paths.containsKey(path)) {
                continue;
            }
            JsonObject operations = added.getJsonObject(path).copy();
            for (String method : operations.fieldNames()) {
                if (operations.getValue(method) instanceof JsonObject operation && operation.containsKey("responses")) {
                    operation.put("tags", new JsonArray().add(service));
                    operation.remove("security");
                }
            }
            paths.put(path, operations);
        }
    }

    private void addComponents(JsonObject added) {
        for (String kind : added.fieldNames()) {
            if (kind.equals("securitySchemes")) {
                continue;
            }
            JsonObject known = components.getJsonObject(kind);
            if (known == null) {
                known = new JsonObject();
                components.put(kind, known);
            }
            for (String name : added.getJsonObject(kind).fieldNames()) {
                known.put(name, added.getJsonObject(kind).getValue(name));
            }
        }
    }

    private Map<String, String> renamedSchemas(String service, JsonObject document) {
        JsonObject known = components.getJsonObject("schemas", new JsonObject());
        JsonObject added = document.getJsonObject("components", new JsonObject())
                .getJsonObject("schemas", new JsonObject());
        Map<String, String> renamed = new LinkedHashMap<>();
        for (String name : added.fieldNames()) {
            if (known.containsKey(name) && !known.getValue(name).equals(added.getValue(name))) {
                renamed.put(name, Character.toUpperCase(service.charAt(0)) + service.substring(1) + name);
            }
        }
        return renamed;
    }

    private static Object withRenamed(Object value, Map<String, String> renamed) {
        if (value instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.forEach(member -> copy.put(member.getKey(), withRenamed(member.getValue(), renamed)));
            renameMembers(copy, renamed);
            return copy;
        }
        if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(item -> copy.add(withRenamed(item, renamed)));
            return copy;
        }
        if (value instanceof String text && text.startsWith(SCHEMAS)) {
            String name = text.substring(SCHEMAS.length());
            return SCHEMAS + renamed.getOrDefault(name, name);
        }
        return value;
    }

    private static void renameMembers(JsonObject copy, Map<String, String> renamed) {
        if (copy.getValue("schemas") instanceof JsonObject schemas) {
            renamed.forEach((from, to) -> {
                if (schemas.containsKey(from)) {
                    schemas.put(to, schemas.remove(from));
                }
            });
        }
    }
}
