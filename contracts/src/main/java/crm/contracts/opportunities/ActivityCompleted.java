package crm.contracts.opportunities;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import crm.contracts.RecordLink;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Something that was to be done is done. An activity that is written down as done already publishes {@code activity-logged} alone.
 *
 * @param activityId  the activity
 * @param type        TASK, CALL, MEETING, EMAIL or NOTE
 * @param completedBy login name of who did it
 * @param completedAt UTC
 * @param relatedTo   what it was about; empty and then absent in JSON where it was about nothing
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ActivityCompleted(UUID activityId, String type, String completedBy,
    @JsonFormat(shape = JsonFormat.Shape.STRING) Instant completedAt, List<RecordLink> relatedTo) {

    public ActivityCompleted {
        relatedTo = relatedTo == null ? List.of() : List.copyOf(relatedTo);
    }
}
