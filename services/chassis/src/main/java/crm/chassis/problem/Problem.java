package crm.chassis.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An answer of RFC 9457: thrown anywhere, rendered in one place. The type is stable and starts with
 * {@code urn:crm:problem:}; the detail is for people and never names a class, a statement or a stack.
 */
public class Problem extends RuntimeException {

    private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail", "instance", "traceId", "errors");

    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final String title;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Problem(int status, String type, String title, String detail, List<FieldError> errors) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
        this.errors = List.copyOf(errors);
    }

    public Problem(int status, String type, String title, String detail) {
        this(status, type, title, detail, List.of());
    }

    /** 400: the request cannot be understood. */
    public static Problem malformed(String detail, FieldError... errors) {
        return new Problem(400, "malformed-request", "The request cannot be understood", detail, List.of(errors));
    }

    /** 401: nobody, or nobody we know. */
    public static Problem unauthenticated() {
        return new Problem(401, "unauthenticated", "Log in first", "This needs a valid access token.");
    }

    /** 403: seen, but not to be changed by this person. */
    public static Problem forbidden(String detail) {
        return new Problem(403, "forbidden", "Not allowed", detail);
    }

    /** 404: there is none, or it is not the caller's to see; the answer does not tell which. */
    public static Problem notFound() {
        return new Problem(404, "not-found", "Not found", "There is no such record, or it is not yours to see.");
    }

    /** 409: the state of things does not allow it; {@code type} names the case, as in {@code lead-already-converted}. */
    public static Problem conflict(String type, String title, String detail) {
        return new Problem(409, type, title, detail);
    }

    /** 422: understood, but fields are not valid. */
    public static Problem invalid(List<FieldError> errors) {
        return new Problem(422, "invalid-fields", "Some fields are not valid",
                errors.size() == 1 ? errors.get(0).detail() : errors.size() + " fields are not valid.", errors);
    }

    public static Problem invalid(String pointer, String detail) {
        return invalid(List.of(new FieldError(pointer, detail)));
    }

    public static Problem invalid(String pointer, Reason reason) {
        return invalid(List.of(new FieldError(pointer, reason)));
    }

    /** 503: a store or the broker is away; the caller may try again after {@code seconds}. */
    public static Problem unavailable(String detail, int seconds) {
        return new Problem(503, "unavailable", "Try again shortly", detail)
                .header("Retry-After", Integer.toString(seconds));
    }

    /**
     * Adds a member beside the standard ones, for example the current record of a 412.
     *
     * @throws IllegalArgumentException for a member that RFC 9457 or this platform gives a meaning of its own
     */
    public Problem with(String member, Object value) {
        if (STANDARD.contains(member)) {
            throw new IllegalArgumentException(member + " is a member of every problem");
        }
        members.put(member, value);
        return this;
    }

    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    /** The type without its {@code urn:crm:problem:} prefix. */
    public String type() {
        return type;
    }

    public String title() {
        return title;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The members of the JSON document in their order. */
    public Map<String, Object> document(String traceId) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "urn:crm:problem:" + type);
        document.put("title", title);
        document.put("status", status);
        document.put("detail", getMessage());
        document.put("traceId", traceId);
        if (!errors.isEmpty()) {
            document.put("errors", errors);
        }
        document.putAll(members);
        return document;
    }
}
