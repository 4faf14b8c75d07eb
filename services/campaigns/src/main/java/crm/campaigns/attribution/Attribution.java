package crm.campaigns.attribution;

import crm.campaigns.attribution.AttributionView.Credit;
import crm.campaigns.attribution.AttributionView.Deal;
import crm.campaigns.attribution.AttributionView.Total;
import crm.campaigns.attribution.AttributionView.Unattributed;
import crm.campaigns.money.ExchangeRates;
import crm.campaigns.money.Money;
import crm.chassis.access.Me;
import crm.chassis.sql.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Credits campaigns with the deals whose people they touched before the deal began. Everything is read in one snapshot. */
@Singleton
final class Attribution {

    private static final int MOST_UNATTRIBUTED = 200;
    private static final int DECIMALS = 4;

    private final Pool pool;
    private final ExchangeRates rates;

    Attribution(Pool pool, ExchangeRates rates) {
        this.pool = pool;
        this.rates = rates;
    }

    Uni<AttributionView> answer(Question question, Me me) {
        return inSnapshot(connection -> credits(connection, question, me)
                .chain(credits -> untouched(connection, question, me).chain(deals -> totals(connection, question, me)
                        .map(row -> new AttributionView(question.model(), question.stage(), rates.baseCurrency(), question.from(), question.to(),
                                credits, new Unattributed(BigDecimal.valueOf(row.getLong(2)), units(row.getBigDecimal(3)), deals),
                                new Total(BigDecimal.valueOf(row.getLong(0)), units(row.getBigDecimal(1))))))));
    }

    /** What one campaign is credited with; null where it is credited with nothing. */
    Uni<Credit> of(SqlConnection connection, UUID campaignId, Question question, Me me) {
        return credits(connection, question, me)
                .map(credits -> credits.stream().filter(credit -> credit.campaignId().equals(campaignId)).findFirst()
                        .orElseGet(() -> new Credit(campaignId, null, 0, BigDecimal.ZERO, BigDecimal.ZERO)));
    }

    <T> Uni<T> inSnapshot(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(connection -> connection.query("set transaction isolation level repeatable read read only").execute()
                .chain(() -> work.apply(connection)));
    }

    private Uni<List<Credit>> credits(SqlConnection connection, Question question, Me me) {
        Parameters parameters = new Parameters();
        String sql = AttributionSql.credits(question, me, parameters);
        return connection.preparedQuery(sql).execute(parameters.tuple()).map(rows -> {
            List<Credit> credits = new ArrayList<>();
            for (Row row : rows) {
                credits.add(new Credit(row.getUUID(0), row.getString(1), row.getLong(2), units(BigDecimal.valueOf(row.getLong(3))),
                        units(row.getBigDecimal(4))));
            }
            return credits;
        });
    }

    private Uni<List<Deal>> untouched(SqlConnection connection, Question question, Me me) {
        Parameters parameters = new Parameters();
        String sql = AttributionSql.untouched(question, me, MOST_UNATTRIBUTED, parameters);
        return connection.preparedQuery(sql).execute(parameters.tuple()).map(rows -> {
            List<Deal> deals = new ArrayList<>();
            for (Row row : rows) {
                deals.add(new Deal(row.getUUID(0), row.getString(1), row.getString(2), units(row.getBigDecimal(3)),
                        row.getOffsetDateTime(4).toInstant()));
            }
            return deals;
        });
    }

    private static Uni<Row> totals(SqlConnection connection, Question question, Me me) {
        Parameters parameters = new Parameters();
        String sql = AttributionSql.totals(question, me, parameters);
        return connection.preparedQuery(sql).execute(parameters.tuple()).map(rows -> rows.iterator().next());
    }

    static BigDecimal units(BigDecimal tenThousandths) {
        return Money.plain(tenThousandths.movePointLeft(DECIMALS));
    }
}
