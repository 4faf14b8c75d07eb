package crm.opportunities.territory;

import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.list.FilterSql;
import crm.chassis.problem.Problem;
import crm.chassis.sql.Parameters;
import crm.opportunities.account.Accounts;
import crm.opportunities.reference.Hierarchy;
import crm.opportunities.reference.References;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;

/** The territories and their rules: a tree without circles, and conditions that a list of accounts would take. */
@Singleton
public class Territories extends Records<Territory> {

    private static final Hierarchy<Territory> HIERARCHY = new Hierarchy<>(Territory.class, "parentId", territory -> territory.parentId);

    private final Accounts accounts;

    Territories(Chassis chassis, Accounts accounts) {
        super(TerritoryDescription.territory(), chassis);
        this.accounts = accounts;
    }

    @Override
    public String above() {
        return HIERARCHY.field();
    }

    @Override
    protected void complete(Territory territory, Me me) {
        check(territory);
    }

    @Override
    protected Uni<Void> beforeCreation(Territory territory, Me me, Creation creation) {
        return place(territory);
    }

    @Override
    protected void beforeChange(Territory territory, Map<String, FieldChange> changes, Me me) {
        check(territory);
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(Territory territory, Map<String, FieldChange> changes, Me me) {
        return changes.containsKey("parentId") ? place(territory) : Uni.createFrom().voidItem();
    }

    private static Uni<Void> place(Territory territory) {
        return new References().to(Territory.class, "parentId", territory.parentId).check().chain(() -> HIERARCHY.check(territory));
    }

    private void check(Territory territory) {
        territory.rule = territory.rule == null || territory.rule.isBlank() ? null : territory.rule.strip();
        if (territory.rule != null) {
            try {
                condition(territory.rule, new Parameters());
            } catch (Problem refused) {
                throw Problem.invalid("/rule", refused.getMessage());
            }
        }
        if (territory.manager != null && chassis().directory().isKnown() && !chassis().directory().hasPerson(territory.manager)) {
            throw Problem.invalid("/manager", "There is nobody with this login name.");
        }
    }

    /** A rule as a condition of SQL over accounts; it means the same whoever asks. */
    String condition(String rule, Parameters parameters) {
        return new FilterSql(accounts.type(), Me.PLATFORM, chassis().clock(), parameters).condition(rule);
    }
}
