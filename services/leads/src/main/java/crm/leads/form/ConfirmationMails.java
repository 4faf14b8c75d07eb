package crm.leads.form;

import crm.chassis.sql.SessionSql;
import crm.chassis.sweep.Sweep;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends the links of double opt-in. A mail is due as soon as its submission is kept, so none is forgotten when the mail
 * server is away; an address gets three a day at most, so that nobody is pestered by what others type in. The mail says
 * nothing of what was typed in.
 */
@Singleton
public class ConfirmationMails {

    private static final String DUE = "select id from lead_form_submission where state = 'WAITING' and mail_sent_at is null and received_at <= $1";
    private static final int MOST_A_DAY = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReactiveMailer mailer;
    private final Sweep sweep;
    private final Clock clock;
    private final Optional<String> publicUrl;

    ConfirmationMails(ReactiveMailer mailer, Sweep sweep, Clock clock,
            @ConfigProperty(name = "crm.public-url") Optional<String> publicUrl) {
        this.mailer = mailer;
        this.sweep = sweep;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    @Scheduled(every = "${crm.leads.mail-sweep:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return lookAt(clock.instant());
    }

    Uni<Void> lookAt(Instant now) {
        return sweep.each("send confirmation mails", DUE, "received_at", now, id -> Panache.getSession()
                .chain(session -> SessionSql.select(session, "select form_id, email, public_url, (select count(*) from lead_form_submission earlier"
                                + " where lower(earlier.email) = lower(submission.email) and earlier.mail_sent_at > $2) from lead_form_submission submission"
                                + " where id = $1", id, now.minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                        .chain(rows -> session.find(LeadForm.class, rows.get(0)[0]).chain(form -> send(form, id, rows)))
                        .chain(() -> SessionSql.update(session, "update lead_form_submission set mail_sent_at = $2 where id = $1", id,
                                clock.instant().atOffset(ZoneOffset.UTC)))));
    }

    private Uni<Void> send(LeadForm form, UUID id, List<Object[]> rows) {
        if (((Number) rows.get(0)[3]).intValue() >= MOST_A_DAY) {
            return Uni.createFrom().voidItem();
        }
        // what the gateway said when the form was sent is good enough where nobody has configured it
        String base = publicUrl.orElse((String) rows.get(0)[2]);
        String link = base + "/api/v1/public/lead-forms/" + form.key + "/confirmations/" + SubmissionToken.confirmation(form, id);
        String title = form.title == null ? form.name : form.title;
        return mailer.send(Mail.withText((String) rows.get(0)[1], "Please confirm: " + title,
                        "Somebody, most likely you, filled in our form \"" + title + "\" with this address.\n\nTo confirm, follow this link within two days:\n"
                                + link + "\n\nIf it was not you, do nothing."))
                .ifNoItem().after(PATIENCE).fail();
    }
}
