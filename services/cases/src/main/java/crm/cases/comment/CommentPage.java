package crm.cases.comment;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of comments. */
public record CommentPage(List<CommentView> items, @Schema(nullable = true) String nextCursor) {}
