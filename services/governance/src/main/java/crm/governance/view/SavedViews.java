package crm.governance.view;

import static crm.chassis.record.Field.choice;
import static crm.chassis.record.Field.text;
import static crm.chassis.record.Field.texts;

import crm.chassis.access.AccessRules;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.change.Chassis;
import crm.chassis.change.Records;
import crm.chassis.history.FieldChange;
import crm.chassis.problem.Problem;
import crm.chassis.record.RecordType;
import crm.governance.view.SavedView.Audience;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * The saved views. Who sees one follows from its owner and team as with any record: mine is owned by me and in no team, the
 * team's is owned by nobody in it, and everybody's has neither.
 */
@Singleton
public class SavedViews extends Records<SavedView> {

    SavedViews(Chassis chassis) {
        super(RecordType.of(SavedView.class, "savedView", "saved-views")
                .fields(text("name").required().max(120).sortable().searchable(),
                        text("collection").required().max(60).sortable(),
                        text("filter").max(4_000),
                        text("q").max(200),
                        text("sort").max(200),
                        texts("columns"),
                        choice("audience", Audience.class),
                        texts("defaultOf"))
                .access(AccessRules.rules()
                        .works("sales-rep", Scope.TEAM, Scope.OWN).works("sales-manager", Scope.TEAM, Scope.OWN)
                        .works("marketer", Scope.TEAM, Scope.OWN).works("marketing-manager", Scope.TEAM, Scope.OWN)
                        .works("support-agent", Scope.TEAM, Scope.OWN).works("support-manager", Scope.TEAM, Scope.OWN)
                        .works("success-manager", Scope.TEAM, Scope.OWN).works("data-steward", Scope.TEAM, Scope.OWN)
                        .works("compliance-officer", Scope.TEAM, Scope.OWN).works("executive", Scope.TEAM, Scope.OWN)
                        .works("crm-admin", Scope.TEAM, Scope.OWN).works("integration", Scope.TEAM, Scope.OWN))
                .untold()
                .build(), chassis);
    }

    @Override
    protected void complete(SavedView view, Me me) {
        complete(view, view.defaultOf.length > 0, me);
    }

    private static void complete(SavedView view, boolean saysDefault, Me me) {
        if (view.collection != null && !view.collection.matches("[a-z][a-z-]*")) {
            throw Problem.invalid("/collection", "A collection is named as in the API, for instance leads.");
        }
        view.audience = view.audience == null ? Audience.MINE : view.audience;
        if (view.audience == Audience.TEAM && me.team() == null) {
            throw Problem.invalid("/audience", "You are in no team that you could share a view with.");
        }
        checkDefault(view, me, saysDefault);
        view.owner = view.audience == Audience.MINE ? me.login() : null;
        view.team = view.audience == Audience.TEAM ? me.team() : null;
    }

    private static void checkDefault(SavedView view, Me me, boolean says) {
        if (says && !me.has("crm-admin")) {
            throw Problem.invalid("/defaultOf", "An administrator says which view a role begins with.");
        }
        if (view.defaultOf.length > 0 && view.audience != Audience.EVERYONE) {
            throw Problem.invalid("/defaultOf", "A role begins with a view that everybody finds.");
        }
    }

    @Override
    protected void imported(SavedView view, Me me) {
        throw Problem.invalid("/name", "Views are saved one at a time, by POST /api/v1/saved-views.");
    }

    @Override
    protected void importedChange(SavedView view, Me me) {
        imported(view, me);
    }

    @Override
    protected void beforeChange(SavedView view, Map<String, FieldChange> changes, Me me) {
        boolean mine = me.login().equals(view.createdBy);
        if (!mine && !me.has("crm-admin")) {
            throw Problem.forbidden("Somebody else made this view.");
        }
        if (!mine && changes.containsKey("audience")) {
            throw Problem.invalid("/audience", "Only who made a view decides who finds it.");
        }
        if (mine) {
            complete(view, changes.containsKey("defaultOf"), me);
        } else {
            checkDefault(view, me, false);
            view.owner = null;
        }
    }
}
