package crm.opportunities.conversion;

import crm.chassis.access.Me;
import crm.chassis.change.Creation;
import crm.chassis.change.IfMatch;
import crm.chassis.problem.Problem;
import crm.opportunities.account.Account;
import crm.opportunities.account.Accounts;
import crm.opportunities.contact.Contact;
import crm.opportunities.contact.Contacts;
import crm.opportunities.opportunity.Opportunities;
import crm.opportunities.opportunity.Opportunity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Turns a lead into account, contact and opportunity, or says why not. Runs in the transaction of the caller and creates
 * nothing twice: the same conversion, and another one of the same lead, is answered with what was created before.
 */
@Singleton
public class ConvertLead {

    private final KnownCustomers known;
    private final ConversionLog log;
    private final Accounts accounts;
    private final Contacts contacts;
    private final Opportunities opportunities;

    ConvertLead(KnownCustomers known, ConversionLog log, Accounts accounts, Contacts contacts, Opportunities opportunities) {
        this.known = known;
        this.log = log;
        this.accounts = accounts;
        this.contacts = contacts;
        this.opportunities = opportunities;
    }

    /** A record that was found, or one that is to be stored. */
    private record Candidate<T>(T record, boolean isNew) {}

    /** The lead cannot be converted; the message tells people why. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason, null, false, false);
        }
    }

    public Uni<Conversion> convert(ConversionRequest request) {
        return known.reserve(request.lead())
                .chain(() -> log.find(request.conversionId(), request.lead().id()))
                .chain(before -> before != null ? Uni.createFrom().item(before) : first(request));
    }

    private Uni<Conversion> first(ConversionRequest request) {
        Me me = onBehalfOf(request);
        return contact(request)
                .chain(contact -> account(request, contact).chain(account -> {
                    // Everything that may be refused is refused before anything is stored.
                    Candidate<Account> owner = account == null
                            ? prepared(new Candidate<>(newAccount(request), true), me)
                            : new Candidate<>(account, false);
                    Candidate<Contact> person = contact == null
                            ? preparedContact(NewCustomer.contact(request.lead(), owner.record()), me)
                            : new Candidate<>(contact, false);
                    Opportunity opportunity = NewCustomer.opportunity(request, owner.record(), person.record());
                    opportunities.prepare(opportunity, me);
                    return store(owner, person, opportunity, me);
                }))
                .onFailure(ConvertLead::isRefusal).recoverWithItem(refusal -> Conversion.refused(refusal.getMessage()))
                .call(conversion -> log.add(request, conversion));
    }

    /** The records take over the lead's owner, or none; who asked for the conversion stands as their creator. */
    private static Me onBehalfOf(ConversionRequest request) {
        return new Me(request.requestedBy(), Set.of("integration"), null, Set.of(), Set.of());
    }

    private Uni<Contact> contact(ConversionRequest request) {
        if (request.contactId() == null) {
            return known.contactOf(request.lead());
        }
        return known.contact(request.contactId()).onItem().ifNull()
                .failWith(() -> new Refused("The contact that was chosen does not exist or is archived."));
    }

    private Uni<Account> account(ConversionRequest request, Contact contact) {
        if (request.accountId() != null) {
            return known.account(request.accountId()).onItem().ifNull()
                    .failWith(() -> new Refused("The account that was chosen does not exist or is archived."));
        }
        boolean byContact = contact != null && contact.accountId != null;
        Uni<Account> ofContact = byContact ? known.account(contact.accountId) : Uni.createFrom().nullItem();
        if (request.contactId() != null) {
            return ofContact.chain(found -> found == null ? known.accountOf(request.lead()) : Uni.createFrom().item(found));
        }
        // A person who changed the company is found by the address; the company of the lead goes before the old one.
        return known.accountOf(request.lead())
                .chain(found -> found == null && request.lead().company() == null ? ofContact : Uni.createFrom().item(found));
    }

    private static Account newAccount(ConversionRequest request) {
        if (request.lead().accountName() == null) {
            throw new Refused("The lead has neither a company nor a name to make an account from.");
        }
        return NewCustomer.account(request.lead());
    }

    private Candidate<Account> prepared(Candidate<Account> account, Me me) {
        accounts.prepare(account.record(), me);
        return account;
    }

    private Candidate<Contact> preparedContact(Contact contact, Me me) {
        contacts.prepare(contact, me);
        return new Candidate<>(contact, true);
    }

    private Uni<Conversion> store(Candidate<Account> account, Candidate<Contact> contact, Opportunity opportunity, Me me) {
        Uni<?> storedAccount = account.isNew()
                ? accounts.create(account.record(), Creation.PLAIN, me)
                : Uni.createFrom().voidItem();
        return storedAccount
                .chain(() -> storeContact(account.record(), contact, me))
                .chain(() -> opportunities.create(opportunity, Creation.PLAIN, me))
                .map(created -> new Conversion(account.record().id, contact.record().id, created.id, account.isNew(), contact.isNew(), null));
    }

    private Uni<?> storeContact(Account account, Candidate<Contact> contact, Me me) {
        if (contact.isNew()) {
            return contacts.create(contact.record(), Creation.PLAIN, me);
        }
        return contact.record().accountId != null
                ? Uni.createFrom().voidItem()
                : contacts.change(contact.record().id, IfMatch.ANY, me, homeless -> homeless.accountId = account.id);
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof Refused || failure instanceof Problem problem && problem.status() == 422;
    }
}
