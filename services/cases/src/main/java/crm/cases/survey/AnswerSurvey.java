package crm.cases.survey;

import com.fasterxml.jackson.databind.JsonNode;
import crm.cases.support.Cases;
import crm.chassis.access.Me;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Takes the answer of a customer, whom nothing but the token tells from anybody. */
@Singleton
class AnswerSurvey {

    private static final int WORST = 1;
    private static final int BEST = 5;
    static final int LONGEST_COMMENT = 2_000;
    private static final Field SCORE = Field.integer("score").required();
    private static final Field COMMENT = Field.text("comment").max(LONGEST_COMMENT);
    private static final String FIND = "select survey.id, case_id, answered_at, survey.expires_at, number, subject from survey_token"
            + " join survey on survey.id = survey_id join support_case on support_case.id = case_id where hash = $1";

    /** A survey as it stands. */
    private record Found(UUID id, UUID caseId, Instant answeredAt, Instant expiresAt, String number, String subject) {}

    private final Cases cases;
    private final Clock clock;

    AnswerSurvey(Cases cases, Clock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * What to ask.
     *
     * @throws Problem 404 where the token opens nothing, 409 where it was used, 410 where its time is over
     */
    Uni<Question> question(String token) {
        return Panache.withSession(() -> Panache.getSession().chain(session -> find(session, token))).map(found -> {
            refuseOver(found, clock.instant());
            return new Question(found.number(), found.subject(), "How satisfied are you with the solution?", WORST, BEST, found.expiresAt());
        });
    }

    /** Takes the answer; the same problems. */
    Uni<Void> answer(String token, JsonNode body) {
        Map<String, Object> wish = RequestFields.read(body, SCORE, COMMENT);
        return answer(token, (Long) wish.get("score"), (String) wish.get("comment"));
    }

    /** The same. Of answers at the same time one is taken. */
    Uni<Void> answer(String token, long score, String comment) {
        if (score < WORST || score > BEST) {
            throw Problem.invalid("/score", "score has to be between " + WORST + " and " + BEST + ".");
        }
        if (comment != null && comment.length() > LONGEST_COMMENT) {
            throw Problem.invalid("/comment", "comment may have at most " + LONGEST_COMMENT + " characters.");
        }
        // the case is locked first, as whoever solves it again does
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> find(session, token)
                .chain(found -> cases.locked(found.caseId()).chain(record -> find(session, token).chain(still -> {
                    Instant now = clock.instant();
                    refuseOver(still, now);
                    return SessionSql.update(session, "update survey set answered_at = $2, score = $3, comment = $4, mail_due_at = null where id = $1",
                                    still.id(), Surveys.at(now), (int) score, comment)
                            .chain(() -> cases.store(record, Me.PLATFORM, rated -> rated.rate(score, comment, now)));
                })))))
                .replaceWithVoid();
    }

    private static Uni<Found> find(Mutiny.Session session, String token) {
        return SessionSql.select(session, FIND, SurveyTokens.hash(token)).map(rows -> {
            if (rows.isEmpty()) {
                throw new Problem(404, "not-found", "Not found", "This link opens no survey.");
            }
            Object[] row = rows.get(0);
            return new Found((UUID) row[0], (UUID) row[1], moment(row[2]), moment(row[3]), (String) row[4], (String) row[5]);
        });
    }

    private static void refuseOver(Found found, Instant now) {
        if (found.answeredAt() != null) {
            throw Problem.conflict("survey-answered", "This was answered already", "Thank you; a survey is answered once.");
        }
        if (!found.expiresAt().isAfter(now)) {
            throw new Problem(410, "survey-over", "The survey is over", "Its time is over, or a newer one was sent.");
        }
    }

    private static Instant moment(Object value) {
        return value == null ? null : ((OffsetDateTime) value).toInstant();
    }
}
