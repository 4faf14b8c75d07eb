package crm.opportunities.quick;

import crm.chassis.access.Me;
import crm.chassis.list.RecordQueries;
import crm.chassis.record.Links;
import crm.chassis.sql.Parameters;
import crm.chassis.sql.SessionSql;
import crm.opportunities.contact.Contacts;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds out which contacts names mean, among those that the caller may see, those of the account at hand first. */
@Singleton
class People {

    private static final int MOST = 6;

    private final Contacts contacts;

    People(Contacts contacts) {
        this.contacts = contacts;
    }

    /**
     * Somebody whom a name may mean.
     *
     * @param accountId the account where it is in use; null for none
     * @param near 2 where the person was named among the links, 1 where their account was, 0 otherwise
     */
    record Person(UUID id, String name, UUID accountId, String company, int near) {

        String label() {
            return company == null ? name : name + ", " + company;
        }
    }

    /** Six at most for each name, in lower case; all of them in one query. Needs a session. */
    Uni<Map<String, List<Person>>> named(List<String> names, String[] relatedTo, Me me) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        String[] sought = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().toArray(String[]::new);
        Parameters parameters = new Parameters();
        String near = "case when id = any(" + parameters.add(ids(relatedTo, "contact")) + ") then 2 when account_id = any(" + parameters.add(ids(relatedTo, "account"))
                + ") or account_id in (select account_id from opportunity where id = any(" + parameters.add(ids(relatedTo, "opportunity")) + ")) then 1 else 0 end";
        String sql = "select sought.name, found.* from unnest(" + parameters.add(sought) + "::text[]) as sought (name) cross join lateral (select id,"
                + " concat_ws(' ', first_name, last_name) as person, (select account.id from account where account.id = contact.account_id and account.archived_at is null) as account_in_use,"
                + " (select account.name from account where account.id = contact.account_id) as company, " + near + " as near from contact"
                + " where search_text like '%' || replace(replace(replace(sought.name, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'"
                + " and (lower(first_name) = sought.name or lower(last_name) = sought.name or lower(concat_ws(' ', first_name, last_name)) = sought.name"
                + " or emails @> array[sought.name]) and archived_at is null and " + RecordQueries.readable(contacts.type(), me, parameters)
                + " order by near desc, contact.id limit " + MOST + ") as found";
        Tuple values = parameters.tuple();
        Object[] bound = new Object[values.size()];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = values.getValue(i);
        }
        return Panache.getSession().chain(session -> SessionSql.select(session, sql, bound)).map(rows -> {
            Map<String, List<Person>> byName = new HashMap<>();
            rows.forEach(row -> byName.computeIfAbsent((String) row[0], name -> new ArrayList<>())
                    .add(new Person((UUID) row[1], (String) row[2], (UUID) row[3], (String) row[4], ((Number) row[5]).intValue())));
            return byName;
        });
    }

    /** Those who may still be meant once the company and what is at hand are considered; none where nobody is known by the name. */
    static List<Person> meant(List<Person> known, String company) {
        List<Person> people = company == null ? known : known.stream().filter(each -> each.company() != null
                && each.company().toLowerCase(Locale.ROOT).startsWith(company.toLowerCase(Locale.ROOT))).toList();
        int nearest = people.stream().mapToInt(Person::near).max().orElse(0);
        return people.stream().filter(each -> each.near() == nearest).toList();
    }

    private static UUID[] ids(String[] links, String type) {
        Stream<String> ofType = Arrays.stream(links).filter(link -> Links.type(link).equals(type));
        return ofType.map(Links::id).toArray(UUID[]::new);
    }
}
