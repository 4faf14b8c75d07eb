package crm.governance.quality;

import com.fasterxml.jackson.annotation.JsonInclude;
import crm.chassis.access.Me;
import crm.governance.record.ReadRights;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How good the data of a record is, and what would raise it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "QualityScore")
record ScoreView(String recordType, UUID recordId, @Schema(description = "What people call the record") String label,
        @Schema(description = "Where the API shows the record") String href, String owner, String team,
        @Schema(description = "0 to 100, the share of the rules that the record keeps by their weight; absent where no rule holds") Integer score,
        @Schema(description = "How many rules hold for such records") int rules,
        @Schema(description = "The rules that the record breaks, what would raise the score most first") List<Failed> failed, Instant scoredAt) {

    /** A rule that is broken. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "QualityFailure")
    record Failed(UUID ruleId, String field, String mode, @Schema(description = "By how many points the score rises once the rule is kept") int gain,
            String why, String example, String fix) {}

    @Schema(name = "QualityScores")
    record Page(List<ScoreView> items, @Schema(nullable = true) String nextCursor) {}

    /** The figures of the records of one kind, owner or team. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "QualityFigures")
    record Figures(@Schema(description = "The kind, owner or team; absent for what is nobody's") String key, long records,
            @Schema(description = "Of the scores, with one decimal") double average, @Schema(description = "Records that keep all rules") long complete) {}

    @Schema(name = "QualitySummary")
    record Summary(@Schema(description = "The lowest average first, at most 200") List<Figures> items) {}

    /** The figures of a day in UTC. */
    @Schema(name = "QualityDay")
    record Day(LocalDate day, long records, double average) {}

    @Schema(name = "QualityTrend")
    record Trend(@Schema(description = "The oldest day first, at most 400") List<Day> items) {}

    static final String COLUMNS = "known.record_type, known.record_id, known.owner, known.team, known.score, known.broken, known.scored_at,"
            + " (select label from known_record named where named.record_type = known.record_type and named.record_id = known.record_id)";

    static ScoreView from(Row row, Rulebooks.Shelf shelf, Me me, Masking masking, ReadRights rights) {
        String type = row.getString(0);
        Rulebook book = shelf.of(type);
        List<HeldRule> broken = Arrays.stream(row.getArrayOfUUIDs(5)).map(shelf.rules()::get).filter(Objects::nonNull).filter(HeldRule::holds).toList();
        List<Failed> failed = masking.shown(me, broken).stream().map(rule -> new Failed(rule.id(), rule.rule().field(), rule.rule().mode().name(),
                        book.gain(broken, rule), rule.rule().why(), rule.rule().example(), rule.rule().fix()))
                .sorted(Comparator.comparingInt(Failed::gain).reversed().thenComparing(Failed::field)).toList();
        return new ScoreView(type, row.getUUID(1), row.getString(7), rights.link(type, row.getUUID(1)), row.getString(2), row.getString(3),
                row.getInteger(4), book.rules().size(), failed, row.getOffsetDateTime(6) == null ? null : row.getOffsetDateTime(6).toInstant());
    }
}
