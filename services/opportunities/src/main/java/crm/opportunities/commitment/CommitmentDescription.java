package crm.opportunities.commitment;

import static crm.chassis.access.Scope.ALL;
import static crm.chassis.access.Scope.OWN;
import static crm.chassis.access.Scope.TEAM;

import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;

/** What a promise looks like and who may do what with it: everybody who meets the customer knows of it. */
final class CommitmentDescription {

    private CommitmentDescription() {}

    static RecordType<Commitment> commitment() {
        return RecordType.of(Commitment.class, "commitment", "commitments")
                .fields(Field.text("what").max(2_000).required().searchable(),
                        Field.reference("accountId", "account"),
                        Field.reference("opportunityId", "opportunity"),
                        Field.reference("contactId", "contact"),
                        Field.date("dueOn").required().sortable(),
                        Field.choice("status", CommitmentStatus.class).readOnly(),
                        Field.instant("bindingSince").readOnly(),
                        Field.instant("settledAt").readOnly(),
                        Field.text("settledBy").max(120).readOnly(),
                        Field.text("outcome").max(2_000).readOnly(),
                        Field.instant("dueToldAt").internal())
                .access(AccessRules.rules()
                        .works("sales-rep", ALL, OWN)
                        .works("sales-manager", ALL, TEAM)
                        .works("success-manager", ALL, ALL)
                        .works("crm-admin", ALL, ALL)
                        .keeps("integration", ALL, ALL)
                        .reads("marketer", ALL)
                        .reads("marketing-manager", ALL)
                        .reads("support-agent", ALL)
                        .reads("support-manager", ALL)
                        .reads("data-steward", ALL)
                        .reads("compliance-officer", ALL)
                        .reads("executive", ALL))
                .build();
    }
}
