package crm.leads.handoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.AccessRules;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.change.Chassis;
import crm.chassis.change.IfMatch;
import crm.chassis.change.Records;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The agreement by which leads are handed over; changed with history like any record. */
@Singleton
public class HandoffAgreements extends Records<HandoffAgreement> {

    static final UUID THE_ONE = UUID.fromString("00000000-0000-7000-8000-0000000000a1");

    private static final int MAX_MINUTES = 60 * 24 * 30;
    private static final int MAX_ITEMS = 50;
    private static final Field LIMIT = Field.integer("limitMinutes").required();
    private static final Field REMINDER = Field.integer("reminderMinutes").required();
    private static final Field KEY = Field.text("key").max(60).required();
    private static final Field QUESTION = Field.text("question").max(500).required();

    HandoffAgreements(Chassis chassis) {
        super(RecordType.of(HandoffAgreement.class, "handoffAgreement", "handoff-agreement")
                .fields(Field.integer("limitMinutes"), Field.integer("reminderMinutes"), Field.json("checklist"))
                .access(AccessRules.rules()
                        .changes("marketing-manager", Scope.ALL, Scope.ALL)
                        .changes("sales-manager", Scope.ALL, Scope.ALL)
                        .changes("crm-admin", Scope.ALL, Scope.ALL)
                        .reads("marketer", Scope.ALL).reads("sales-rep", Scope.ALL).reads("integration", Scope.ALL)
                        .reads("data-steward", Scope.ALL).reads("compliance-officer", Scope.ALL).reads("executive", Scope.ALL))
                .build(), chassis);
    }

    /** The agreement in the session that is open. */
    Uni<HandoffAgreement> current() {
        return Panache.getSession().chain(session -> session.find(HandoffAgreement.class, THE_ONE));
    }

    /** Puts another agreement in place; offers that are under way keep what held when they were made. */
    public Uni<HandoffAgreement> agree(IfMatch ifMatch, JsonNode request, Me me) {
        if (!(request instanceof ObjectNode body)) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        List<Map<String, Object>> checklist = checklist(body.path("checklist"));
        Map<String, Object> values = RequestFields.read(body.deepCopy().without("checklist"), LIMIT, REMINDER);
        long limit = (Long) values.get("limitMinutes");
        long reminder = (Long) values.get("reminderMinutes");
        if (limit < 1 || limit > MAX_MINUTES) {
            throw Problem.invalid("/limitMinutes", "limitMinutes has to be between 1 and " + MAX_MINUTES + ".");
        }
        if (reminder < 0 || reminder >= limit) {
            throw Problem.invalid("/reminderMinutes", "reminderMinutes has to be less than limitMinutes, and 0 for none.");
        }
        return change(THE_ONE, ifMatch, me, agreement -> {
            agreement.limitMinutes = (int) limit;
            agreement.reminderMinutes = (int) reminder;
            agreement.checklist = checklist;
        });
    }

    private static List<Map<String, Object>> checklist(JsonNode items) {
        if (!items.isArray() || items.size() > MAX_ITEMS) {
            throw Problem.invalid("/checklist", "checklist has to be a list of at most " + MAX_ITEMS + " items with key and question.");
        }
        List<Map<String, Object>> checklist = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (JsonNode item : items) {
            Map<String, Object> values = RequestFields.read(item, KEY, QUESTION);
            String key = (String) values.get("key");
            if (!key.matches("[A-Za-z][A-Za-z0-9_]*") || !keys.add(key)) {
                throw Problem.invalid(List.of(new FieldError("/checklist/" + checklist.size() + "/key",
                        "A key is of letters, digits and underscores, and each is there once.")));
            }
            checklist.add(values);
        }
        return List.copyOf(checklist);
    }
}
