package crm.cases.comment;

/** Who may read a comment. */
public enum Visibility {
    /** The customer too. */
    PUBLIC,
    INTERNAL
}
