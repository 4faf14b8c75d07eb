package crm.campaigns.campaign;

import static crm.chassis.access.Scope.ALL;
import static crm.chassis.access.Scope.TEAM;

import crm.campaigns.integration.CampaignAnnouncements;
import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;
import java.math.BigDecimal;
import java.util.function.Function;

/** What a campaign looks like and who may do what with it. */
final class CampaignDescription {

    private static final int LONG_TEXT = 4_000;

    private static final String COUNTERS = "(select jsonb_build_object('members', coalesce(sum(members), 0), 'responses',"
            + " coalesce(sum(responses), 0), 'byStatus', coalesce(jsonb_object_agg(member_status, members) filter (where members > 0), '{}'),"
            + " 'touches', (select count(*) from touch where touch.campaign_id = campaign.id))"
            + " from (select member.status as member_status, count(*) as members, count(member.responded_at) as responses"
            + " from campaign_member member where member.campaign_id = campaign.id and member.archived_at is null group by member.status) as counted)";

    private CampaignDescription() {}

    static RecordType<Campaign> campaign() {
        return RecordType.of(Campaign.class, "campaign", "campaigns")
                .fields(Field.text("name").required().sortable().searchable(),
                        Field.choice("type", CampaignType.class),
                        Field.choice("status", CampaignStatus.class).readOnly(),
                        Field.text("statusReason").max(1_000).internal(),
                        Field.reference("parentId", "campaign"),
                        Field.text("objective").max(LONG_TEXT).searchable(),
                        Field.texts("segmentIds"),
                        Field.texts("excludedSegmentIds"),
                        Field.date("startDate").sortable(),
                        Field.date("endDate"),
                        Field.decimal("budgetedCost").sortable().summedAs("budgetedCostBase"),
                        Field.decimal("actualCost").internal().sortable().summedAs("actualCostBase"),
                        Field.decimal("expectedRevenue").summedAs("expectedRevenueBase"),
                        Field.decimal("expectedResponsePct"),
                        Field.text("currency", TextFormat.CURRENCY),
                        Field.decimal("exchangeRate").internal(),
                        inBase("budgetedCost", "budgeted_cost", campaign -> campaign.budgetedCost),
                        inBase("actualCost", "actual_cost", campaign -> campaign.actualCost),
                        inBase("expectedRevenue", "expected_revenue", campaign -> campaign.expectedRevenue),
                        Field.object("utm", Field.text("source"), Field.text("medium"), Field.text("campaign"), Field.text("term"),
                                Field.text("content")),
                        Field.object("approval", Field.text("status"), Field.text("by"), Field.text("at"), Field.text("comment").max(LONG_TEXT))
                                .internal(),
                        Field.instant("launchedAt").readOnly(),
                        Field.instant("completedAt").readOnly(),
                        Field.text("consentPurpose").max(120),
                        // read with the record from the tables of members and touches, so what a change answers is without it
                        Field.computed(Field.json("counters"), COUNTERS, record -> null))
                .access(AccessRules.rules()
                        .works("marketer", ALL, TEAM)
                        .works("marketing-manager", ALL, ALL)
                        .works("crm-admin", ALL, ALL)
                        .keeps("integration", ALL, ALL)
                        .reads("sales-rep", ALL)
                        .reads("sales-manager", ALL)
                        .reads("success-manager", ALL)
                        .reads("data-steward", ALL)
                        .reads("compliance-officer", ALL)
                        .reads("executive", ALL))
                .events(CampaignAnnouncements.OF_THE_RECORD)
                .build();
    }

    private static Field inBase(String field, String column, Function<Campaign, BigDecimal> amount) {
        return Field.computed(Field.decimal(field + "Base"), "round(" + column + " * exchange_rate, 4)", record -> {
            Campaign campaign = (Campaign) record;
            return campaign.inBase(amount.apply(campaign));
        });
    }
}
