package crm.campaigns.attribution;

import crm.campaigns.attribution.AttributionView.Credit;
import crm.campaigns.attribution.BehindView.Page;
import crm.campaigns.attribution.BehindView.Share;
import crm.campaigns.attribution.BehindView.Touched;
import crm.campaigns.attribution.BehindView.TouchedPage;
import crm.campaigns.money.ExchangeRates;
import crm.campaigns.money.Money;
import crm.chassis.access.Me;
import crm.chassis.sql.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The records behind the figures of a campaign, found by the very queries that add them up. */
@Singleton
final class Behind {

    private final Attribution attribution;
    private final ExchangeRates rates;

    Behind(Attribution attribution, ExchangeRates rates) {
        this.attribution = attribution;
        this.rates = rates;
    }

    /** The deals that a campaign is credited with, each with its share, those that began last first. */
    Uni<Page> deals(UUID campaignId, Question question, PageOf page, Me me) {
        return attribution.inSnapshot(connection -> attribution.of(connection, campaignId, question, me)
                .chain(credit -> shares(connection, campaignId, question, page, me).map(shares -> view(campaignId, question, page, credit, shares))));
    }

    private Page view(UUID campaignId, Question question, PageOf page, Credit credit, List<Share> shares) {
        return new Page(campaignId, question.model(), question.stage(), rates.baseCurrency(), question.from(), question.to(),
                page.shown(shares), page.next(shares, share -> new PageOf.End(share.beganAt(), share.id())),
                credit.deals(), Money.plain(credit.count()), Money.plain(credit.amountBase()));
    }

    private static Uni<List<Share>> shares(SqlConnection connection, UUID campaignId, Question question, PageOf page, Me me) {
        Parameters parameters = new Parameters();
        String sql = AttributionSql.behind(question, campaignId, me, page, parameters);
        return connection.preparedQuery(sql).execute(parameters.tuple()).map(rows -> {
            List<Share> shares = new ArrayList<>();
            for (Row row : rows) {
                shares.add(new Share(row.getUUID(0), row.getString(1), row.getString(2), Attribution.units(BigDecimal.valueOf(row.getLong(3))),
                        Attribution.units(row.getBigDecimal(4)), row.getOffsetDateTime(5).toInstant()));
            }
            return shares;
        });
    }

    /** The leads that a campaign touched, those touched last first; whoever sees the ledger of touches knows them. */
    Uni<TouchedPage> leads(UUID campaignId, PageOf page) {
        Parameters parameters = new Parameters();
        String touched = "select lead_id, count(*) as touches, min(occurred_at) as first, max(occurred_at) as last from touch"
                + " where campaign_id = " + parameters.add(campaignId) + " and lead_id is not null group by lead_id";
        String sql = "with touched as (" + touched + ") select lead_id, touches, first, last, (select count(*) from touched) from touched"
                + page.after("last", "lead_id", parameters) + " order by last desc, lead_id desc limit " + page.oneMore();
        return attribution.inSnapshot(connection -> connection.preparedQuery(sql).execute(parameters.tuple()).map(rows -> {
            List<Touched> leads = new ArrayList<>();
            long all = 0;
            for (Row row : rows) {
                leads.add(new Touched(row.getUUID(0), row.getLong(1), row.getOffsetDateTime(2).toInstant(), row.getOffsetDateTime(3).toInstant()));
                all = row.getLong(4);
            }
            return new TouchedPage(campaignId, page.shown(leads), page.next(leads, lead -> new PageOf.End(lead.lastTouchAt(), lead.leadId())), all);
        }));
    }
}
