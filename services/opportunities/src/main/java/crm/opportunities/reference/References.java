package crm.opportunities.reference;

import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.CrmRecord;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a record points to, to be checked in the transaction that stores it: it has to be there and not be archived.
 * All that is missing is told at once. Records of the same transaction count, whether they are written yet or not.
 */
public final class References {

    private record Reference(Class<? extends CrmRecord> entity, String field, UUID id) {}

    private final List<Reference> references = new ArrayList<>();

    /** Adds a reference; null points to nothing and is fine. */
    public References to(Class<? extends CrmRecord> entity, String field, UUID id) {
        if (id != null) {
            references.add(new Reference(entity, field, id));
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
                checks = checks.chain(() -> isInUse(session, reference)).invoke(inUse -> {
                    if (!inUse) {
                        errors.add(new FieldError("/" + reference.field(), reference.field() + " names no "
                                + reference.entity().getSimpleName().toLowerCase(Locale.ROOT) + " that is in use."));
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

    private static Uni<Boolean> isInUse(Mutiny.Session session, Reference reference) {
        return session.find(reference.entity(), reference.id()).map(record -> record != null && record.archivedAt == null);
    }
}
