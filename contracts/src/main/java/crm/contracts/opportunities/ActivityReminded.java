package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * The moment has come at which somebody wanted to be reminded of something to do. Comes once for a moment.
 *
 * @param activityId the activity
 * @param type       TASK, CALL, MEETING, EMAIL or NOTE
 * @param owner      login name of whose it is; null where it belongs to nobody
 * @param startsAt   when it begins, UTC; null where that is not known
 * @param dueAt      until when it is to be done, UTC; null where that is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ActivityReminded(UUID activityId, String type, String owner,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant startsAt, @JsonFormat(shape = JsonFormat.Shape.STRING) Instant dueAt) {}
