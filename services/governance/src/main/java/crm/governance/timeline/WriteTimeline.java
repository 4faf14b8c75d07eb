package crm.governance.timeline;

import crm.chassis.inbox.IncomingEvent;
import crm.governance.record.ReadRights;
import crm.governance.record.RecordName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Adds what happened with customers to the timeline, in words. */
@Singleton
public class WriteTimeline {

    // entries and what they are about at once; that each is about an entry is checked at the end of the statement
    private static final String WRITE = "with entries as (insert into timeline_entry (event_id, at, kind, title, detail, service, actor, on_behalf_of, record_type,"
            + " record_id, guarded_by_type, guarded_by_id, also_reads, internal) select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[],"
            + " $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::uuid[], $11::text[], $12::uuid[], $13::text[], $14::boolean[])"
            + " on conflict do nothing) insert into timeline_about (record_type, record_id, at, event_id)"
            + " select * from unnest($15::text[], $16::uuid[], $17::timestamptz[], $18::uuid[]) on conflict do nothing";

    private final Words words;

    WriteTimeline(ReadRights rights) {
        this.words = new Words(rights);
    }

    private record Told(IncomingEvent event, RecordName name, String kind, Line.Entry entry) {
        OffsetDateTime at() {
            return event.time().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        }
    }

    private record Found(Told told, Line.About about) {}

    /** Adds these events in the open transaction; those that are known stay as they are. */
    public Uni<Void> write(SqlConnection connection, List<IncomingEvent> events) {
        Map<UUID, Told> told = new LinkedHashMap<>();
        for (IncomingEvent event : events) {
            if (!event.rebuild() && !told.containsKey(event.id())) {
                RecordName name = RecordName.in(event);
                String kind = event.type().split("\\.")[2];
                Line line = words.of(event, kind, name.type());
                Line.Entry entry = line == null ? null : Entries.of(event, line);
                if (entry != null) {
                    told.put(event.id(), new Told(event, name, kind, entry));
                }
            }
        }
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Told> all = new ArrayList<>(told.values());
        List<Found> found = all.stream().flatMap(each -> each.entry().about().stream().map(about -> new Found(each, about))).toList();
        return connection.preparedQuery(WRITE).execute(columns(all, found)).replaceWithVoid();
    }

    private static Tuple columns(List<Told> all, List<Found> found) {
        return Tuple.from(Arrays.asList(column(all, each -> each.event().id(), UUID[]::new), column(all, Told::at, OffsetDateTime[]::new),
                column(all, Told::kind, String[]::new), column(all, each -> each.entry().line().title(), String[]::new),
                column(all, each -> each.entry().line().detail(), String[]::new), column(all, each -> RecordName.service(each.event()), String[]::new),
                column(all, each -> each.event().actor() == null ? RecordName.service(each.event()) : each.event().actor(), String[]::new),
                column(all, each -> each.event().onBehalfOf(), String[]::new), column(all, each -> each.name().type(), String[]::new),
                column(all, each -> each.name().id(), UUID[]::new), column(all, each -> each.entry().guard().type(), String[]::new),
                column(all, each -> each.entry().guard().id(), UUID[]::new), column(all, each -> each.entry().guard().alsoReads(), String[]::new),
                column(all, each -> each.entry().guard().internal(), Boolean[]::new),
                column(found, each -> each.about().type(), String[]::new), column(found, each -> each.about().id(), UUID[]::new),
                column(found, each -> each.told().at(), OffsetDateTime[]::new), column(found, each -> each.told().event().id(), UUID[]::new)));
    }

    private static <T, X> X[] column(List<T> rows, Function<T, X> value, IntFunction<X[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
