package crm.campaigns.attribution;

import crm.campaigns.attribution.AttributionView.Credit;
import crm.campaigns.attribution.RoiView.Figures;
import crm.campaigns.money.ExchangeRates;
import crm.campaigns.money.Money;
import crm.chassis.access.Me;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What came back for what a campaign cost. */
@Singleton
final class Roi {

    private static final int DECIMALS = 4;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final String COST = "select round(actual_cost * exchange_rate, 4),"
            + " (select count(distinct lead_id) from touch where campaign_id = campaign.id and lead_id is not null) from campaign where id = $1";

    private final Attribution attribution;
    private final ExchangeRates rates;

    Roi(Attribution attribution, ExchangeRates rates) {
        this.attribution = attribution;
        this.rates = rates;
    }

    Uni<RoiView> of(UUID campaignId, Me me) {
        return attribution.inSnapshot(connection -> connection.preparedQuery(COST).execute(Tuple.of(campaignId))
                .map(rows -> rows.iterator().next())
                .chain(row -> models(connection, campaignId, row.getBigDecimal(0), me)
                        .map(models -> new RoiView(campaignId, rates.baseCurrency(), Money.plain(row.getBigDecimal(0)), row.getLong(1),
                                divided(row.getBigDecimal(0), BigDecimal.valueOf(row.getLong(1))), models, RoiView.FORMULAS))));
    }

    private Uni<Map<Model, Figures>> models(SqlConnection connection, UUID campaignId, BigDecimal cost, Me me) {
        Map<Model, Figures> models = new EnumMap<>(Model.class);
        return Multi.createFrom().items(Model.FIRST, Model.LINEAR)
                .onItem().transformToUniAndConcatenate(model -> Multi.createFrom().items(Stage.QUALIFIED, Stage.ALL, Stage.WON, Stage.OPEN)
                        .onItem().transformToUniAndConcatenate(stage -> attribution.of(connection, campaignId, new Question(model, stage, null, null), me))
                        .collect().asList()
                        .invoke(credits -> models.put(model, figures(cost, credits))))
                .collect().asList()
                .replaceWith(models);
    }

    /** @param credits of qualified, all, won and open deals */
    static Figures figures(BigDecimal cost, List<Credit> credits) {
        BigDecimal qualified = credits.get(0).count();
        BigDecimal all = credits.get(1).count();
        BigDecimal won = credits.get(2).count();
        BigDecimal revenue = credits.get(2).amountBase();
        BigDecimal roi = cost == null ? null : divided(revenue.subtract(cost).multiply(HUNDRED), cost);
        return new Figures(qualified, all, won, revenue, credits.get(3).amountBase(), roi, divided(cost, qualified), divided(cost, all),
                divided(cost, won));
    }

    /** Rounded half to even at 4 decimals; null where there is nothing to divide or to divide by. */
    private static BigDecimal divided(BigDecimal amount, BigDecimal by) {
        return amount == null || by.signum() == 0 ? null : Money.plain(amount.divide(by, DECIMALS, RoundingMode.HALF_EVEN));
    }
}
