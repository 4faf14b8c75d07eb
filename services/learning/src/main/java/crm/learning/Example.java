package crm.learning;

import java.util.Map;

/**
 * One closed record.
 *
 * @param values by the feature's name; a value that is not there is missing
 */
public record Example(Map<String, String> values, boolean success) {}
