package crm.governance.integration;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.Me;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.record.CrmRecord;
import crm.contracts.governance.FieldPublished;
import crm.contracts.governance.FieldRetired;
import crm.contracts.governance.GovernanceEvents;
import crm.contracts.governance.QualityRulePublished;
import crm.contracts.governance.QualityRuleRetired;
import crm.governance.field.CompanyField;
import crm.governance.quality.Rule;
import jakarta.inject.Singleton;
import java.util.List;

/** What the other services are told about fields and rules, in the words of the contract. */
@Singleton
public class DictionaryAnnouncements {

    private final ObjectMapper json;

    DictionaryAnnouncements(ObjectMapper json) {
        this.json = json;
    }

    public OutgoingEvent of(CompanyField field, Me me) {
        if (field.archivedAt != null) {
            return event(GovernanceEvents.FIELD_RETIRED, field, new FieldRetired(field.id, field.entity, field.name), me);
        }
        return event(GovernanceEvents.FIELD_PUBLISHED, field, new FieldPublished(field.id, field.entity, field.name, field.label, field.type.name(),
                field.required, listed(field.options), field.personalDataClass == null ? null : field.personalDataClass.name(), field.purpose,
                listed(field.whoMayRead), listed(field.whoMayWrite)), me);
    }

    public OutgoingEvent of(Rule rule, Me me) {
        if (rule.archivedAt != null || !rule.active) {
            return event(GovernanceEvents.QUALITY_RULE_RETIRED, rule, new QualityRuleRetired(rule.id, rule.entity), me);
        }
        return event(GovernanceEvents.QUALITY_RULE_PUBLISHED, rule, new QualityRulePublished(rule.id, rule.entity, rule.kind.name(), rule.field,
                rule.pattern, rule.mode.name(), rule.weight, rule.why, rule.example, rule.fix), me);
    }

    private static List<String> listed(String[] texts) {
        return texts.length == 0 ? null : List.of(texts);
    }

    private OutgoingEvent event(String type, CrmRecord record, Record data, Me me) {
        return OutgoingEvent.of(type, record.id, record.version, json.<ObjectNode>valueToTree(data)).by(me.actor());
    }
}
