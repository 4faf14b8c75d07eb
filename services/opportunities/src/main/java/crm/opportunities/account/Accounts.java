package crm.opportunities.account;

import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SessionSql;
import crm.opportunities.contact.Contact;
import crm.opportunities.money.ExchangeRates;
import crm.opportunities.reference.Hierarchy;
import crm.opportunities.reference.References;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The accounts and their rules: a domain of their own, a hierarchy without circles, money with its rate. */
@Singleton
public class Accounts extends Records<Account> {

    private static final Hierarchy<Account> HIERARCHY = new Hierarchy<>(Account.class, "parentId", account -> account.parentId);

    private static final String LOCK = "select 1 from account where id = $1 for update";

    private final ExchangeRates rates;

    Accounts(Chassis chassis, ExchangeRates rates) {
        super(AccountDescription.account(), chassis);
        this.rates = rates;
    }

    @Override
    public String above() {
        return HIERARCHY.field();
    }

    @Override
    protected void complete(Account account, Me me) {
        account.type = account.type == null ? AccountType.PROSPECT : account.type;
        settle(account);
        setRate(account);
    }

    @Override
    protected Uni<Void> beforeCreation(Account account, Me me, Creation creation) {
        return new References()
                .to(Account.class, "parentId", account.parentId)
                .to(Contact.class, "primaryContactId", account.primaryContactId)
                .check()
                .chain(() -> HIERARCHY.check(account));
    }

    @Override
    protected void beforeChange(Account account, Map<String, FieldChange> changes, Me me) {
        account.type = account.type == null ? AccountType.PROSPECT : account.type;
        settle(account);
        if (changes.containsKey("currency") || account.exchangeRate == null) {
            setRate(account);
        }
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(Account account, Map<String, FieldChange> changes, Me me) {
        References changed = new References();
        if (changes.containsKey("primaryContactId")) {
            changed.to(Contact.class, "primaryContactId", account.primaryContactId);
        }
        if (!changes.containsKey("parentId")) {
            return changed.check();
        }
        return changed.to(Account.class, "parentId", account.parentId).check()
                .chain(() -> HIERARCHY.check(account));
    }

    /** A change that follows from what happened to another record, whoever owns the account; in the open transaction. */
    public Uni<Account> follow(UUID id, Me me, Consumer<Account> edit) {
        return Panache.getSession().chain(session -> SessionSql.select(session, LOCK, id)
                .chain(() -> session.find(Account.class, id))
                .chain(account -> store(session, account, me, edit)));
    }

    private void settle(Account account) {
        account.email = account.email == null ? null : account.email.toLowerCase(Locale.ROOT);
        if (account.domain == null) {
            account.domain = InternetDomain.ofCompany(account.website, account.email);
            return;
        }
        String domain = InternetDomain.plain(account.domain);
        if (domain == null) {
            throw Problem.invalid("/domain", "domain has to be an internet domain such as example.com.");
        }
        if (InternetDomain.isEverybodys(domain)) {
            throw Problem.invalid("/domain", "Everybody may have an address at " + domain + ", so it is no account's own.");
        }
        account.domain = domain;
    }

    private void setRate(Account account) {
        if (account.currency == null && (account.annualRevenue != null || account.arr != null)) {
            account.currency = rates.baseCurrency();
        }
        account.exchangeRate = account.currency == null ? null : rates.of(account.currency);
    }
}
