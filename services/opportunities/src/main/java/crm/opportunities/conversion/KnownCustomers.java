package crm.opportunities.conversion;

import crm.chassis.sql.SessionSql;
import crm.opportunities.account.Account;
import crm.opportunities.account.InternetDomain;
import crm.opportunities.contact.Contact;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Finds the account and the contact that a lead belongs to already; of several the oldest. */
@Singleton
class KnownCustomers {

    /**
     * Lets one conversion at a time look for and create what these leads could share. The locks are taken in one order,
     * so that two conversions never wait for each other, and are held to the end of the transaction.
     */
    Uni<Void> reserve(LeadDetails lead) {
        List<String> keys = new ArrayList<>();
        keys.add("lead:" + lead.id());
        String domain = InternetDomain.ofCompany(lead.website(), lead.email());
        if (domain != null) {
            keys.add("domain:" + domain);
        }
        if (lead.accountName() != null) {
            keys.add("name:" + lead.accountName());
        }
        if (lead.email() != null) {
            keys.add("email:" + lead.email());
        }
        return Panache.getSession().chain(session -> SessionSql.update(session, "select pg_advisory_xact_lock(key) from (select distinct"
                + " hashtextextended(lower(key), 0) as key from unnest($1::text[]) as keys (key) order by 1 offset 0) as ordered",
                new Object[] {keys.toArray(String[]::new)}))
                .replaceWithVoid();
    }

    /** The account by id, in use; else null. */
    Uni<Account> account(UUID id) {
        return Panache.getSession().chain(session -> session.find(Account.class, id))
                .map(account -> account == null || account.archivedAt != null ? null : account);
    }

    /** The contact by id, in use; else null. */
    Uni<Contact> contact(UUID id) {
        return Panache.getSession().chain(session -> session.find(Contact.class, id))
                .map(contact -> contact == null || contact.archivedAt != null ? null : contact);
    }

    /** The account by the lead's own domain, else by the exact name of the company; null where there is none. */
    Uni<Account> accountOf(LeadDetails lead) {
        String domain = InternetDomain.ofCompany(lead.website(), lead.email());
        Uni<Account> byDomain = domain == null ? Uni.createFrom().nullItem()
                : first(Account.class, "select id from account where lower(domain) = ?1 and archived_at is null", domain);
        return byDomain.chain(found -> found != null || lead.company() == null ? Uni.createFrom().item(found)
                : first(Account.class, "select id from account where lower(name) = lower(?1) and archived_at is null", lead.company().strip()));
    }

    /** The contact by the lead's email address; null where there is none. */
    Uni<Contact> contactOf(LeadDetails lead) {
        return lead.email() == null ? Uni.createFrom().nullItem()
                : first(Contact.class, "select id from contact where emails @> array[cast(?1 as text)] and archived_at is null",
                        lead.email().strip().toLowerCase(Locale.ROOT));
    }

    private static <T> Uni<T> first(Class<T> entity, String select, String value) {
        return Panache.getSession().chain(session -> session.createNativeQuery(select + " order by created_at, id limit 1", UUID.class)
                .setParameter(1, value)
                .getSingleResultOrNull()
                .chain(id -> id == null ? Uni.createFrom().nullItem() : session.find(entity, id)));
    }
}
