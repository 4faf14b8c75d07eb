package crm.chassis.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What is wrong with one member of a request.
 *
 * @param pointer JSON pointer (RFC 6901) into the request body, or the name of a query parameter
 * @param detail one sentence for the person who sent it
 * @param code the same for machines, as in {@code too-long}; null where the sentence is about this one case, see {@link Reason}
 * @param parameters what belongs to the code, as in {@code most}
 * @param why why the company asks for it; null, as the next ones, where no rule of the company is broken
 * @param example a value that would do
 * @param fix what to do about it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(String pointer, String detail, String code, Map<String, Object> parameters, String why, String example, String fix) {

    public FieldError(String pointer, String detail) {
        this(pointer, detail, null, null, null, null, null);
    }

    public FieldError(String pointer, Reason reason) {
        this(pointer, reason.detail(), reason.code(), reason.parameters(), null, null, null);
    }

    /** The same of a value that stands deeper in the body. */
    public FieldError below(String above) {
        return new FieldError(above + pointer, detail, code, parameters, why, example, fix);
    }
}
