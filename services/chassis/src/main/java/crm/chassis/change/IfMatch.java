package crm.chassis.change;

import com.fasterxml.jackson.databind.JsonNode;
import crm.chassis.problem.Problem;
import java.util.Arrays;
import java.util.function.Supplier;

/** The If-Match header of RFC 9110 section 13.1.1: which version of a record the caller has seen. */
public final class IfMatch {

    public static final IfMatch ANY = new IfMatch("*");

    private final String header;

    private IfMatch(String header) {
        this.header = header;
    }

    /**
     * Reads the header.
     *
     * @throws Problem 428 where it is missing
     */
    public static IfMatch of(String header) {
        if (header == null || header.isBlank()) {
            throw new Problem(428, "if-match-required", "Say which version you have seen",
                    "Send If-Match with the ETag of the record, or If-Match: * for any version.");
        }
        return new IfMatch(header.strip());
    }

    public static IfMatch version(long version) {
        return new IfMatch(etag(version));
    }

    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Compares with the stored version.
     *
     * @throws Problem 412 with the current record where the caller has seen another one
     */
    void check(long version, Supplier<JsonNode> current) {
        boolean matches = header.equals("*")
                || Arrays.stream(header.split(",")).map(String::strip).anyMatch(etag(version)::equals);
        if (!matches) {
            throw stale(current.get());
        }
    }

    static Problem stale(JsonNode current) {
        return new Problem(412, "stale-version", "The record was changed meanwhile",
                "Somebody changed this record after you read it. The answer carries it as it is now.")
                .with("current", current)
                .header("ETag", etag(current.path("version").asLong()));
    }
}
