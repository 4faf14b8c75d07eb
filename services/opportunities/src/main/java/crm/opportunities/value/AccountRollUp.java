package crm.opportunities.value;

import com.fasterxml.jackson.core.JsonGenerator;
import crm.chassis.access.Me;
import crm.chassis.list.RecordQueries;
import crm.chassis.record.RecordJson;
import crm.chassis.sql.Parameters;
import crm.opportunities.money.ExchangeRates;
import crm.opportunities.opportunity.Opportunities;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What an account and all accounts below it have open and have bought, with each one's part; of the opportunities that the caller
 * may read, in the base currency. An account counts once, even where a hierarchy that came with an import runs in a circle.
 */
@Singleton
class AccountRollUp {

    static final int SHOWN = 200;

    /** All accounts of a family, the one that is asked for included. */
    static final String FAMILY = "family as (select id, name, parent_id from account where id = $1"
            + " union select below.id, below.name, below.parent_id from account below join family on below.parent_id = family.id where below.archived_at is null)";

    private final Opportunities opportunities;
    private final ExchangeRates rates;
    private final RecordJson recordJson;
    private final Pool pool;

    AccountRollUp(Opportunities opportunities, ExchangeRates rates, RecordJson recordJson, Pool pool) {
        this.opportunities = opportunities;
        this.rates = rates;
        this.recordJson = recordJson;
        this.pool = pool;
    }

    Uni<byte[]> of(UUID account, Me me) {
        Parameters parameters = new Parameters();
        parameters.add(account);
        String sql = "with recursive " + FAMILY + ", figures as (select account_id,"
                + " count(*) filter (where outcome = 'OPEN') as open, coalesce(sum(amount_base) filter (where outcome = 'OPEN'), 0) as open_base,"
                + " coalesce(sum(round(expected_revenue * exchange_rate, 4)) filter (where outcome = 'OPEN'), 0) as weighted,"
                + " count(*) filter (where outcome = 'WON') as won, coalesce(sum(amount_base) filter (where outcome = 'WON'), 0) as won_base,"
                + " count(*) filter (where outcome = 'LOST') as lost from opportunity where account_id in (select id from family) and archived_at is null and "
                + RecordQueries.readable(opportunities.type(), me, parameters) + " group by 1)"
                + " select id, name, parent_id, coalesce(open, 0), coalesce(open_base, 0), coalesce(weighted, 0), coalesce(won, 0), coalesce(won_base, 0),"
                + " coalesce(lost, 0), count(*) over (), sum(open) over (), sum(open_base) over (), sum(weighted) over (), sum(won) over (), sum(won_base) over (),"
                + " sum(lost) over () from family left join figures on account_id = id order by id <> $1, won_base desc nulls last, open_base desc nulls last, name, id"
                + " limit " + SHOWN;
        return pool.preparedQuery(sql).execute(parameters.tuple()).map(rows -> write(account, rows));
    }

    private byte[] write(UUID account, RowSet<Row> rows) {
        List<Row> parts = new ArrayList<>();
        rows.forEach(parts::add);
        return recordJson.write(json -> {
            Row first = parts.get(0);
            long all = first.getLong(9);
            json.writeStartObject();
            json.writeStringField("accountId", account.toString());
            json.writeStringField("currency", rates.baseCurrency());
            json.writeNumberField("accounts", all);
            figures(json, first, 10, all > SHOWN ? null : "accountId=in=(" + String.join(",", parts.stream().map(row -> row.getUUID(0).toString()).toList()) + ")");
            json.writeArrayFieldStart("parts");
            for (Row part : parts) {
                json.writeStartObject();
                json.writeStringField("accountId", part.getUUID(0).toString());
                json.writeStringField("name", part.getString(1));
                if (part.getUUID(2) != null) {
                    json.writeStringField("parentId", part.getUUID(2).toString());
                }
                figures(json, part, 3, "accountId==" + part.getUUID(0));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void figures(JsonGenerator json, Row row, int column, String filter) throws IOException {
        json.writeObjectFieldStart("open");
        number(json, "count", row.getValue(column));
        number(json, "base", row.getValue(column + 1));
        number(json, "weighted", row.getValue(column + 2));
        filter(json, filter, "OPEN");
        json.writeObjectFieldStart("won");
        number(json, "count", row.getValue(column + 3));
        number(json, "base", row.getValue(column + 4));
        filter(json, filter, "WON");
        json.writeObjectFieldStart("lost");
        number(json, "count", row.getValue(column + 5));
        filter(json, filter, "LOST");
    }

    private static void filter(JsonGenerator json, String filter, String outcome) throws IOException {
        if (filter != null) {
            json.writeStringField("filter", filter + ";outcome==" + outcome);
        }
        json.writeEndObject();
    }

    static void number(JsonGenerator json, String name, Object value) throws IOException {
        json.writeFieldName(name);
        RecordJson.simple(json, value == null ? 0L : value);
    }
}
