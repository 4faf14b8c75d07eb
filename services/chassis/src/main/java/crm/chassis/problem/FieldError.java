package crm.chassis.problem;

/**
 * What is wrong with one member of a request.
 *
 * @param pointer JSON pointer (RFC 6901) into the request body, or the name of a query parameter
 * @param detail one sentence for the person who sent it
 */
public record FieldError(String pointer, String detail) {}
