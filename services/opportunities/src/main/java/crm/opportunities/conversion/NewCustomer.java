package crm.opportunities.conversion;

import crm.chassis.record.Ids;
import crm.opportunities.account.Account;
import crm.opportunities.account.InternetDomain;
import crm.opportunities.contact.Contact;
import crm.opportunities.opportunity.Opportunity;
import crm.opportunities.opportunity.OpportunityType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Makes the records that a lead turns into. */
final class NewCustomer {

    private static final int LONGEST_NAME = 255;

    private NewCustomer() {}

    static Account account(LeadDetails lead) {
        Account account = new Account();
        account.id = Ids.next();
        account.owner = lead.owner();
        account.team = lead.team();
        account.name = lead.accountName();
        account.website = lead.website();
        account.email = lead.company() == null ? lead.email() : null;
        account.domain = InternetDomain.ofCompany(lead.website(), lead.email());
        account.phone = lead.phone();
        account.industry = lead.industry();
        account.annualRevenue = lead.annualRevenue();
        account.currency = lead.annualRevenue() == null ? null : lead.currency();
        account.numberOfEmployees = lead.numberOfEmployees();
        account.billingAddress = copy(lead.address());
        account.territory = lead.territory();
        account.originalLeadId = lead.id();
        account.source = "LEAD";
        return account;
    }

    static Contact contact(LeadDetails lead, Account account) {
        Contact contact = new Contact();
        contact.id = Ids.next();
        contact.owner = lead.owner();
        contact.team = lead.team();
        contact.accountId = account.id;
        contact.salutation = lead.salutation();
        contact.firstName = lead.firstName();
        contact.lastName = lead.lastName();
        contact.title = lead.jobTitle();
        contact.department = lead.department();
        contact.emails = Stream.of(lead.email()).filter(Objects::nonNull)
                .map(email -> email.strip().toLowerCase(Locale.ROOT)).toArray(String[]::new);
        contact.phones = Stream.of(lead.phone(), lead.mobile()).filter(Objects::nonNull).distinct().toArray(String[]::new);
        contact.mailingAddress = copy(lead.address());
        contact.doNotCall = lead.doNotCall();
        contact.emailOptOut = lead.emailOptOut();
        contact.language = lead.language();
        contact.originalLeadId = lead.id();
        contact.source = "LEAD";
        if (lead.personName() == null && contact.emails.length == 0 && contact.phones.length == 0) {
            // A company of which nobody is known yet still needs somebody to talk to.
            contact.lastName = account.name;
        }
        return contact;
    }

    static Opportunity opportunity(ConversionRequest request, Account account, Contact contact) {
        LeadDetails lead = request.lead();
        ConversionRequest.Wish wish = request.wish();
        Opportunity opportunity = new Opportunity();
        opportunity.id = Ids.next();
        opportunity.owner = lead.owner();
        opportunity.team = lead.team();
        opportunity.accountId = account.id;
        opportunity.primaryContactId = contact.id;
        opportunity.name = wish.name() == null || wish.name().isBlank() ? name(lead, account) : wish.name().strip();
        opportunity.amount = wish.amount() == null ? lead.estimatedValue() : wish.amount();
        opportunity.currency = wish.currency() == null ? lead.currency() : wish.currency();
        opportunity.closeDate = wish.closeDate();
        opportunity.type = OpportunityType.NEW_BUSINESS;
        opportunity.leadSource = lead.leadSource();
        opportunity.campaignId = lead.campaignId();
        opportunity.territory = lead.territory();
        opportunity.originalLeadId = lead.id();
        opportunity.source = "LEAD";
        return opportunity;
    }

    private static String name(LeadDetails lead, Account account) {
        String interest = lead.productInterest() == null || lead.productInterest().isBlank() ? "New business" : lead.productInterest().strip();
        String company = lead.accountName() == null ? account.name : lead.accountName();
        String name = company + " – " + interest;
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static Map<String, Object> copy(Map<String, Object> address) {
        return address == null || address.isEmpty() ? null : new LinkedHashMap<>(address);
    }
}
