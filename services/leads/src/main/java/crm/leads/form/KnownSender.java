package crm.leads.form;

import crm.chassis.access.Scope;
import crm.chassis.directory.Directory;
import crm.leads.contact.KnownContact;
import crm.leads.contact.KnownContacts;
import crm.leads.duplicate.DuplicateCheck;
import crm.leads.lead.Lead;
import crm.leads.lead.LeadType;
import crm.leads.lead.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Who sent a form, if that is known: a lead that is worked on, or else a contact, or else a lead that is over. A lead
 * that was converted is a contact, also where its contact has not been told of yet or is not to be found by what was sent.
 *
 * <p>A known contact gets a follow-up lead rather than a mark on the submission: a lead is what sales works with. It
 * comes with an owner, is told on the stream, is counted and limited in time and can be converted into an opportunity
 * of the account that is there; a submission is read by those who keep forms. What the contact sends after that is
 * added to the follow-up lead for as long as it is open, so contacts are not doubled either.
 */
@Singleton
class KnownSender {

    private final Leads leads;
    private final DuplicateCheck duplicates;
    private final KnownContacts contacts;
    private final Directory directory;

    KnownSender(Leads leads, DuplicateCheck duplicates, KnownContacts contacts, Directory directory) {
        this.leads = leads;
        this.duplicates = duplicates;
        this.contacts = contacts;
        this.directory = directory;
    }

    /** At most one of the two; the lead is locked until the transaction ends. */
    record Known(Lead lead, KnownContact contact) {
        static final Known NOBODY = new Known(null, null);
    }

    /** Needs a transaction; others who send the same wait until it is over. */
    Uni<Known> of(Lead sent) {
        return duplicates.sameEmailOrPhone(sent).chain(id -> id == null ? Uni.createFrom().nullItem() : leads.locked(id)).chain(lead ->
                lead != null && !lead.status.isOver() ? Uni.createFrom().item(new Known(lead, null))
                        : contacts.matching(sent).map(contact -> contact != null ? new Known(null, contact)
                                : lead != null && lead.convertedContactId != null ? new Known(null, converted(lead))
                                : lead != null ? new Known(lead, null) : Known.NOBODY));
    }

    private static KnownContact converted(Lead lead) {
        return new KnownContact(lead.convertedContactId, lead.convertedAccountId, lead.owner, lead.team);
    }

    /** Whoever looks after a contact hears of it; who does not work with leads leaves it to whom the form or the rules say. */
    void followUp(Lead lead, KnownContact contact) {
        lead.contactId = contact.id();
        lead.accountId = contact.accountId();
        boolean works = contact.owner() != null && directory.hasPerson(contact.owner()) && directory.rolesOf(contact.owner()).stream()
                .anyMatch(role -> LeadType.LEAD.access().of(role).change() != Scope.NONE);
        if (works) {
            String team = contact.team() != null && directory.hasTeam(contact.team()) ? contact.team() : directory.teamOf(contact.owner());
            lead.giveTo(contact.owner(), team);
        }
    }
}
