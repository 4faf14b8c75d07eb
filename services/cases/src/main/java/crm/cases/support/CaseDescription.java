package crm.cases.support;

import static crm.chassis.access.Scope.ALL;
import static crm.chassis.access.Scope.NONE;
import static crm.chassis.access.Scope.OWN;
import static crm.chassis.access.Scope.TEAM;
import static crm.chassis.record.Field.choice;
import static crm.chassis.record.Field.instant;
import static crm.chassis.record.Field.integer;
import static crm.chassis.record.Field.reference;
import static crm.chassis.record.Field.text;
import static crm.chassis.record.Field.texts;

import crm.cases.integration.CaseAnnouncements;
import crm.chassis.access.AccessRules;
import crm.chassis.record.RecordType;
import crm.chassis.record.TextFormat;

/** What a case looks like and who may do what with it. */
public final class CaseDescription {

    public static final int MAX_REASON = 1_000;
    public static final int MAX_TEXT = 20_000;

    public static final RecordType<SupportCase> CASE = RecordType.of(SupportCase.class, "case", "cases")
            .table("support_case")
            .access(access())
            .events(CaseAnnouncements.OF_THE_RECORD)
            .fields(
                    text("number").max(30).internal().searchable(),
                    text("subject").required().searchable(),
                    text("description").max(MAX_TEXT),
                    choice("status", CaseStatus.class),
                    choice("priority", Priority.class),
                    choice("type", CaseType.class),
                    text("reason").max(120),
                    choice("origin", Origin.class),
                    reference("accountId", "account"),
                    reference("contactId", "contact"),
                    reference("leadId", "lead"),
                    reference("productId", "product"),
                    reference("parentId", "case"),
                    text("queue").max(120),
                    integer("escalationLevel").readOnly(),
                    reference("slaPolicyId", "slaPolicy").internal(),
                    instant("responseDueAt").readOnly(),
                    instant("firstRespondedAt").readOnly(),
                    instant("resolveDueAt").readOnly().sortable(),
                    instant("resolvedAt").readOnly(),
                    instant("closedAt").readOnly(),
                    instant("nextDueAt").internal().sortable(),
                    integer("pausedSeconds").readOnly(),
                    texts("pauses").internal(),
                    texts("breaches").readOnly(),
                    text("resolution").max(MAX_TEXT),
                    text("rootCause").max(MAX_REASON),
                    texts("articleIds"),
                    text("suppliedName").max(200).searchable(),
                    text("suppliedEmail", TextFormat.EMAIL).searchable(),
                    text("suppliedPhone", TextFormat.PHONE),
                    text("suppliedCompany").max(200).searchable(),
                    choice("sentiment", Sentiment.class),
                    integer("reopenedCount").readOnly(),
                    integer("commentCount").internal(),
                    integer("csat").readOnly(),
                    instant("csatReceivedAt").readOnly())
            .build();

    private CaseDescription() {}

    /** Sales tells of what its customers want; support and success work on it. */
    private static AccessRules access() {
        return AccessRules.rules()
                .works("support-agent", ALL, TEAM)
                .works("support-manager", ALL, TEAM)
                .works("success-manager", ALL, OWN)
                .keeps("sales-rep", ALL, NONE)
                .keeps("sales-manager", ALL, NONE)
                .changes("data-steward", ALL, ALL)
                .reads("compliance-officer", ALL)
                .reads("executive", ALL)
                .keeps("crm-admin", ALL, ALL)
                .keeps("integration", ALL, ALL);
    }
}
