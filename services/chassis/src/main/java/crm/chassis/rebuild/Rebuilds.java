package crm.chassis.rebuild;

import crm.chassis.change.Records;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import crm.chassis.record.RecordType;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Requests to tell the present state of all records of a kind again, so that others can build their copies from nothing. */
@Singleton
class Rebuilds {

    private final Map<String, RecordType<?>> told = new LinkedHashMap<>();
    private final Pool pool;
    private final Clock clock;

    Rebuilds(@All List<Records<?>> all, Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
        all.stream().<RecordType<?>>map(Records::type).filter(RecordType::isCopied)
                .sorted(java.util.Comparator.comparing(RecordType::collection)).forEach(type -> told.put(type.collection(), type));
    }

    /** A kind of records whose state others are told. */
    RecordType<?> type(String collection) {
        return told.get(collection);
    }

    /**
     * Notes what is to be told; nothing named means all.
     *
     * @throws Problem 422 where a collection is not told to others
     */
    Uni<RebuildView> request(List<String> wanted, String by) {
        List<FieldError> unknown = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (!told.containsKey(wanted.get(i))) {
                unknown.add(new FieldError("/collections/" + i, "This service tells others of " + String.join(", ", told.keySet()) + "."));
            }
        }
        if (!unknown.isEmpty()) {
            throw Problem.invalid(unknown);
        }
        List<String> collections = wanted.isEmpty() ? List.copyOf(told.keySet()) : wanted.stream().distinct().toList();
        String total = collections.isEmpty() ? "0" : collections.stream().map(collection -> "(select count(*) from " + told.get(collection).table() + ")")
                .collect(Collectors.joining(" + "));
        return pool.preparedQuery("insert into rebuild_job (id, state, collections, total, requested_by, created_at)"
                        + " select $1, 'QUEUED', $2, " + total + ", $3, $4 returning " + RebuildView.COLUMNS)
                .execute(Tuple.of(Ids.next(), collections.toArray(String[]::new), by, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> RebuildView.from(rows.iterator().next()));
    }

    Uni<RebuildView> view(UUID id) {
        return pool.preparedQuery("select " + RebuildView.COLUMNS + " from rebuild_job where id = $1").execute(Tuple.of(id)).map(rows -> {
            if (!rows.iterator().hasNext()) {
                throw Problem.notFound();
            }
            return RebuildView.from(rows.iterator().next());
        });
    }
}
