package crm.opportunities.dropbox;

import crm.chassis.access.Me;
import crm.chassis.record.Ids;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** What came into the dropbox, what became of it, and why. */
@Singleton
class MailLedger {

    private static final int MOST = 200;
    /** Strangers could fill it; beyond this many in an hour they are refused all the same, and not written down. */
    private static final int MOST_REFUSALS = 1_000;

    private final Pool pool;
    private final Clock clock;

    MailLedger(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** What became of a mail. */
    enum Outcome { FILED, NOT_FILED, DUPLICATE, REFUSED }

    /** Notes that a mail is filed, in the open transaction; false where the same was filed for its sender before, which is then noted. */
    Uni<Boolean> filed(String login, IncomingMail mail, int bytes, String reason, UUID activity) {
        return insert(login, mail, bytes, Outcome.FILED, reason, activity, mail.key()).chain(rows -> rows == 1 ? Uni.createFrom().item(true)
                : insert(login, mail, bytes, Outcome.DUPLICATE, "It came before.", null, null).replaceWith(false));
    }

    /** It may come again, and lead somewhere once its addresses are known. */
    Uni<Void> notFiled(String login, IncomingMail mail, int bytes, String reason) {
        return insert(login, mail, bytes, Outcome.NOT_FILED, reason, null, null).replaceWithVoid();
    }

    private Uni<Integer> insert(String login, IncomingMail mail, int bytes, Outcome outcome, String reason, UUID activity, String key) {
        return Panache.getSession().chain(session -> SessionSql.update(session, "insert into dropbox_mail (id, received_at, login, sender, subject, bytes, attachments, outcome,"
                + " reason, activity_id, mail_key) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (login, mail_key) do nothing", Ids.next(), now(), login,
                mail.from(), mail.subject(), bytes, mail.attachments().size(), outcome.name(), reason, activity, key));
    }

    Uni<Void> refused(String sender, String reason) {
        return pool.preparedQuery("insert into dropbox_mail (id, received_at, sender, bytes, attachments, outcome, reason) select $1, $2, $3, 0, 0, 'REFUSED', $4"
                        + " where (select count(*) from dropbox_mail where outcome = 'REFUSED' and received_at > $2::timestamptz - interval '1 hour') < " + MOST_REFUSALS)
                .execute(Tuple.of(Ids.next(), now(), sender.substring(0, Math.min(sender.length(), 320)), reason)).replaceWithVoid();
    }

    /** What strangers tried is of no interest for long. */
    @Scheduled(identity = "dropbox-ledger", every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return pool.preparedQuery("delete from dropbox_mail where ctid in (select ctid from dropbox_mail where outcome = 'REFUSED' and received_at < $1 limit 5000)")
                .execute(Tuple.of(now().minusDays(30))).replaceWithVoid();
    }

    /** The newest 200 of a person, or of all for who looks after all. */
    Uni<byte[]> of(Me me) {
        boolean all = me.has("crm-admin") || me.has("compliance-officer");
        return pool.preparedQuery("select coalesce(json_agg(json_strip_nulls(json_build_object('id', id, 'receivedAt', to_char(received_at at time zone 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), 'login', login, 'sender', sender, 'subject', subject, 'bytes', bytes, 'attachments', attachments,"
                        + " 'outcome', outcome, 'reason', reason, 'activityId', activity_id)) order by received_at desc, id desc), '[]')::text"
                        + " from (select * from dropbox_mail where $1 or login = $2 order by received_at desc, id desc limit " + MOST + ") as latest")
                .execute(Tuple.of(all, me.login()))
                .map(rows -> ("{\"items\":" + rows.iterator().next().getString(0) + "}").getBytes(StandardCharsets.UTF_8));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
