package crm.cases.survey;

import crm.cases.support.Cases;
import crm.chassis.access.Me;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** Links to surveys, for mails and for agents who hand them over in person. */
@Singleton
public class SurveyLinks {

    private static final String LATEST = "select id, email, created_at, expires_at, mailed_at, answered_at, score, comment from survey"
            + " where case_id = $1 order by created_at desc, id desc limit 1";

    private record Latest(UUID id, SurveyView view) {}

    private final Cases cases;
    private final Surveys surveys;
    private final Clock clock;
    private final String publicUrl;

    SurveyLinks(Cases cases, Surveys surveys, Clock clock, @ConfigProperty(name = "crm.public-url") String publicUrl) {
        this.cases = cases;
        this.surveys = surveys;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /**
     * The latest survey of a case.
     *
     * @throws Problem 404 where the case was never solved
     */
    public Uni<SurveyView> latest(UUID caseId) {
        return Panache.withSession(() -> Panache.getSession().chain(session -> latest(session, caseId))).map(Latest::view);
    }

    /**
     * A new link to the latest survey of a case that the caller may change.
     *
     * @throws Problem 409 where it is answered or over
     */
    public Uni<SurveyView> link(UUID caseId, Me me) {
        return Panache.withTransaction(() -> cases.locked(caseId, me)
                .chain(record -> Panache.getSession())
                .chain(session -> latest(session, caseId).chain(latest -> {
                    if (latest.view().answeredAt() != null || !latest.view().expiresAt().isAfter(clock.instant())) {
                        throw Problem.conflict("survey-over", "The survey is over", "It was answered, or its time is over.");
                    }
                    return surveys.token(session, latest.id()).map(token -> latest.view().withLink(url(token)));
                })));
    }

    String url(String token) {
        return publicUrl + "/api/v1/public/surveys/" + token;
    }

    private static Uni<Latest> latest(Mutiny.Session session, UUID caseId) {
        return SessionSql.select(session, LATEST, caseId).map(rows -> {
            if (rows.isEmpty()) {
                throw new Problem(404, "not-found", "Not found", "Nobody was asked about this case, since it was not solved yet.");
            }
            Object[] row = rows.get(0);
            return new Latest((UUID) row[0], new SurveyView((String) row[1], moment(row[2]), moment(row[3]), moment(row[4]), moment(row[5]),
                    (Integer) row[6], (String) row[7], null));
        });
    }

    private static Instant moment(Object value) {
        return value == null ? null : ((OffsetDateTime) value).toInstant();
    }
}
