package crm.opportunities.money;

import crm.chassis.problem.Problem;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * What one unit of a currency is worth in the company's base currency on a day: the newest rate that is not of a later day, else
 * the one of the configuration, else the oldest. Every write of money finds them in memory.
 */
@Singleton
public class ExchangeRates {

    /** How long an instance may take until it knows what another one stored. */
    public static final Duration STALENESS = Duration.ofSeconds(15);

    private static final Logger LOG = Logger.getLogger(ExchangeRates.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STATE = "select count(*) || ' ' || coalesce(max(updated_at)::text, '') from exchange_rate";
    private static final String ALL = "select currency, day, rate from exchange_rate where archived_at is null";

    /** The company's currencies, {@code crm.money}. */
    @ConfigMapping(prefix = "crm.money")
    public interface Settings {

        /** ISO 4217 code of the currency that sums are made in. */
        String baseCurrency();

        /** Value of one unit in the base currency for days before the first rate that was stored, by ISO 4217 code. */
        Map<String, BigDecimal> rates();
    }

    private final Settings settings;
    private final Pool pool;
    private final Clock clock;
    private volatile Map<String, NavigableMap<LocalDate, BigDecimal>> dated = Map.of();
    private volatile String state = "";
    private final AtomicLong readings = new AtomicLong();
    private long newest;

    ExchangeRates(Settings settings, Pool pool, Clock clock) {
        this.settings = settings;
        this.pool = pool;
        this.clock = clock;
    }

    void load(@Observes StartupEvent start) {
        refresh().await().atMost(PATIENCE);
    }

    @Scheduled(identity = "exchange-rates", every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return pool.query(STATE).execute()
                .chain(rows -> rows.iterator().next().getString(0).equals(state) ? Uni.createFrom().voidItem() : refresh())
                .onFailure().invoke(failure -> LOG.warnf("The exchange rates are read later: %s", failure.getMessage()))
                .onFailure().recoverWithNull();
    }

    /** Reads the rates that are stored. */
    public Uni<Void> refresh() {
        return Uni.createFrom().deferred(() -> {
            long reading = readings.incrementAndGet();
            return pool.query(STATE).execute().chain(found -> pool.query(ALL).execute()
                    .invoke(rows -> take(reading, found.iterator().next().getString(0), byCurrency(rows))));
        }).replaceWithVoid();
    }

    /** What began to read earlier and comes later knows nothing new. */
    private synchronized void take(long reading, String found, Map<String, NavigableMap<LocalDate, BigDecimal>> rates) {
        if (reading > newest) {
            newest = reading;
            dated = rates;
            state = found;
        }
    }

    private static Map<String, NavigableMap<LocalDate, BigDecimal>> byCurrency(RowSet<Row> rows) {
        Map<String, NavigableMap<LocalDate, BigDecimal>> known = new HashMap<>();
        for (Row row : rows) {
            known.computeIfAbsent(row.getString(0), currency -> new TreeMap<>()).put(row.getLocalDate(1), row.getBigDecimal(2));
        }
        return known;
    }

    public String baseCurrency() {
        return settings.baseCurrency();
    }

    public boolean knows(String currency) {
        return currency.equals(settings.baseCurrency()) || settings.rates().containsKey(currency) || dated.containsKey(currency);
    }

    /** The rate of today. */
    public BigDecimal of(String currency) {
        return of(currency, today());
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * The rate of a currency on a day; of one to come, the newest that is known for it.
     *
     * @throws Problem 422 where the company has no rate for it
     */
    public BigDecimal of(String currency, LocalDate day) {
        if (currency.equals(settings.baseCurrency())) {
            return BigDecimal.ONE;
        }
        NavigableMap<LocalDate, BigDecimal> days = dated.get(currency);
        Map.Entry<LocalDate, BigDecimal> stored = days == null ? null : days.floorEntry(day);
        if (stored != null) {
            return stored.getValue();
        }
        BigDecimal configured = settings.rates().get(currency);
        if (configured != null) {
            return configured;
        }
        if (days != null) {
            return days.firstEntry().getValue();
        }
        TreeSet<String> known = new TreeSet<>(settings.rates().keySet());
        known.addAll(dated.keySet());
        known.add(settings.baseCurrency());
        throw Problem.invalid("/currency", "There is no exchange rate for this currency. Known: " + String.join(", ", known) + ".");
    }
}
