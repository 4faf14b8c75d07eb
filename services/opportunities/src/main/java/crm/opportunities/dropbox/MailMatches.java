package crm.opportunities.dropbox;

import crm.chassis.access.Me;
import crm.chassis.list.RecordQueries;
import crm.chassis.record.Links;
import crm.chassis.sql.Parameters;
import crm.chassis.sql.SessionSql;
import crm.opportunities.account.Accounts;
import crm.opportunities.contact.Contacts;
import crm.opportunities.opportunity.Opportunities;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Finds what a mail is about by its addresses: contacts who have one of them, their accounts, accounts whose domain one of
 * them is at, and the open opportunity of these. Only what the sender of the mail may see counts.
 */
@Singleton
class MailMatches {

    private static final int MOST = 8;

    private final Contacts contacts;
    private final Accounts accounts;
    private final Opportunities opportunities;

    MailMatches(Contacts contacts, Accounts accounts, Opportunities opportunities) {
        this.contacts = contacts;
        this.accounts = accounts;
        this.opportunities = opportunities;
    }

    /**
     * What was found.
     *
     * @param links of contacts, accounts and the opportunity
     * @param open how many open opportunities there are; only one that is alone is among the links
     */
    record Match(List<String> links, int open) {}

    /** Needs a session. */
    Uni<Match> of(Collection<String> addresses, Me me) {
        String[] known = addresses.toArray(String[]::new);
        String[] domains = addresses.stream().map(address -> address.substring(address.indexOf('@') + 1)).distinct().toArray(String[]::new);
        Set<String> links = new LinkedHashSet<>();
        Set<UUID> found = new LinkedHashSet<>();
        return select("select id, (select account.id from account where account.id = contact.account_id and account.archived_at is null) as account_in_use from contact"
                        + " where emails && $1::text[] and archived_at is null and ", " order by id limit " + MOST, contacts.type(), me, (Object) known)
                .invoke(rows -> rows.forEach(row -> {
                    links.add(Links.of("contact", (UUID) row[0]));
                    if (row[1] != null) {
                        found.add((UUID) row[1]);
                    }
                }))
                .chain(() -> !found.isEmpty() ? Uni.createFrom().item(List.<Object[]>of())
                        : select("select id from account where domain = any($1::text[]) and archived_at is null and ", " order by id limit 2", accounts.type(), me, (Object) domains))
                // two accounts of one domain leave open which of them it is
                .invoke(rows -> {
                    if (rows.size() == 1) {
                        found.add((UUID) rows.get(0)[0]);
                    }
                    found.forEach(account -> links.add(Links.of("account", account)));
                })
                .chain(() -> found.isEmpty() ? Uni.createFrom().item(List.<Object[]>of())
                        : select("select id from opportunity where account_id = any($1::uuid[]) and closed_at is null and archived_at is null and ", " order by id limit 50",
                                opportunities.type(), me, (Object) found.toArray(UUID[]::new)))
                .map(open -> {
                    if (open.size() == 1) {
                        links.add(Links.of("opportunity", (UUID) open.get(0)[0]));
                    }
                    return new Match(List.copyOf(links), open.size());
                });
    }

    private static Uni<List<Object[]>> select(String before, String after, crm.chassis.record.RecordType<?> type, Me me, Object first) {
        Parameters parameters = new Parameters();
        parameters.add(first);
        String sql = before + RecordQueries.readable(type, me, parameters) + after;
        List<Object> bound = new ArrayList<>();
        Stream.iterate(0, i -> i < parameters.tuple().size(), i -> i + 1).forEach(i -> bound.add(parameters.tuple().getValue(i)));
        return Panache.getSession().chain(session -> SessionSql.select(session, sql, bound.toArray()));
    }
}
