package crm.cases.sla;

import static crm.chassis.access.Scope.ALL;
import static crm.chassis.record.Field.bool;
import static crm.chassis.record.Field.integer;
import static crm.chassis.record.Field.object;
import static crm.chassis.record.Field.text;
import static crm.chassis.record.Field.texts;

import crm.chassis.access.AccessRules;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a policy looks like and who may do what with it. */
final class SlaPolicyDescription {

    private static final int HOURS_OF_A_DAY = 120;

    static final RecordType<SlaPolicy> POLICY = RecordType.of(SlaPolicy.class, "slaPolicy", "sla-policies")
            .access(AccessRules.rules()
                    .keeps("support-manager", ALL, ALL)
                    .keeps("crm-admin", ALL, ALL)
                    .reads("support-agent", ALL)
                    .reads("success-manager", ALL)
                    .reads("sales-rep", ALL)
                    .reads("sales-manager", ALL)
                    .reads("data-steward", ALL)
                    .reads("compliance-officer", ALL)
                    .reads("executive", ALL)
                    .reads("integration", ALL))
            .fields(
                    text("name").max(200).required().sortable().searchable(),
                    text("description").max(2_000),
                    text("accountTier").max(60),
                    bool("active"),
                    object("responseMinutes", byPriority()),
                    object("resolveMinutes", byPriority()),
                    object("businessHours", hours()),
                    texts("holidays"),
                    bool("pausesWhilePending"),
                    object("escalation", ladder()))
            .build();

    private SlaPolicyDescription() {}

    private static Field[] byPriority() {
        return new Field[] {integer("low"), integer("normal"), integer("high"), integer("urgent")};
    }

    private static Field[] hours() {
        return Stream.concat(Stream.of(text("timeZone").max(60)),
                Stream.of(DayOfWeek.values()).map(day -> text(day.name().toLowerCase(Locale.ROOT)).max(HOURS_OF_A_DAY))).toArray(Field[]::new);
    }

    private static Field[] ladder() {
        List<Field> steps = new ArrayList<>();
        for (int level = 1; level <= SlaTerms.LEVELS; level++) {
            steps.add(integer("level" + level + "Minutes"));
            steps.add(text("level" + level + "Team").max(120));
        }
        return steps.toArray(Field[]::new);
    }
}
