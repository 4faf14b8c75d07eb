package crm.governance.quality;

import crm.chassis.outbox.Outbox;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.Ids;
import crm.governance.integration.QualityNews;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Stores scores that have changed, opens and closes the issues that this means, and tells of it. */
@Singleton
class WriteScores {

    private static final String SCORE = "update quality_record known set score = new.score, broken = new.broken::uuid[],"
            + " revision = known.revision + 1, scored_at = $5 from unnest($1::text[], $2::uuid[], $3::int[], $4::text[])"
            + " as new (record_type, record_id, score, broken) where known.record_type = new.record_type and known.record_id = new.record_id";
    private static final String OPEN = "insert into quality_issue (id, rule_id, record_type, record_id, opened_at)"
            + " select id, rule_id, record_type, record_id, $5 from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[])"
            + " as new (id, rule_id, record_type, record_id) on conflict (record_id, rule_id) where resolved_at is null do nothing returning id";
    private static final String RESOLVE = "update quality_issue issue set resolved_at = $3 from unnest($1::uuid[], $2::uuid[]) as kept (record_id, rule_id)"
            + " where issue.record_id = kept.record_id and issue.rule_id = kept.rule_id and issue.resolved_at is null"
            + " returning issue.id, issue.rule_id, issue.record_id";

    private final Outbox outbox;
    private final QualityNews news;
    private final Clock clock;

    WriteScores(Outbox outbox, QualityNews news, Clock clock) {
        this.outbox = outbox;
        this.news = news;
        this.clock = clock;
    }

    private record Opened(UUID id, HeldRule rule, Judgement of) {}

    private record Resolved(UUID id, UUID ruleId) {}

    /**
     * Writes what is different, in the open transaction, which has locked the records.
     *
     * @param bulk whether nobody waits for the events
     */
    Uni<Void> changed(SqlConnection connection, List<Judgement> judged, boolean bulk) {
        List<Judgement> changed = judged.stream().filter(Judgement::isChanged).toList();
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return connection.preparedQuery(SCORE).execute(Tuple.of(column(changed, Judgement::recordType, String[]::new),
                        column(changed, Judgement::recordId, UUID[]::new), column(changed, each -> each.now().score(), Integer[]::new),
                        column(changed, each -> each.broken().stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")), String[]::new), now))
                .chain(() -> open(connection, changed, now))
                .chain(opened -> resolve(connection, changed, now)
                        .chain(resolved -> outbox.addAll(connection, events(changed, opened, resolved, bulk))));
    }

    private static Uni<Map<UUID, List<Opened>>> open(SqlConnection connection, List<Judgement> changed, OffsetDateTime now) {
        List<Opened> opened = changed.stream()
                .flatMap(each -> each.newlyBroken().stream().map(rule -> new Opened(Ids.next(), rule, each))).toList();
        if (opened.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return connection.preparedQuery(OPEN).execute(Tuple.of(column(opened, Opened::id, UUID[]::new), column(opened, each -> each.rule().id(), UUID[]::new),
                        column(opened, each -> each.of().recordType(), String[]::new), column(opened, each -> each.of().recordId(), UUID[]::new), now))
                .map(rows -> {
                    Set<UUID> stored = new HashSet<>();
                    rows.forEach(row -> stored.add(row.getUUID(0)));
                    return opened.stream().filter(each -> stored.contains(each.id())).collect(Collectors.groupingBy(each -> each.of().recordId()));
                });
    }

    private static Uni<Map<UUID, List<Resolved>>> resolve(SqlConnection connection, List<Judgement> changed, OffsetDateTime now) {
        List<UUID> records = new ArrayList<>();
        List<UUID> rules = new ArrayList<>();
        changed.forEach(each -> each.noLongerBroken().forEach(rule -> {
            records.add(each.recordId());
            rules.add(rule);
        }));
        if (records.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return connection.preparedQuery(RESOLVE).execute(Tuple.of(records.toArray(UUID[]::new), rules.toArray(UUID[]::new), now))
                .map(rows -> {
                    Map<UUID, List<Resolved>> resolved = new HashMap<>();
                    rows.forEach(row -> resolved.computeIfAbsent(row.getUUID(2), any -> new ArrayList<>()).add(new Resolved(row.getUUID(0), row.getUUID(1))));
                    return resolved;
                });
    }

    private List<OutgoingEvent> events(List<Judgement> changed, Map<UUID, List<Opened>> opened, Map<UUID, List<Resolved>> resolved, boolean bulk) {
        List<OutgoingEvent> events = new ArrayList<>();
        for (Judgement each : changed) {
            if (each.now().score() != null) {
                events.add(news.scored(each));
            }
            opened.getOrDefault(each.recordId(), List.of()).forEach(issue -> events.add(news.opened(issue.id(), issue.rule(), each)));
            resolved.getOrDefault(each.recordId(), List.of()).forEach(issue -> events.add(news.resolved(issue.id(), issue.ruleId(), each)));
        }
        return bulk ? events.stream().map(OutgoingEvent::inBulk).toList() : events;
    }

    private static <T, X> X[] column(List<T> rows, Function<T, X> value, IntFunction<X[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
