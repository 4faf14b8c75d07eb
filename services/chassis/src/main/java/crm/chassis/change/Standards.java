package crm.chassis.change;

import crm.chassis.access.Me;
import crm.chassis.history.FieldChange;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.CrmRecord;
import crm.chassis.record.Field;
import crm.chassis.record.QualityRule;
import crm.chassis.record.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Holds what somebody writes against the fields and the quality rules that the company published. What was stored
 * before stays: a record that breaks a rule may be changed in other fields. The platform's own acts are not held up.
 */
public final class Standards<T extends CrmRecord> {

    private final RecordType<T> type;

    public Standards(RecordType<T> type) {
        this.type = type;
    }

    /** @throws Problem 422 where a new record breaks what was published */
    void checkNew(T record, Me me) {
        check(record, null, field -> true, me);
    }

    /**
     * Checks what a change wrote.
     *
     * @param before custom fields before the change
     * @throws Problem 422 where what was written breaks what was published
     */
    void checkChange(T record, Map<String, Object> before, Map<String, FieldChange> changes, Me me) {
        Map<String, Object> known = before == null ? Map.of() : before;
        check(record, known, field -> field.isCustomPart()
                ? !Objects.equals(known.get(field.name()), type.get(record, field))
                : changes.containsKey(field.isPart() ? field.parent().name() : field.name()), me);
    }

    private void check(T record, Map<String, Object> before, Predicate<Field> written, Me me) {
        if (me == Me.PLATFORM) {
            return;
        }
        List<FieldError> errors = new ArrayList<>();
        type.ownFields().check(record.customFields == null ? Map.of() : record.customFields, before, me.roles(), errors);
        for (QualityRule rule : broken(record, QualityRule.Mode.BLOCK)) {
            if (written.test(type.field(rule.field()))) {
                errors.add(error(rule));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    /** What rules of mode WARN say about a record, as members of a problem's errors are. */
    public List<FieldError> warnings(T record, Me me) {
        return broken(record, QualityRule.Mode.WARN).stream().filter(rule -> type.field(rule.field()).readableWith(me.roles()))
                .map(Standards::error).toList();
    }

    private List<QualityRule> broken(T record, QualityRule.Mode mode) {
        return type.rules().stream().filter(rule -> {
            Field field = rule.mode() == mode ? type.field(rule.field()) : null;
            return field != null && rule.isBrokenBy(type.get(record, field));
        }).toList();
    }

    private static FieldError error(QualityRule rule) {
        return new FieldError("/" + rule.field().replace('.', '/'), rule.why(), null, null, rule.why(), rule.example(), rule.fix());
    }
}
