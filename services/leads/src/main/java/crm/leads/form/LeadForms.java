package crm.leads.form;

import static crm.chassis.record.Field.bool;
import static crm.chassis.record.Field.integer;
import static crm.chassis.record.Field.json;
import static crm.chassis.record.Field.reference;
import static crm.chassis.record.Field.text;
import static crm.chassis.record.Field.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import crm.chassis.access.AccessRules;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.IfMatch;
import crm.chassis.change.Records;
import crm.chassis.directory.Directory;
import crm.chassis.history.FieldChange;
import crm.chassis.http.RequestFields;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.RecordType;
import crm.leads.lead.LeadType;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** All web forms. Their fields come as a list, which is checked as a whole. */
@Singleton
public class LeadForms extends Records<LeadForm> {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Field[] SETTABLE = {
        text("name").max(120).required().searchable().sortable(), bool("active"), text("title").max(200), text("thankYou").max(2_000),
        text("leadSource").max(120), reference("campaignId", "campaign"), text("toOwner").max(120), text("toTeam").max(120),
        bool("doubleOptIn"), texts("allowedOrigins"), integer("minSeconds")};

    LeadForms(Chassis chassis) {
        super(RecordType.of(LeadForm.class, "leadForm", "lead-forms")
                .fields(SETTABLE)
                .fields(text("key").max(40).internal(), json("fields"))
                .access(AccessRules.rules()
                        .keeps("marketer", Scope.ALL, Scope.ALL)
                        .keeps("marketing-manager", Scope.ALL, Scope.ALL)
                        .keeps("crm-admin", Scope.ALL, Scope.ALL)
                        .reads("sales-rep", Scope.ALL).reads("sales-manager", Scope.ALL).reads("data-steward", Scope.ALL)
                        .reads("compliance-officer", Scope.ALL).reads("executive", Scope.ALL))
                .build(), chassis);
    }

    Uni<LeadForm> create(JsonNode request, Me me) {
        return Uni.createFrom().deferred(() -> {
            if (!type().access().mayCreate(me)) {
                throw Problem.forbidden("Your roles do not make forms.");
            }
            LeadForm form = new LeadForm();
            fill(form, request, true);
            form.key = random(16);
            form.secret = random(32);
            return create(form, Creation.PLAIN, me);
        });
    }

    @Override
    public Uni<LeadForm> patch(UUID id, IfMatch ifMatch, JsonNode body, Me me) {
        return change(id, ifMatch, me, form -> fill(form, body, false));
    }

    private void fill(LeadForm form, JsonNode request, boolean creating) {
        if (!(request instanceof ObjectNode body)) {
            throw Problem.malformed("The body has to be a JSON object.");
        }
        if (creating || body.has("fields")) {
            form.fields = FormField.read(body.path("fields"));
        }
        ObjectNode others = body.deepCopy().without("fields");
        // of a form that is there only what was sent changes
        if (!creating && !others.has("name")) {
            others.put("name", form.name);
        }
        RequestFields.read(others, SETTABLE).forEach((name, value) -> type().set(form, type().field(name), value));
    }

    @Override
    protected void complete(LeadForm form, Me me) {
        if (form.key == null) {
            throw Problem.invalid("/fields", "Forms are made one at a time, by POST /api/v1/lead-forms.");
        }
        check(form);
    }

    @Override
    protected void beforeChange(LeadForm form, Map<String, FieldChange> changes, Me me) {
        check(form);
    }

    private void check(LeadForm form) {
        Directory directory = chassis().directory();
        if (form.toOwner != null && form.toTeam != null) {
            throw Problem.invalid("/toOwner", "A form names toOwner or toTeam, or neither for whom the assignment rules say.");
        }
        if (form.toOwner != null && directory.isKnown() && directory.rolesOf(form.toOwner).stream()
                .noneMatch(role -> LeadType.LEAD.access().of(role).create())) {
            throw Problem.invalid("/toOwner", "There is nobody with this login name who works with leads.");
        }
        if (form.toTeam != null && directory.isKnown() && !directory.hasTeam(form.toTeam)) {
            throw Problem.invalid("/toTeam", "There is no team of this name.");
        }
        if (form.minSeconds < 0 || form.minSeconds > 600) {
            throw Problem.invalid("/minSeconds", "minSeconds has to be between 0 and 600.");
        }
        for (String origin : form.allowedOrigins) {
            if (!isOrigin(origin)) {
                throw Problem.invalid("/allowedOrigins", "An origin is written like https://www.acme.example.");
            }
        }
        if (form.doubleOptIn && form.formFields().stream().noneMatch(field -> field.required() && "email".equals(field.to()))) {
            throw Problem.invalid("/doubleOptIn", "A form with double opt-in needs a required field that goes to email.");
        }
    }

    private static boolean isOrigin(String text) {
        try {
            URI uri = URI.create(text);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null
                    && text.equals(uri.getScheme() + "://" + uri.getRawAuthority()) && uri.getUserInfo() == null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** The form that stands under a key and is in use; fails with 404. */
    Uni<LeadForm> byKey(String key) {
        return Panache.withSession(() -> Panache.getSession().chain(session -> session
                        .createQuery("from LeadForm where key = ?1 and active and archivedAt is null", LeadForm.class)
                        .setParameter(1, key).getSingleResultOrNull()))
                .onItem().ifNull().failWith(() -> new Problem(404, "not-found", "Not found", "There is no such form, or not any more."));
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
