package crm.opportunities.opportunity;

import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.change.Chassis;
import crm.chassis.change.Creation;
import crm.chassis.change.IfMatch;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.outbox.OutgoingEvent;
import crm.chassis.problem.Problem;
import crm.chassis.sql.SqlStates;
import crm.opportunities.account.Account;
import crm.opportunities.contact.Contact;
import crm.opportunities.integration.StageEvents;
import crm.opportunities.lineitem.LineItemSums;
import crm.opportunities.money.ExchangeRates;
import crm.opportunities.pipeline.ForecastCategory;
import crm.opportunities.pipeline.Outcome;
import crm.opportunities.pipeline.Stage;
import crm.opportunities.pipeline.Stages;
import crm.opportunities.product.Product;
import crm.opportunities.reference.LinkedRoles;
import crm.opportunities.reference.References;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The opportunities and their rules; a stage is changed by {@link MoveStage} alone. */
@Singleton
public class Opportunities extends Records<Opportunity> {

    private static final int HIGHEST_PROBABILITY = 100;
    private static final Set<String> FOLLOWS_FROM_LINE_ITEMS = Set.of("lineItems", "amount", "currency", "recurringAmount", "recurrence");

    static final LinkedRoles CONTACT_ROLES = new LinkedRoles("contactRoles", "contactId", Contact.class);

    /** How the database says that a stage is gone. */
    private static final String STAGE_GONE = "CRM01";

    private final Stages stages;
    private final ExchangeRates rates;
    private final StageHistory stageHistory;
    private final StageEvents stageEvents;
    private final CarryToAccount carryToAccount;

    Opportunities(Chassis chassis, Stages stages, ExchangeRates rates, StageHistory stageHistory, StageEvents stageEvents,
            CarryToAccount carryToAccount) {
        super(OpportunityDescription.opportunity(chassis.clock(), stages), chassis);
        this.stages = stages;
        this.rates = rates;
        this.stageHistory = stageHistory;
        this.stageEvents = stageEvents;
        this.carryToAccount = carryToAccount;
    }

    /** The stage may have been taken away a moment ago, by somebody whom this instance has not heard of yet. */
    private static <T> Uni<T> inAStageThatStays(Uni<T> work) {
        return work.onFailure(failure -> STAGE_GONE.equals(SqlStates.of(failure))).transform(gone -> Problem.conflict("stage-gone",
                "The stage was taken away", "The pipeline was changed meanwhile. Load it again and choose a stage that it has now."));
    }

    @Override
    public Uni<Opportunity> create(Opportunity opportunity, Creation creation, Me me) {
        return inAStageThatStays(super.create(opportunity, creation, me));
    }

    @Override
    public Uni<Opportunity> change(UUID id, IfMatch ifMatch, Me me, Consumer<Opportunity> edit) {
        return inAStageThatStays(super.change(id, ifMatch, me, edit));
    }

    /** An opportunity that the caller may change, held by the session of the open transaction. */
    Uni<Opportunity> changeable(UUID id, Me me) {
        return Panache.getSession().chain(session -> find(session, id, me));
    }

    /** An opportunity that the caller may see, held by the session of the open transaction. */
    public Uni<Opportunity> visible(UUID id, Me me) {
        return Panache.getSession().chain(session -> session.find(Opportunity.class, id)).invoke(opportunity -> {
            if (opportunity == null || !AccessSql.within(type().access().read(me), me, opportunity.owner, opportunity.team)) {
                throw Problem.notFound();
            }
        });
    }

    /** Notes that an opportunity, which is locked, has stood in its stage for too long. */
    Uni<Opportunity> tellStuck(UUID id) {
        return Panache.getSession().chain(session -> session.find(Opportunity.class, id)
                .chain(opportunity -> store(session, opportunity, Me.PLATFORM, due -> due.stuckAt = chassis().clock().instant())));
    }

    /** A file names stages without their pipeline; where it names the pipeline as well, its stage of that name is meant. */
    @Override
    protected void imported(Opportunity opportunity, Me me) {
        Stage named = opportunity.stageId == null ? null : stages.find(opportunity.stageId);
        if (named != null && opportunity.pipelineId != null && !opportunity.pipelineId.equals(named.pipelineId)) {
            stages.of(opportunity.pipelineId).stream().filter(stage -> stage.name.equalsIgnoreCase(named.name)).findFirst()
                    .ifPresent(stage -> opportunity.stageId = stage.id);
        }
    }

    @Override
    protected void complete(Opportunity opportunity, Me me) {
        Stage stage = stages.start(opportunity.pipelineId, opportunity.stageId);
        checkProbability(opportunity);
        boolean ownChance = opportunity.probability != null && !opportunity.probability.equals(stage.probability);
        boolean ownCategory = opportunity.forecastCategory != null && opportunity.forecastCategory != stage.forecastCategory;
        opportunity.probabilityOverridden = ownChance || ownCategory;
        opportunity.probability = opportunity.probability == null ? stage.probability : opportunity.probability;
        opportunity.forecastCategory = opportunity.forecastCategory == null ? stage.forecastCategory : opportunity.forecastCategory;
        checkCategory(opportunity, stage);
        opportunity.standIn(stage);
        enter(opportunity, stage);
        opportunity.exchangeRate = null;
        setRate(opportunity);
        checkLineItems(opportunity);
        opportunity.weigh();
        if (stage.outcome == Outcome.WON) {
            opportunity.endsWithItsTerm();
        }
    }

    /** An import may move an opportunity that is there; the record still has the name of the stage before. */
    @Override
    protected void importedChange(Opportunity opportunity, Me me) {
        Stage stage = stages.start(opportunity.pipelineId, opportunity.stageId);
        if (!stage.name.equals(opportunity.stageName)) {
            boolean follows = !opportunity.probabilityOverridden;
            opportunity.probability = follows ? null : opportunity.probability;
            opportunity.forecastCategory = follows ? null : opportunity.forecastCategory;
            opportunity.stageEnteredAt = stage.isOpen() ? chassis().clock().instant() : null;
            opportunity.stuckAt = null;
        }
        complete(opportunity, me);
    }

    /** What came won, or was changed, means something for its account; see {@link FollowImportedWins}. */
    @Override
    public Uni<Void> beforeImportIsStored(SqlConnection connection, List<Opportunity> created, List<Opportunity> changed) {
        UUID[] accounts = Stream.concat(created.stream().filter(deal -> stages.find(deal.stageId).outcome == Outcome.WON), changed.stream())
                .map(deal -> deal.accountId).distinct().sorted().toArray(UUID[]::new);
        return carryToAccount.note(connection, accounts);
    }

    private void enter(Opportunity opportunity, Stage stage) {
        if (stage.isOpen()) {
            opportunity.closedAt = null;
        } else if (opportunity.closedAt == null) {
            opportunity.closedAt = opportunity.presumedClosing(chassis().clock().instant());
        }
        if (opportunity.stageEnteredAt == null) {
            opportunity.stageEnteredAt = stage.isOpen() ? opportunity.createdAt : opportunity.closedAt;
        }
    }

    @Override
    protected Uni<Void> beforeCreation(Opportunity opportunity, Me me, Creation creation) {
        Stage stage = stages.find(opportunity.stageId);
        Closing.check(stage, opportunity);
        return references(opportunity).check()
                .chain(() -> stage.outcome == Outcome.WON ? carryToAccount.won(opportunity, me) : Uni.createFrom().voidItem());
    }

    private static References references(Opportunity opportunity) {
        return new References()
                .to(Account.class, "accountId", opportunity.accountId)
                .to(Contact.class, "primaryContactId", opportunity.primaryContactId)
                .to(Product.class, "productId", opportunity.productId)
                .to(Opportunity.class, "renewalOfId", opportunity.renewalOfId);
    }

    @Override
    protected void beforeChange(Opportunity opportunity, Map<String, FieldChange> changes, Me me) {
        if (opportunity.move == null && (changes.containsKey("stageId") || changes.containsKey("pipelineId"))) {
            throw Problem.invalid(changes.containsKey("pipelineId") ? "/pipelineId" : "/stageId",
                    changes.containsKey("pipelineId")
                            ? "The pipeline is changed with POST /api/v1/opportunities/" + opportunity.id + "/pipeline."
                            : "The stage is changed with POST /api/v1/opportunities/" + opportunity.id + "/stage.");
        }
        checkProbability(opportunity);
        Stage stage = stages.find(opportunity.stageId);
        override(opportunity, stage, changes);
        checkCategory(opportunity, stage);
        if (wasPushed(changes.get("closeDate"))) {
            opportunity.pushCount++;
        }
        if (changes.containsKey("currency")) {
            opportunity.exchangeRate = null;
        }
        if (opportunity.closedAt == null || opportunity.move != null || changes.containsKey("currency")) {
            setRate(opportunity);
        }
        if (changes.keySet().stream().anyMatch(FOLLOWS_FROM_LINE_ITEMS::contains)) {
            checkLineItems(opportunity);
        }
        opportunity.weigh();
        if (opportunity.move != null && stage.outcome == Outcome.WON) {
            opportunity.endsWithItsTerm();
        }
    }

    /** Who sets chance or category overrides the stage, until somebody says otherwise or the deal is closed. */
    private static void override(Opportunity opportunity, Stage stage, Map<String, FieldChange> changes) {
        boolean byHand = opportunity.move == null && (changes.containsKey("probability") || changes.containsKey("forecastCategory"));
        boolean givenUp = changes.containsKey("probabilityOverridden") && !opportunity.probabilityOverridden;
        boolean emptied = opportunity.probability == null || opportunity.forecastCategory == null;
        opportunity.probabilityOverridden = stage.isOpen() && !givenUp && !emptied && (opportunity.probabilityOverridden || byHand);
        opportunity.standIn(stage);
    }

    private static boolean wasPushed(FieldChange change) {
        return change != null && change.from().isTextual() && change.to().isTextual()
                && LocalDate.parse(change.to().textValue()).isAfter(LocalDate.parse(change.from().textValue()));
    }

    @Override
    protected Uni<Void> beforeChangeIsStored(Opportunity opportunity, Map<String, FieldChange> changes, Me me) {
        References changed = new References();
        if (changes.containsKey("accountId")) {
            changed.to(Account.class, "accountId", opportunity.accountId);
        }
        if (changes.containsKey("primaryContactId")) {
            changed.to(Contact.class, "primaryContactId", opportunity.primaryContactId);
        }
        if (changes.containsKey("contactRoles")) {
            CONTACT_ROLES.check(opportunity.contactRoles, changed);
        }
        if (changes.containsKey("productId")) {
            changed.to(Product.class, "productId", opportunity.productId);
        }
        if (changes.containsKey("renewalOfId")) {
            changed.to(Opportunity.class, "renewalOfId", opportunity.renewalOfId);
        }
        return changed.check()
                .chain(() -> opportunity.move == null
                        ? Uni.createFrom().voidItem()
                        : stageHistory.add(opportunity.id, opportunity.move, me).chain(() -> carryToAccount.follow(opportunity, opportunity.move, me)));
    }

    @Override
    protected List<OutgoingEvent> furtherEvents(Opportunity opportunity, Map<String, FieldChange> changes, Me me) {
        StageMove move = opportunity.move;
        opportunity.move = null;
        if (changes.containsKey("stuckAt") && opportunity.stuckAt != null) {
            return List.of(stageEvents.stuck(opportunity, stages.find(opportunity.stageId), me));
        }
        return move == null ? List.of() : stageEvents.of(opportunity, move, me);
    }

    private static void checkProbability(Opportunity opportunity) {
        if (opportunity.probability != null && (opportunity.probability < 0 || opportunity.probability > HIGHEST_PROBABILITY)) {
            throw Problem.invalid("/probability", "probability is a percentage between 0 and 100.");
        }
    }

    private static void checkCategory(Opportunity opportunity, Stage stage) {
        if (stage.isOpen() && opportunity.forecastCategory == ForecastCategory.CLOSED) {
            throw Problem.invalid("/forecastCategory", "Only a won opportunity has the forecast category CLOSED.");
        }
    }

    private static void checkLineItems(Opportunity opportunity) {
        LineItemSums sums = LineItemSums.of(opportunity.lineItems);
        if (sums != null) {
            sums.check(opportunity.amount, opportunity.currency, opportunity.recurringAmount, opportunity.recurrence);
        }
    }

    /** At the rate of the day that it was closed on, or is to be; a currency that lost all its rates keeps the last one. */
    private void setRate(Opportunity opportunity) {
        opportunity.currency = opportunity.currency == null ? rates.baseCurrency() : opportunity.currency;
        if (opportunity.exchangeRate == null || rates.knows(opportunity.currency)) {
            opportunity.exchangeRate = rates.of(opportunity.currency, opportunity.day(rates.today()));
        }
    }

    /** Follow an exchange rate that changed; the session locked the opportunities. */
    Uni<Void> revalue(Mutiny.Session session, List<UUID> ids) {
        return Revaluation.of(this, session, ids, open -> {
            setRate(open);
            open.weigh();
        });
    }
}
