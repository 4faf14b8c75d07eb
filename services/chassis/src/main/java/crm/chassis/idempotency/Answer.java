package crm.chassis.idempotency;

import crm.chassis.change.IfMatch;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that can be kept and given again: status, headers, body in JSON. */
public record Answer(int status, Map<String, String> headers, byte[] body) {

    public static Answer of(int status, byte[] json) {
        return new Answer(status, Map.of(), json);
    }

    public static Answer of(int status, com.fasterxml.jackson.databind.JsonNode json) {
        return of(status, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A record with its ETag. */
    public static Answer record(int status, byte[] json, long version) {
        return new Answer(status, Map.of("ETag", IfMatch.etag(version)), json);
    }

    public Answer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }

    public Response response() {
        Response.ResponseBuilder response = Response.status(status);
        headers.forEach(response::header);
        if (body != null) {
            response.type(MediaType.APPLICATION_JSON_TYPE).entity(body);
        }
        return response.build();
    }
}
