package crm.cases.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.chassis.access.Me;
import crm.chassis.change.Creation;
import crm.chassis.sql.SessionSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Calculates how a customer is and keeps it, with its history. All that asked for it meanwhile is answered with one calculation. */
@Singleton
class CalculateHealth {

    private static final String CLAIM = "delete from health_due where id in (select id from health_due where account_id = $1 for update skip locked)";
    private static final String THEN = "select score from account_health_history where account_id = $1"
            + " order by calculated_at > $2, case when calculated_at > $2 then calculated_at end, calculated_at desc limit 1";

    private final AccountHealths healths;
    private final FactFinder facts;
    private final HealthSettings settings;
    private final ObjectMapper json;
    private final Clock clock;

    CalculateHealth(AccountHealths healths, FactFinder facts, HealthSettings settings, ObjectMapper json, Clock clock) {
        this.healths = healths;
        this.facts = facts;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** Calculates if somebody asked and nobody else does; tells whether it did. */
    Uni<Boolean> calculate(UUID accountId) {
        return Panache.withTransaction(() -> Panache.getSession().chain(session -> SessionSql.update(session, CLAIM, accountId)
                .chain(claimed -> claimed == 0
                        ? Uni.createFrom().item(false)
                        : facts.find(session, accountId, clock.instant()).chain(found -> keep(session, accountId, found)).replaceWith(true))));
    }

    private Uni<Void> keep(Mutiny.Session session, UUID accountId, FactFinder.Found found) {
        Instant now = clock.instant();
        HealthScore score = HealthScore.of(found.facts(), LocalDate.ofInstant(now, ZoneOffset.UTC), settings);
        return session.find(AccountHealth.class, accountId).chain(known -> known == null && !found.isCustomer()
                ? Uni.createFrom().voidItem()
                : trend(session, accountId, score.score(), now).chain(trend -> store(session, accountId, known, score, trend, found.account(), now)));
    }

    private Uni<Void> store(Mutiny.Session session, UUID accountId, AccountHealth known, HealthScore score, Trend trend, JsonNode account, Instant now) {
        AccountHealth health = known == null ? new AccountHealth() : known;
        boolean moved = known == null || known.score != score.score() || known.band != HealthScore.band(score.score(), settings);
        Uni<AccountHealth> stored;
        if (known == null) {
            health.id = accountId;
            health.source = "CALCULATED";
            write(health, score, trend, account, now);
            stored = healths.create(health, Creation.PLAIN, Me.PLATFORM);
        } else {
            stored = healths.store(known, each -> write(each, score, trend, account, now));
        }
        return moved ? stored.chain(() -> remember(session, health)) : stored.replaceWithVoid();
    }

    private void write(AccountHealth health, HealthScore score, Trend trend, JsonNode account, Instant now) {
        Band band = HealthScore.band(score.score(), settings);
        boolean moved = health.band != null && (health.score != score.score() || health.band != band);
        if (moved) {
            health.previousScore = health.score;
            health.previousBand = health.band;
        }
        health.score = score.score();
        health.band = band;
        health.trend = trend;
        Map<String, Object> measured = new LinkedHashMap<>();
        score.factors().forEach(factor -> measured.put(factor.name(), factor.measures()));
        health.measured = measured;
        health.calculatedAt = now;
        if (!account.isEmpty()) {
            health.accountName = account.path("name").textValue();
            health.renewalDate = account.path("renewalDate").isTextual() ? LocalDate.parse(account.path("renewalDate").textValue()) : null;
            health.arr = account.path("arr").isNumber() ? account.path("arr").decimalValue() : null;
            health.currency = account.path("currency").textValue();
            health.owner = account.path("successOwner").isTextual() ? account.path("successOwner").textValue() : account.path("owner").textValue();
            health.team = account.path("team").textValue();
            health.archivedAt = account.path("archivedAt").isTextual() ? Instant.parse(account.path("archivedAt").textValue()) : null;
        }
    }

    /** Against the score some days ago, or the first one where that is younger. */
    private Uni<Trend> trend(Mutiny.Session session, UUID accountId, int score, Instant now) {
        return SessionSql.select(session, THEN, accountId, at(now.minus(Duration.ofDays(settings.days().trend())))).map(rows -> {
            long difference = rows.isEmpty() ? 0 : score - (Long) rows.get(0)[0];
            return difference >= settings.trendPoints() ? Trend.UP : difference <= -settings.trendPoints() ? Trend.DOWN : Trend.FLAT;
        });
    }

    private Uni<Void> remember(Mutiny.Session session, AccountHealth health) {
        return SessionSql.update(session, "insert into account_health_history (account_id, calculated_at, score, band, factors)"
                        + " values ($1, $2, $3, $4, cast(cast($5 as text) as jsonb))",
                health.id, at(health.calculatedAt), health.score, health.band.name(), json.valueToTree(health.factors()).toString()).replaceWithVoid();
    }

    private static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
