package crm.cases.comment;

import java.util.List;

/** A page of comments. */
public record CommentPage(List<CommentView> items, String nextCursor) {}
