package crm.leads.form;

import crm.chassis.access.Me;
import crm.chassis.change.Creation;
import crm.chassis.directory.Directory;
import crm.chassis.problem.FieldError;
import crm.chassis.problem.Problem;
import crm.chassis.record.Field;
import crm.chassis.record.FieldValues;
import crm.leads.lead.EmailStatus;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadStatus;
import crm.leads.lead.LeadType;
import crm.leads.lead.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Makes a lead of what somebody sent, or adds it to the lead of the same email or telephone number: there it fills in
 * what was not known, and what was known stays. A contact gets a lead to follow up on, see {@link KnownSender}.
 * Everything that was sent is kept with the submission.
 */
@Singleton
class TakeSubmission {

    /** Nobody is logged in; leads belong to whom the form or the rules say. */
    static final Me FORM = new Me("web-form", Set.of("integration"), null, Set.of(), Set.of());

    private final Leads leads;
    private final KnownSender sender;
    private final Submissions submissions;
    private final Directory directory;

    TakeSubmission(Leads leads, KnownSender sender, Submissions submissions, Directory directory) {
        this.leads = leads;
        this.sender = sender;
        this.submissions = submissions;
        this.directory = directory;
    }

    /** Checks what was filled in; fails with all that does not fit. */
    static void check(LeadForm form, Map<String, String> values) {
        List<FieldError> errors = new ArrayList<>();
        for (FormField field : form.formFields()) {
            String value = values.get(field.name());
            if (value == null || value.isBlank()) {
                if (field.required()) {
                    errors.add(new FieldError("/values/" + field.name(), field.label() + " is required."));
                }
            } else if (field.kind() == FormField.Kind.SELECT && !field.options().contains(value)) {
                errors.add(new FieldError("/values/" + field.name(), field.label() + " is not one of the options."));
            } else if (field.target() != null) {
                try {
                    FieldValues.ofText(field.target(), text(field, value));
                } catch (FieldValues.Refused refused) {
                    errors.add(new FieldError("/values/" + field.name(), refused.getMessage()));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    /** Runs in the transaction that keeps or confirms the submission. */
    Uni<Void> take(LeadForm form, UUID submissionId, Map<String, String> values, Map<String, Object> utm, boolean confirmed) {
        Lead lead = lead(form, values, utm, confirmed);
        return sender.of(lead).chain(known -> {
            if (known.lead() != null) {
                return fillIn(known.lead(), lead).chain(() -> submissions.taken(submissionId, known.lead().id, known.lead().contactId, true));
            }
            if (known.contact() != null) {
                sender.followUp(lead, known.contact());
            }
            return leads.create(lead, new Creation(true), FORM).chain(created -> submissions.taken(submissionId, created.id, created.contactId, false));
        });
    }

    private Uni<Void> fillIn(Lead known, Lead sent) {
        if (known.isConverting() || known.status == LeadStatus.CONVERTED) {
            return Uni.createFrom().voidItem();
        }
        return leads.store(known, FORM, lead -> {
            for (Field field : LeadType.LEAD.fieldsAndParts()) {
                boolean fillable = field.isPart() ? !field.parent().name().equals("utm") : !field.isReadOnly() && field.parts().isEmpty();
                if (fillable && !field.isComputed() && LeadType.LEAD.get(lead, field) == null && LeadType.LEAD.get(sent, field) != null
                        && !Set.of("status", "owner", "team", "source").contains(field.path())) {
                    LeadType.LEAD.set(lead, field, LeadType.LEAD.get(sent, field));
                }
            }
            Map<String, Object> custom = new LinkedHashMap<>(sent.customFields);
            custom.putAll(lead.customFields);
            lead.customFields = custom;
            lead.doNotCall |= sent.doNotCall;
            lead.emailOptOut |= sent.emailOptOut;
            if (sent.emailStatus == EmailStatus.VERIFIED && sent.email != null && sent.email.equalsIgnoreCase(lead.email)) {
                lead.emailStatus = EmailStatus.VERIFIED;
            }
        }).replaceWithVoid();
    }

    private Lead lead(LeadForm form, Map<String, String> values, Map<String, Object> utm, boolean confirmed) {
        Lead lead = new Lead();
        for (FormField field : form.formFields()) {
            String value = values.get(field.name());
            if (field.target() != null && value != null && !value.isBlank()) {
                try {
                    LeadType.LEAD.set(lead, field.target(), FieldValues.ofText(field.target(), text(field, value)));
                } catch (FieldValues.Refused changedSince) {
                    // the form was changed between sending and confirming; the value is kept with the submission
                    continue;
                }
            }
        }
        lead.source = "FORM";
        lead.leadSource = form.leadSource == null ? form.name : form.leadSource;
        lead.campaignId = form.campaignId;
        lead.utm = utm == null || utm.isEmpty() ? null : utm;
        // who is gone gets no leads; the rules say then who does
        lead.owner = form.toOwner != null && directory.hasPerson(form.toOwner) ? form.toOwner : null;
        lead.team = form.toTeam != null && directory.hasTeam(form.toTeam) ? form.toTeam : null;
        lead.emailStatus = confirmed ? EmailStatus.VERIFIED : null;
        return lead;
    }

    /** Browsers send a ticked box as {@code on}. */
    private static String text(FormField field, String value) {
        return field.kind() == FormField.Kind.CHECKBOX && value.equals("on") ? "true" : value;
    }
}
