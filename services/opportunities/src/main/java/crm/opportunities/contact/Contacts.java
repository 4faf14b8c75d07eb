package crm.opportunities.contact;

import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.problem.Problem;
import crm.opportunities.account.Account;
import crm.opportunities.reference.Hierarchy;
import crm.opportunities.reference.LinkedRoles;
import crm.opportunities.reference.References;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The contacts and their rules: somebody one can name or reach, who works for an account that exists. */
@Singleton
public class Contacts extends Records<Contact> {

    private static final Hierarchy<Contact> HIERARCHY = new Hierarchy<>(Contact.class, "reportsToId", contact -> contact.reportsToId);

    static final LinkedRoles ACCOUNT_LINKS = new LinkedRoles("accountLinks", "accountId", Account.class);

    Contacts(Chassis chassis) {
        super(ContactDescription.contact(), chassis);
    }

    @Override
    public String above() {
        return HIERARCHY.field();
    }

    @Override
    protected void complete(Contact contact, Me me) {
        settle(contact);
    }

    @Override
    protected Uni<Void> beforeCreation(Contact contact, Me me, Creation creation) {
        return new References()
                .to(Account.class, "accountId", contact.accountId)
                .to(Contact.class, "reportsToId", contact.reportsToId)
                .check()
                .chain(() -> HIERARCHY.check(contact));
    }

    @Override
    protected void beforeChange(Contact contact, Map<String, FieldChange> changes, Me me) {
        settle(contact);
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(Contact contact, Map<String, FieldChange> changes, Me me) {
        References changed = new References();
        if (changes.containsKey("accountId")) {
            changed.to(Account.class, "accountId", contact.accountId);
        }
        if (changes.containsKey("accountLinks")) {
            ACCOUNT_LINKS.check(contact.accountLinks, changed);
        }
        if (!changes.containsKey("reportsToId")) {
            return changed.check();
        }
        return changed.to(Contact.class, "reportsToId", contact.reportsToId).check()
                .chain(() -> HIERARCHY.check(contact));
    }

    private static void settle(Contact contact) {
        if (contact.isNameless()) {
            throw Problem.invalid("/lastName", "A contact needs a name, an email address or a telephone number.");
        }
        String[] emails = Arrays.stream(contact.emails).map(email -> email.toLowerCase(Locale.ROOT)).distinct().toArray(String[]::new);
        if (!Arrays.equals(emails, contact.emails)) {
            contact.emails = emails;
        }
        if (contact.timezone != null && !ZoneId.getAvailableZoneIds().contains(contact.timezone)) {
            throw Problem.invalid("/timezone", "timezone has to be the name of a time zone such as Europe/Zurich.");
        }
    }
}
