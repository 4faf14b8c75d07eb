package crm.cases.survey;

import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Mails the links of new surveys. What is to be mailed stands in the database. A token is made and kept before its mail
 * is sent, so a link that arrives always opens something; where it is not known whether a mail went out, another one
 * with a token of its own is sent.
 */
@Singleton
class SurveyMails {

    private static final Logger LOG = Logger.getLogger(SurveyMails.class);
    private static final int AT_ONCE = 20;
    private static final int MOST_ATTEMPTS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final String CLAIM = "select survey.id, survey.email, survey.mail_attempts, number, subject from survey"
            + " join support_case on support_case.id = case_id where mail_due_at <= $1 order by mail_due_at limit 1 for update of survey skip locked";

    private record Letter(UUID survey, String address, String number, String subject, String token) {}

    private final ReactiveMailer mailer;
    private final Surveys surveys;
    private final SurveyLinks links;
    private final Clock clock;

    SurveyMails(ReactiveMailer mailer, Surveys surveys, SurveyLinks links, Clock clock) {
        this.mailer = mailer;
        this.surveys = surveys;
        this.links = links;
        this.clock = clock;
    }

    @Scheduled(identity = "survey-mails", every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return Multi.createBy().repeating().uni(this::next).atMost(AT_ONCE)
                .select().first(sent -> sent)
                .collect().last().replaceWithVoid();
    }

    /** Mails one survey; false where none is due. */
    private Uni<Boolean> next() {
        return claim().chain(letter -> letter == null ? Uni.createFrom().item(false) : send(letter)
                .onFailure().invoke(failure -> LOG.warnf("A survey of case %s was not mailed and is tried again: %s", letter.number(), failure.toString()))
                .onFailure().recoverWithNull()
                .replaceWith(true));
    }

    private Uni<Letter> claim() {
        Instant now = clock.instant();
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> SessionSql.select(session, CLAIM, Surveys.at(now)).chain(rows -> {
            if (rows.isEmpty()) {
                return Uni.createFrom().nullItem();
            }
            Object[] row = rows.get(0);
            UUID survey = (UUID) row[0];
            int attempts = (Integer) row[2] + 1;
            Instant again = now.plus(FIRST_PAUSE.multipliedBy(1L << (attempts - 1)));
            return SessionSql.update(session, "update survey set mail_attempts = $2, mail_due_at = $3 where id = $1", survey, attempts,
                            attempts >= MOST_ATTEMPTS ? null : Surveys.at(again))
                    .chain(() -> surveys.token(session, survey))
                    .map(token -> new Letter(survey, (String) row[1], (String) row[3], (String) row[4], token));
        })));
    }

    private Uni<Void> send(Letter letter) {
        String text = "Your request " + letter.number() + " (" + letter.subject() + ") is solved.\n\n"
                + "How satisfied are you with it, from 1 (not at all) to 5 (very much)?\n\n" + links.url(letter.token()) + "\n\n"
                + "The link is for you and can be used once.\n";
        return mailer.send(Mail.withText(letter.address(), "How did we do? " + letter.number(), text))
                .chain(() -> Panache.withTransaction(() -> Panache.getSession().chain(session -> SessionSql.update(session,
                        "update survey set mailed_at = $2, mail_due_at = null where id = $1", letter.survey(), Surveys.at(clock.instant())))))
                .replaceWithVoid();
    }
}
