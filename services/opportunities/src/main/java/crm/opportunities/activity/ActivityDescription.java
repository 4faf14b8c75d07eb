package crm.opportunities.activity;

import static crm.chassis.access.Scope.ALL;
import static crm.chassis.access.Scope.OWN;
import static crm.chassis.access.Scope.TEAM;

import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.opportunities.integration.RecordEventTypes;

/** What an activity looks like and who may do what with it. */
final class ActivityDescription {

    private static final int LONG_TEXT = 20_000;
    private static final int OUTCOME = 4_000;

    private ActivityDescription() {}

    static RecordType<Activity> activity() {
        return RecordType.of(Activity.class, "activity", "activities")
                .fields(Field.choice("type", ActivityType.class).required(),
                        Field.choice("status", ActivityStatus.class),
                        Field.text("subject").required().searchable(),
                        Field.text("description").max(LONG_TEXT),
                        Field.links("relatedTo", "lead", "account", "contact", "opportunity", "case", "campaign"),
                        Field.choice("direction", Direction.class),
                        Field.choice("priority", Priority.class),
                        Field.instant("startsAt").sortable(),
                        Field.integer("durationMinutes"),
                        Field.instant("dueAt").sortable(),
                        Field.instant("reminderAt"),
                        Field.instant("remindedAt").internal(),
                        Field.text("recurrence").max(Recurrence.LONGEST),
                        Field.text("timeZone").max(64),
                        Field.reference("seriesId", "activity").internal(),
                        Field.integer("occurrence").internal(),
                        Field.instant("occurrenceAt").internal(),
                        Field.instant("seriesStart").internal(),
                        Field.reference("nextId", "activity").internal(),
                        Field.text("outcome").max(OUTCOME),
                        Field.instant("completedAt").readOnly(),
                        Field.text("completedBy").max(120).readOnly())
                .access(AccessRules.rules()
                        .works("sales-rep", TEAM, OWN)
                        .works("sales-manager", TEAM, TEAM)
                        .works("marketer", TEAM, OWN)
                        .works("marketing-manager", TEAM, TEAM)
                        .works("support-agent", TEAM, OWN)
                        .works("support-manager", TEAM, TEAM)
                        .works("success-manager", ALL, OWN)
                        .works("crm-admin", ALL, ALL)
                        .keeps("integration", ALL, ALL)
                        .changes("data-steward", ALL, ALL)
                        .reads("compliance-officer", ALL)
                        .reads("executive", ALL))
                .events(RecordEventTypes.ACTIVITY)
                .build();
    }
}
