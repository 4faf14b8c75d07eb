package crm.campaigns.member;

import static crm.chassis.access.Scope.ALL;

import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;

/** What a member looks like. Who may change it is decided by the campaign that it belongs to. */
final class MemberDescription {

    private MemberDescription() {}

    static RecordType<CampaignMember> member() {
        return RecordType.of(CampaignMember.class, "campaignMember", "campaign-members")
                .fields(Field.reference("campaignId", "campaign").internal(),
                        Field.reference("leadId", "lead").internal(),
                        Field.reference("contactId", "contact").internal(),
                        Field.reference("accountId", "account").internal(),
                        Field.choice("status", MemberStatus.class).required(),
                        Field.instant("respondedAt"),
                        Field.choice("origin", MemberOrigin.class).internal())
                .access(AccessRules.rules()
                        .changes("marketer", ALL, ALL)
                        .changes("marketing-manager", ALL, ALL)
                        .changes("crm-admin", ALL, ALL)
                        .changes("integration", ALL, ALL)
                        .reads("sales-rep", ALL)
                        .reads("sales-manager", ALL)
                        .reads("success-manager", ALL)
                        .reads("data-steward", ALL)
                        .reads("compliance-officer", ALL)
                        .reads("executive", ALL))
                .build();
    }
}
