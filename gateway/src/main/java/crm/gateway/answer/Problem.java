package crm.gateway.answer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * An answer of RFC 9457. The type is stable; the detail is for people and never names a class or an address.
 *
 * @param type without its {@code urn:crm:problem:} prefix
 * @param retryAfterSeconds 0 when trying again would not help
 */
public record Problem(int status, String type, String title, String detail, long retryAfterSeconds) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem malformed(String detail) {
        return new Problem(400, "malformed-request", "The request cannot be understood", detail, 0);
    }

    public static Problem unauthenticated(String detail) {
        return new Problem(401, "unauthenticated", "Log in first", detail, 0);
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "forbidden", "Not allowed", detail, 0);
    }

    public static Problem notFound() {
        return new Problem(404, "not-found", "Not found", "There is nothing at this address.", 0);
    }

    public static Problem methodNotAllowed() {
        return new Problem(405, "method-not-allowed", "Method not allowed", "This address does not know this method.",
                0);
    }

    public static Problem tooLarge(long most) {
        return new Problem(413, "content-too-large", "The request is too large",
                "At most " + most + " bytes are taken here.", 0);
    }

    public static Problem tooMany(long seconds) {
        return new Problem(429, "too-many-requests", "Too many requests",
                "More requests came than are allowed; try again in " + seconds + " s.", seconds);
    }

    public static Problem unavailable(String detail, long seconds) {
        return new Problem(503, "unavailable", "Try again shortly", detail, seconds);
    }

    public static Problem tookTooLong(String service) {
        return new Problem(504, "took-too-long", "No answer in time",
                "The " + service + " service did not answer in time; the request may still be carried out.", 0);
    }

    public Buffer document(String traceId) {
        return new JsonObject()
                .put("type", "urn:crm:problem:" + type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("traceId", traceId)
                .toBuffer();
    }
}
