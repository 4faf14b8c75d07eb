package crm.opportunities.reference;

import crm.chassis.outbox.SessionSql;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.CrmRecord;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a record points to, to be checked in the transaction that stores it: it has to be there and not be archived.
 * All that is missing is told at once.
 */
public final class References {

    private record Reference(String field, String table, UUID id) {}

    private final List<Reference> references = new ArrayList<>();

    /** Adds a reference; null points to nothing and is fine. */
    public References to(String table, String field, UUID id) {
        if (id != null) {
            references.add(new Reference(field, table, id));
        }
        return this;
    }

    /** Fails with 422 where a reference leads nowhere. */
    public Uni<Void> check() {
        if (references.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().chain(session -> {
            List<FieldError> errors = new ArrayList<>();
            Uni<Void> checks = Uni.createFrom().voidItem();
            for (Reference reference : references) {
                checks = checks.chain(() -> isThere(session, reference)).invoke(there -> {
                    if (!there) {
                        errors.add(new FieldError("/" + reference.field(),
                                reference.field() + " names no " + reference.table() + " that is in use."));
                    }
                }).replaceWithVoid();
            }
            return checks.invoke(() -> {
                if (!errors.isEmpty()) {
                    throw Problem.invalid(errors);
                }
            });
        });
    }

    // Past Hibernate, which would write the changed record first and let the foreign key answer instead.
    private static Uni<Boolean> isThere(Mutiny.Session session, Reference reference) {
        return SessionSql.update(session, "select from " + reference.table() + " where id = $1 and archived_at is null", reference.id())
                .map(rows -> rows > 0);
    }

    /**
     * Fails with 422 where a record would come above itself.
     *
     * @param column the column that names the record above, {@code field} its name in the API
     */
    public static Uni<Void> noCycle(String table, String column, String field, CrmRecord record, UUID above) {
        if (above == null) {
            return Uni.createFrom().voidItem();
        }
        // One change of a hierarchy at a time: two that are fine by themselves could make a circle together.
        return Panache.getSession().chain(session -> SessionSql
                        .update(session, "select pg_advisory_xact_lock(hashtextextended($1, 0))", "hierarchy:" + table)
                        .chain(() -> SessionSql.update(session, "with recursive above (id) as (select $1::uuid union select upper." + column
                                + " from " + table + " upper join above on upper.id = above.id) select from above where id = $2",
                                above, record.id)))
                .invoke(rows -> {
                    if (rows > 0) {
                        throw Problem.invalid("/" + field, field + " would make this " + table + " stand above itself.");
                    }
                })
                .replaceWithVoid();
    }
}
