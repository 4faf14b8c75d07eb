package crm.opportunities.opportunity;

import static crm.chassis.access.Scope.ALL;
import static crm.chassis.access.Scope.OWN;
import static crm.chassis.access.Scope.TEAM;

import crm.chassis.access.AccessRules;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;
import crm.opportunities.integration.RecordEventTypes;
import crm.opportunities.money.Money;
import crm.opportunities.pipeline.ForecastCategory;
import crm.opportunities.pipeline.Outcome;
import crm.opportunities.pipeline.Stage;
import crm.opportunities.pipeline.Stages;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

/** What an opportunity looks like and who may do what with it. */
final class OpportunityDescription {

    private static final int LONG_TEXT = 4_000;
    private static final String DAYS_IN_STAGE = "greatest(0, floor(extract(epoch from coalesce(closed_at, now()) - stage_entered_at)"
            + " / 86400))::bigint";

    private static final String STUCK = "(outcome = 'OPEN' and coalesce(stage_entered_at < now() - (select make_interval(days => stage.max_days::int)"
            + " from stage where stage.id = opportunity.stage_id), false))";

    /** An opportunity is where its account is, unless it says otherwise. */
    private static final String SALES_TERRITORY = "coalesce(territory, (select account.territory from account where account.id = opportunity.account_id))";
    /** By its line items, else by itself. */
    private static final String SOLD_PRODUCTS = "(case when coalesce(jsonb_typeof(line_items) = 'array' and jsonb_array_length(line_items) > 0, false)"
            + " then array(select item ->> 'productId' from jsonb_array_elements(line_items) as item) else array[product_id::text] end)";
    private static final String STAGES_LEFT = "array(select from_stage_id::text from opportunity_stage_history where opportunity_id = opportunity.id)";


    // ---- what exit criteria ask of the children of an opportunity
    private static final String CONTACT_ROLES = "(select count(*) from jsonb_array_elements(case when jsonb_typeof(contact_roles) = 'array' then contact_roles end))";
    private static final String CONTACT_ROLE_NAMES = "array(select role->>'role' from jsonb_array_elements(case when jsonb_typeof(contact_roles) = 'array'"
            + " then contact_roles end) as role where role->>'role' is not null)";
    private static final String LINE_ITEMS = "(select count(*) from jsonb_array_elements(case when jsonb_typeof(line_items) = 'array' then line_items end))";
    private static final String ITS_ACTIVITIES = " from activity where activity.related_to @> array['opportunity:' || opportunity.id]"
            + " and activity.archived_at is null";

    private OpportunityDescription() {}

    static RecordType<Opportunity> opportunity(Clock clock, Stages stages) {
        return RecordType.of(Opportunity.class, "opportunity", "opportunities")
                .fields(Field.text("name").required().sortable().searchable(),
                        Field.reference("accountId", "account").required(),
                        Field.reference("primaryContactId", "contact"),
                        Field.json("contactRoles"),
                        Field.reference("productId", "product"),
                        Field.reference("pipelineId", "pipeline"),
                        Field.reference("stageId", "stage"),
                        Field.text("stageName").internal(),
                        Field.integer("probability"),
                        Field.bool("probabilityOverridden"),
                        Field.decimal("amount").sortable().summedAs("amountBase"),
                        Field.text("currency", TextFormat.CURRENCY),
                        Field.decimal("exchangeRate").internal(),
                        Field.decimal("amountBase").internal().sortable(),
                        Field.decimal("bestCase").summedAs("bestCaseBase"),
                        Field.decimal("worstCase").summedAs("worstCaseBase"),
                        Field.decimal("expectedRevenue").internal().summedAs("expectedRevenueBase"),
                        Field.decimal("recurringAmount").summedAs("recurringAmountBase"),
                        inBase("bestCase", "best_case", opportunity -> opportunity.bestCase),
                        inBase("worstCase", "worst_case", opportunity -> opportunity.worstCase),
                        inBase("expectedRevenue", "expected_revenue", opportunity -> opportunity.expectedRevenue),
                        inBase("recurringAmount", "recurring_amount", opportunity -> opportunity.recurringAmount),
                        Field.text("recurrence").max(60),
                        Field.date("closeDate").sortable(),
                        Field.instant("closedAt").readOnly(),
                        Field.choice("type", OpportunityType.class),
                        Field.text("leadSource").max(120).usuallyAsOthers(),
                        Field.reference("campaignId", "campaign"),
                        Field.text("nextStep").max(500).searchable(),
                        Field.date("nextStepDate"),
                        Field.choice("forecastCategory", ForecastCategory.class),
                        Field.text("lossReason").max(LONG_TEXT),
                        Field.text("winReason").max(LONG_TEXT),
                        Field.text("buyingGoals").max(LONG_TEXT),
                        Field.text("successCriteria").max(LONG_TEXT),
                        Field.json("lineItems"),
                        Field.json("ownerSplits"),
                        Field.text("territory").max(120),
                        Field.instant("stageEnteredAt").readOnly().sortable(),
                        Field.computed(Field.integer("daysInStage"), DAYS_IN_STAGE,
                                record -> ((Opportunity) record).daysInStage(clock.instant())),
                        Field.computed(Field.bool("stuck"), STUCK, record -> isStuck((Opportunity) record, stages, clock.instant())),
                        Field.instant("stuckAt").internal(),
                        Field.integer("pushCount").internal(),
                        Field.integer("overrides").internal(),
                        Field.reference("renewalOfId", "opportunity"),
                        Field.date("renewsOn"),
                        Field.instant("renewalOpenedAt").internal(),
                        Field.reference("originalLeadId", "lead").readOnly())
                .filters(Field.found(Field.choice("outcome", Outcome.class), "outcome"),
                        Field.found(Field.integer("furthestPosition"), "furthest_position"),
                        Field.found(Field.text("accountIndustry"), "(select account.industry from account where account.id = opportunity.account_id)"),
                        Field.found(Field.text("salesTerritory"), SALES_TERRITORY),
                        Field.found(Field.texts("creditedTo"), credited("owner")),
                        Field.found(Field.texts("creditedTeams"), credited("team")),
                        Field.found(Field.texts("soldProducts"), SOLD_PRODUCTS),
                        Field.found(Field.texts("stagesLeft"), STAGES_LEFT),
                        Field.found(Field.texts("involvedContacts"), Opportunities.CONTACT_ROLES.sql("primary_contact_id", "contact_roles")),
                        Field.found(Field.integer("contactRoleCount"), CONTACT_ROLES),
                        Field.found(Field.texts("contactRoleNames"), CONTACT_ROLE_NAMES),
                        Field.found(Field.integer("lineItemCount"), LINE_ITEMS),
                        Field.found(Field.integer("activityCount"), "(select count(*)" + ITS_ACTIVITIES + ")"),
                        Field.found(Field.integer("openActivityCount"), "(select count(*)" + ITS_ACTIVITIES + " and activity.status = 'OPEN')"),
                        Field.found(Field.integer("meetingCount"),
                                "(select count(*)" + ITS_ACTIVITIES + " and activity.type = 'MEETING' and activity.status = 'COMPLETED')"),
                        Field.found(Field.instant("lastActivityAt"), "(select max(activity.completed_at)" + ITS_ACTIVITIES + ")"))
                .access(AccessRules.rules()
                        .works("sales-rep", TEAM, OWN)
                        .works("sales-manager", TEAM, TEAM)
                        .works("crm-admin", ALL, ALL)
                        .keeps("integration", ALL, ALL)
                        .changes("data-steward", ALL, ALL)
                        .reads("success-manager", ALL)
                        .reads("marketer", ALL)
                        .reads("marketing-manager", ALL)
                        .reads("support-agent", ALL)
                        .reads("support-manager", ALL)
                        .reads("compliance-officer", ALL)
                        .reads("executive", ALL))
                .events(RecordEventTypes.OPPORTUNITY)
                .build();
    }

    private static boolean isStuck(Opportunity opportunity, Stages stages, Instant now) {
        Stage stage = stages.find(opportunity.stageId);
        return stage != null && opportunity.stageEnteredAt != null && stage.isStuck(opportunity.stageEnteredAt, now);
    }

    /** Of whom it is by its splits, else by itself. */
    private static String credited(String whose) {
        return "(case when owner_splits is null then array[" + whose + "] else array(select part ->> '" + whose
                + "' from jsonb_array_elements(owner_splits) as part) end)";
    }

    private static Field inBase(String field, String column, Function<Opportunity, BigDecimal> amount) {
        Function<CrmRecord, BigDecimal> computation = record -> {
            Opportunity opportunity = (Opportunity) record;
            return Money.inBase(amount.apply(opportunity), opportunity.exchangeRate);
        };
        return Money.baseOf(field, column, computation);
    }
}
