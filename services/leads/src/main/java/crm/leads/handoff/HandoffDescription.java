package crm.leads.handoff;

import static crm.chassis.record.Field.choice;
import static crm.chassis.record.Field.custom;
import static crm.chassis.record.Field.instant;
import static crm.chassis.record.Field.json;
import static crm.chassis.record.Field.reference;
import static crm.chassis.record.Field.text;

import crm.chassis.access.AccessRules;
import crm.chassis.access.Scope;
import crm.chassis.record.RecordType;

/** What a handoff looks like, who offers and who sees it; who decides is up to {@link DecideHandoff}. */
final class HandoffDescription {

    static final int MAX_REASON = 200;

    private HandoffDescription() {}

    static RecordType<Handoff> handoff() {
        return RecordType.of(Handoff.class, "handoff", "handoffs")
                .fields(reference("leadId", "lead").required(),
                        text("leadName").max(500).internal(),
                        text("leadSource").max(120).internal(),
                        reference("campaignId", "campaign").internal(),
                        choice("state", HandoffState.class).internal(),
                        text("offeredBy").max(120).internal(),
                        text("offeredTo").max(120),
                        custom("answers"),
                        json("checklist"),
                        text("note").max(4_000),
                        instant("dueAt").internal().sortable(),
                        instant("remindAt").internal(),
                        instant("remindedAt").internal(),
                        instant("escalatedAt").internal(),
                        instant("decidedAt").internal().sortable(),
                        text("decidedBy").max(120).internal(),
                        text("rejectionReason").max(MAX_REASON).internal())
                .access(AccessRules.rules()
                        .keeps("marketer", Scope.ALL, Scope.OWN)
                        .keeps("marketing-manager", Scope.ALL, Scope.ALL)
                        .keeps("crm-admin", Scope.ALL, Scope.ALL)
                        .keeps("integration", Scope.ALL, Scope.ALL)
                        .changes("sales-rep", Scope.TEAM, Scope.OWN)
                        .changes("sales-manager", Scope.TEAM, Scope.TEAM)
                        .reads("data-steward", Scope.ALL)
                        .reads("compliance-officer", Scope.ALL)
                        .reads("executive", Scope.ALL))
                .build();
    }
}
