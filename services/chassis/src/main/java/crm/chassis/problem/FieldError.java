package crm.chassis.problem;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What is wrong with one member of a request.
 *
 * @param pointer JSON pointer (RFC 6901) into the request body, or the name of a query parameter
 * @param detail one sentence for the person who sent it
 * @param why why the company asks for it; null, as the next ones, where no rule of the company is broken
 * @param example a value that would do
 * @param fix what to do about it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(String pointer, String detail, String why, String example, String fix) {

    public FieldError(String pointer, String detail) {
        this(pointer, detail, null, null, null);
    }
}
