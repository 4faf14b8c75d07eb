package crm.opportunities.renewal;

import crm.chassis.access.Me;
import crm.chassis.change.Creation;
import crm.chassis.sql.SessionSql;
import crm.chassis.sweep.Sweep;
import crm.opportunities.account.Account;
import crm.opportunities.contact.Contact;
import crm.opportunities.opportunity.Opportunities;
import crm.opportunities.opportunity.Opportunity;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Opens the renewal of an account some days before its renewal date, where no deal that was won brings it: once for each date,
 * however many instances look, and not where a renewal of the account is under way or was decided for that date.
 */
@Singleton
class OpenAccountRenewals {

    private static final String TODAY = "($1::timestamptz at time zone 'UTC')::date";
    private static final String LOOKED_AFTER = "insert into account_renewal (account_id, renewal_date) values ($1, $2) on conflict do nothing";

    private final Opportunities opportunities;
    private final Sweep sweep;
    private final Clock clock;
    private final String due;
    private final String others;

    OpenAccountRenewals(Opportunities opportunities, Sweep sweep, Clock clock, @ConfigProperty(name = "crm.renewals.days-before") int daysBefore) {
        this.opportunities = opportunities;
        this.sweep = sweep;
        this.clock = clock;
        due = "select id from account where archived_at is null and renewal_date >= " + TODAY + " and renewal_date <= " + TODAY + " + " + daysBefore
                + " and not exists (select from account_renewal where account_id = account.id and account_renewal.renewal_date = account.renewal_date)";
        others = "select 1 from opportunity where account_id = $1 and archived_at is null and ((type = 'RENEWAL' or renewal_of_id is not null)"
                + " and (outcome = 'OPEN' or close_date >= $2::date - " + daysBefore + ") or outcome = 'WON' and renews_on >= $2::date - " + daysBefore
                + " and renews_on <= $2::date + " + daysBefore + ") limit 1";
    }

    @Scheduled(identity = "account-renewals", every = "${crm.renewals.sweep:60s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return lookAt(clock.instant());
    }

    Uni<Void> lookAt(Instant now) {
        return sweep.each("open renewals of accounts", due, "renewal_date", now, this::open);
    }

    /** Opens the renewal of an account that is locked. */
    private Uni<?> open(UUID id) {
        return Panache.getSession().chain(session -> session.find(Account.class, id)
                .chain(account -> SessionSql.select(session, others, id, account.renewalDate)
                        .chain(found -> found.isEmpty() ? renew(session, account) : Uni.createFrom().voidItem())
                        .chain(() -> SessionSql.update(session, LOOKED_AFTER, id, account.renewalDate))));
    }

    private Uni<Void> renew(Mutiny.Session session, Account account) {
        Opportunity renewal = Renewal.of(account);
        return OpenRenewals.inUse(session, Contact.class, account.primaryContactId).invoke(contact -> renewal.primaryContactId = contact)
                .chain(() -> opportunities.create(renewal, Creation.PLAIN, Me.PLATFORM))
                .replaceWithVoid();
    }
}
