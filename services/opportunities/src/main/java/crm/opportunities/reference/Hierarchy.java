package crm.opportunities.reference;

import crm.chassis.problem.Problem;
import crm.chassis.record.CrmRecord;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Records of one type that stand above each other.
 *
 * @param entity the type
 * @param field name of the field that names the record above
 * @param above reads that field
 */
public record Hierarchy<T extends CrmRecord>(Class<T> entity, String field, Function<T, UUID> above) {

    private static final int HIGHEST = 100;

    /** Fails with 422 where a record would come above itself, or too high. */
    public Uni<Void> check(T record) {
        if (above.apply(record) == null) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().chain(session -> alone(session)
                .chain(() -> climb(session, record, above.apply(record), 1)));
    }

    /** One transaction at a time changes a hierarchy: two changes that are fine alone could make a circle together. */
    private Uni<Void> alone(Mutiny.Session session) {
        return SessionSql.update(session, "select pg_advisory_xact_lock(hashtextextended($1, 0))", "hierarchy:" + entity.getSimpleName())
                .replaceWithVoid();
    }

    private Uni<Void> climb(Mutiny.Session session, T record, UUID next, int height) {
        if (next == null) {
            return Uni.createFrom().voidItem();
        }
        if (next.equals(record.id)) {
            throw Problem.invalid("/" + field, field + " would make this record stand above itself.");
        }
        if (height == HIGHEST) {
            throw Problem.invalid("/" + field, "A hierarchy may be at most " + HIGHEST + " records high.");
        }
        return session.find(entity, next)
                .chain(found -> found == null ? Uni.createFrom().voidItem() : climb(session, record, above.apply(found), height + 1));
    }
}
