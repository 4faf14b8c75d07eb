package crm.campaigns.attribution;

import crm.chassis.access.AccessRules;
import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.sql.Parameters;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Deals, who stands behind them, what touched these people before the deal began, and the credit that follows. Amounts
 * are counted in ten-thousandths, and a deal as ten thousand of them, so that all parts are whole numbers.
 */
final class AttributionSql {

    private static final AccessRules OPPORTUNITIES = PublishedRights.of("opportunities", "opportunity");
    private static final AccessRules LEADS = PublishedRights.of("leads", "lead");

    private static final String PEOPLE = """
            , deal_lead as (
                select id, lead_id from looked_at where lead_id is not null
                union select looked_at.id, link.lead_id from looked_at join lead_link link on link.opportunity_id = looked_at.id),
            deal_contact as (
                select id, contact_id from looked_at where contact_id is not null
                union select looked_at.id, (role->>'contactId')::uuid from looked_at
                    cross join lateral jsonb_array_elements(case when jsonb_typeof(contact_roles) = 'array' then contact_roles else '[]' end) role
                    where role->>'contactId' is not null
                union select deal_lead.id, link.contact_id from deal_lead join lead_link link using (lead_id) where link.contact_id is not null),
            deal_person as (
                select id, lead_id as person_id from deal_lead
                union select id, contact_id from deal_contact
                union select deal_contact.id, link.lead_id from deal_contact join lead_link link using (contact_id)),
            credited as (
                select looked_at.id, looked_at.units, touch.campaign_id, touch.occurred_at,
                    row_number() over (partition by looked_at.id order by touch.occurred_at, touch.campaign_id, touch.source_key) as position,
                    count(*) over (partition by looked_at.id) as touches
                from looked_at join deal_person using (id)
                join touch on touch.person_id = deal_person.person_id and touch.occurred_at <= looked_at.began_at)""";

    private AttributionSql() {}

    /** One row for each campaign: campaign_id, name, deals, ten-thousandths of deals, ten-thousandths of the amount. */
    static String credits(Question question, Me me, Parameters parameters) {
        Model model = question.model();
        return with(question, me, parameters) + model.withTouches()
                + " select campaign_id, (select name from campaign where campaign.id = campaign_id) as name, count(distinct id) as deals,"
                + " sum(" + model.part("10000") + ")::bigint as parts, sum(" + model.part("units") + ") as amount"
                + " from " + model.touches() + " where " + model.credited()
                + " group by campaign_id order by parts desc, amount desc, campaign_id";
    }

    /** One row: all deals and their amount, and those of them without touch. */
    static String totals(Question question, Me me, Parameters parameters) {
        return with(question, me, parameters)
                + "select count(*), coalesce(sum(units), 0), count(*) filter (where touched.id is null),"
                + " coalesce(sum(units) filter (where touched.id is null), 0)"
                + " from looked_at left join (select distinct id from credited) as touched on touched.id = looked_at.id";
    }

    /** The deals without touch that began last: id, kind, name, amount, began_at. */
    static String untouched(Question question, Me me, int most, Parameters parameters) {
        return with(question, me, parameters)
                + "select looked_at.id, kind, name, looked_at.units, began_at from looked_at"
                + " left join (select distinct id from credited) as touched on touched.id = looked_at.id where touched.id is null"
                + " order by began_at desc, looked_at.id limit " + most;
    }

    /** The deals that one campaign is credited with: id, kind, name, ten-thousandths of the deal, ten-thousandths of the amount, began_at. */
    static String behind(Question question, UUID campaignId, Me me, PageOf page, Parameters parameters) {
        Model model = question.model();
        return with(question, me, parameters) + model.withTouches()
                + ", behind as (select touched.id, sum(" + model.part("10000") + ")::bigint as parts, sum(" + model.part("units") + ") as amount"
                + " from " + model.touches() + " touched where campaign_id = " + parameters.add(campaignId) + " and " + model.credited() + " group by touched.id)"
                + " select behind.id, kind, name, parts, behind.amount, began_at from behind join looked_at on looked_at.id = behind.id"
                + page.after("began_at", "behind.id", parameters) + " order by began_at desc, behind.id desc limit " + page.oneMore();
    }

    private static String with(Question question, Me me, Parameters parameters) {
        return "with looked_at as (" + deals(question, me, parameters)
                + (question.stage().withLeads() ? " union all " + leads(question, me, parameters) : "") + ")" + PEOPLE + " ";
    }

    private static String deals(Question question, Me me, Parameters parameters) {
        return "select id, 'OPPORTUNITY' as kind, name, amount * 10000 as units, created_at as began_at, lead_id, contact_id, contact_roles"
                + " from deal where archived_at is null and " + question.stage().condition() + period("created_at", question, parameters)
                + " and " + AccessSql.within(OPPORTUNITIES.read(me), me, parameters);
    }

    /** A qualified lead counts until there is an opportunity from it; it has no amount. */
    private static String leads(Question question, Me me, Parameters parameters) {
        String began = "coalesce((select qualified_at from lead_qualification where lead_id = audience_lead.id), converted_at, created_at)";
        return "select id, 'LEAD', concat_ws(' ', first_name, last_name), 0::numeric, " + began + ", id, null::uuid, null::jsonb"
                + " from audience_lead where archived_at is null and status in ('QUALIFIED', 'CONVERTED')" + period(began, question, parameters)
                + " and " + AccessSql.within(LEADS.read(me), me, parameters)
                + " and not exists (select 1 from deal where deal.lead_id = audience_lead.id)"
                + " and not exists (select 1 from lead_link link join deal on deal.id = link.opportunity_id where link.lead_id = audience_lead.id)";
    }

    private static String period(String moment, Question question, Parameters parameters) {
        return (question.from() == null ? "" : " and " + moment + " >= " + parameters.add(question.from().atOffset(ZoneOffset.UTC)))
                + (question.to() == null ? "" : " and " + moment + " < " + parameters.add(question.to().atOffset(ZoneOffset.UTC)));
    }
}
