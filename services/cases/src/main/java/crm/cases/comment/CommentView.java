package crm.cases.comment;

import java.time.Instant;
import java.util.UUID;

/** A comment as the API shows it. */
public record CommentView(UUID id, Visibility visibility, boolean fromCustomer, String author, String text, Instant createdAt) {

    static CommentView from(Comment comment) {
        return new CommentView(comment.id(), comment.visibility(), comment.fromCustomer(), comment.author(), comment.text(), comment.createdAt());
    }
}
