package crm.chassis.history;

import com.fasterxml.jackson.databind.JsonNode;

/** What a change did to one field: JSON values as the API shows them, null where there was or is none. */
public record FieldChange(String field, JsonNode from, JsonNode to) {}
