package crm.cases.comment;

import crm.cases.support.CaseStatus;
import crm.cases.support.Cases;
import crm.cases.support.SupportCase;
import crm.chassis.access.AccessSql;
import crm.chassis.access.Me;
import crm.chassis.access.Scope;
import crm.chassis.problem.Problem;
import crm.chassis.record.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Says something about a case. Who works on the case may say it to the customer, too; whoever brings in cases may say it
 * among us. The first public words that are not the customer's own are the first response; the customer's words end the
 * waiting for them.
 */
@Singleton
public class CommentOnCase {

    private final Cases cases;
    private final Comments comments;
    private final Clock clock;

    CommentOnCase(Cases cases, Comments comments, Clock clock) {
        this.cases = cases;
        this.comments = comments;
        this.clock = clock;
    }

    /**
     * Adds a comment.
     *
     * @throws Problem 404 not there or not visible, 403 not to be said by this person
     */
    public Uni<CommentView> comment(UUID caseId, CommentRequest request, Me me) {
        Comment comment = new Comment(Ids.next(), caseId, request.visibility(), request.fromCustomer(), me.login(), request.text(), clock.instant());
        return Panache.withTransaction(() -> cases.locked(caseId)
                        .invoke(record -> check(record, request, me))
                        .chain(record -> Panache.getSession().chain(session -> comments.add(session, comment))
                                .chain(() -> cases.store(record, me, said -> apply(said, comment)))))
                .replaceWith(() -> CommentView.from(comment));
    }

    private void check(SupportCase record, CommentRequest request, Me me) {
        var access = cases.type().access();
        if (record == null || !AccessSql.within(access.read(me), me, record.owner, record.team)) {
            throw Problem.notFound();
        }
        Scope scope = access.change(me);
        boolean worksOnIt = AccessSql.within(scope, me, record.owner, record.team);
        boolean amongUs = request.visibility() == Visibility.INTERNAL && access.mayCreate(me);
        if (!worksOnIt && !amongUs) {
            throw Problem.forbidden(access.mayCreate(me) ? "Who does not work on this case may comment on it INTERNAL." : "Your roles read cases.");
        }
        Cases.refuseArchived(record);
    }

    private static void apply(SupportCase record, Comment comment) {
        Instant now = comment.createdAt();
        record.say(comment);
        if (comment.visibility() == Visibility.PUBLIC && !comment.fromCustomer() && record.firstRespondedAt == null) {
            record.firstRespondedAt = now;
        }
        if (comment.fromCustomer() && record.status == CaseStatus.PENDING_CUSTOMER) {
            record.status = CaseStatus.IN_PROGRESS;
        }
    }
}
