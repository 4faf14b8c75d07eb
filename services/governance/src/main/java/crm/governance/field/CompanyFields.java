package crm.governance.field;

import static crm.chassis.record.Field.bool;
import static crm.chassis.record.Field.choice;
import static crm.chassis.record.Field.text;
import static crm.chassis.record.Field.texts;

import crm.chassis.access.AccessRules;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.change.Chassis;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import crm.chassis.record.RecordType;
import crm.governance.integration.DictionaryAnnouncements;
import crm.governance.record.KnownRecord;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The data dictionary: all fields of the company. Whatever is stored here is live in the service that keeps the record. */
@Singleton
public class CompanyFields extends Records<CompanyField> {

    /** Records whose services take fields of the company. */
    public static final Set<String> ENTITIES = KnownRecord.KINDS;

    private final DictionaryAnnouncements announcements;

    CompanyFields(Chassis chassis, DictionaryAnnouncements announcements) {
        super(RecordType.of(CompanyField.class, "companyField", "fields")
                .fields(text("entity").required().max(60).sortable(),
                        text("name").required().max(63).sortable().searchable(),
                        text("label").required().max(120).searchable(),
                        choice("type", CompanyField.Type.class).required(),
                        bool("required"),
                        texts("options"),
                        text("ownerTeam").max(120),
                        text("purpose").max(1_000),
                        choice("personalDataClass", CompanyField.PersonalData.class),
                        texts("whoMayRead"),
                        texts("whoMayWrite"),
                        text("description").max(4_000))
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
    protected void complete(CompanyField field, Me me) {
        if (field.entity != null && !ENTITIES.contains(field.entity)) {
            throw Problem.invalid("/entity", "Fields are published for " + String.join(", ", ENTITIES.stream().sorted().toList()) + ".");
        }
        if (field.name != null && !field.name.matches("[A-Za-z][A-Za-z0-9_]{0,62}")) {
            throw Problem.invalid("/name", "A name begins with a letter and has letters, digits and underscores.");
        }
        if (field.type == CompanyField.Type.PICKLIST != field.options.length > 0) {
            throw Problem.invalid("/options", "A PICKLIST has options, and no other field has.");
        }
    }

    @Override
    protected void imported(CompanyField field, Me me) {
        throw Problem.invalid("/name", "Fields are published one at a time, by POST /api/v1/fields.");
    }

    @Override
    protected void importedChange(CompanyField field, Me me) {
        imported(field, me);
    }

    @Override
    protected void beforeChange(CompanyField field, Map<String, FieldChange> changes, Me me) {
        for (String fixed : new String[] {"entity", "name", "type"}) {
            if (changes.containsKey(fixed)) {
                throw Problem.invalid("/" + fixed, "The " + fixed + " of a published field stays; retire the field and publish another.");
            }
        }
        complete(field, me);
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(CompanyField field, Map<String, FieldChange> changes, Me me) {
        return List.of(announcements.of(field, me));
    }
}
