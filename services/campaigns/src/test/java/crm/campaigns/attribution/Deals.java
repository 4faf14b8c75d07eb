package crm.campaigns.attribution;

import static crm.campaigns.testing.TestCampaigns.known;
import static crm.campaigns.testing.TestCampaigns.run;

import java.math.BigDecimal;
import java.util.UUID;

/** Deals and touches as they stand after the events that tell of them. */
final class Deals {

    private Deals() {}

    /** @param more further members of the record, with a comma before them */
    static UUID opportunity(String owner, String createdAt, BigDecimal amount, String more) {
        UUID id = UUID.randomUUID();
        return known("opportunity", id, "{\"id\":\"" + id + "\",\"name\":\"Deal " + id + "\",\"owner\":\"" + owner + "\",\"createdAt\":\"" + createdAt
                + "\",\"forecastCategory\":\"PIPELINE\",\"amountBase\":" + amount.toPlainString() + more + "}");
    }

    static void touch(UUID campaign, UUID lead, UUID contact, String occurredAt, String key) {
        run("insert into touch (id, version, created_at, created_by, updated_at, updated_by, campaign_id, lead_id, contact_id, kind, occurred_at,"
                + " source_key) values (gen_random_uuid(), 1, now(), 'test', now(), 'test', ?, ?, ?, 'VISIT', cast(? as timestamptz), ?)",
                campaign, lead, contact, occurredAt, key);
    }
}
