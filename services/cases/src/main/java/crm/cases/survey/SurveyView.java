package crm.cases.survey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A survey as agents see it.
 *
 * @param link where the customer answers; only there when it was just made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SurveyView(String email, Instant createdAt, Instant expiresAt, Instant mailedAt, Instant answeredAt, Integer score, String comment,
        String link) {

    SurveyView withLink(String fresh) {
        return new SurveyView(email, createdAt, expiresAt, mailedAt, answeredAt, score, comment, fresh);
    }
}
