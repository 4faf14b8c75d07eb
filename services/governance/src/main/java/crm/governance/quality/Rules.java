package crm.governance.quality;

import static crm.chassis.record.Field.bool;
import static crm.chassis.record.Field.choice;
import static crm.chassis.record.Field.integer;
import static crm.chassis.record.Field.text;

import crm.chassis.access.AccessRules;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.change.Chassis;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import crm.chassis.record.RecordType;
import crm.governance.field.CompanyFields;
import crm.governance.integration.DictionaryAnnouncements;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** All quality rules. An active one holds in the service that keeps the records. */
@Singleton
public class Rules extends Records<Rule> {

    private final DictionaryAnnouncements announcements;

    Rules(Chassis chassis, DictionaryAnnouncements announcements) {
        super(RecordType.of(Rule.class, "qualityRule", "quality/rules")
                .fields(text("entity").required().max(60).sortable(),
                        choice("kind", Rule.Kind.class).required(),
                        text("field").required().max(120).sortable(),
                        text("pattern").max(500),
                        choice("mode", Rule.Mode.class).required(),
                        integer("weight"),
                        bool("active"),
                        text("why").required().max(500).searchable(),
                        text("example").max(500),
                        text("fix").max(500))
                .access(AccessRules.rules()
                        .keeps("data-steward", Scope.ALL, Scope.ALL)
                        .keeps("crm-admin", Scope.ALL, Scope.ALL)
                        .reads("sales-rep", Scope.ALL).reads("sales-manager", Scope.ALL)
                        .reads("marketer", Scope.ALL).reads("marketing-manager", Scope.ALL)
                        .reads("support-agent", Scope.ALL).reads("support-manager", Scope.ALL).reads("success-manager", Scope.ALL)
                        .reads("compliance-officer", Scope.ALL).reads("executive", Scope.ALL).reads("integration", Scope.ALL))
                .build(), chassis);
        this.announcements = announcements;
    }

    @Override
    protected void complete(Rule rule, Me me) {
        rule.weight = rule.weight == null ? 1 : rule.weight;
        if (rule.weight < 1 || rule.weight > 100) {
            throw Problem.invalid("/weight", "weight has to be between 1 and 100.");
        }
        if (rule.entity != null && !CompanyFields.ENTITIES.contains(rule.entity)) {
            throw Problem.invalid("/entity", "Rules are for " + String.join(", ", CompanyFields.ENTITIES.stream().sorted().toList()) + ".");
        }
        if (rule.kind == Rule.Kind.FORMAT != (rule.pattern != null)) {
            throw Problem.invalid("/pattern", "A FORMAT has a pattern, and no other rule has.");
        }
        try {
            Pattern.compile(rule.pattern == null ? "" : rule.pattern);
        } catch (PatternSyntaxException unreadable) {
            throw Problem.invalid("/pattern", "The pattern is no regular expression.");
        }
    }

    @Override
    protected void imported(Rule rule, Me me) {
        throw Problem.invalid("/field", "Rules are published one at a time, by POST /api/v1/quality/rules.");
    }

    @Override
    protected void importedChange(Rule rule, Me me) {
        imported(rule, me);
    }

    @Override
    protected void beforeChange(Rule rule, Map<String, FieldChange> changes, Me me) {
        if (changes.containsKey("entity")) {
            throw Problem.invalid("/entity", "A rule stays with its kind of records; retire it and publish another.");
        }
        complete(rule, me);
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(Rule rule, Map<String, FieldChange> changes, Me me) {
        return List.of(announcements.of(rule, me));
    }
}
