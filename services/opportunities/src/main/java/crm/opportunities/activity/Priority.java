package crm.opportunities.activity;

/** How pressing something to do is. */
public enum Priority {
    LOW, NORMAL, HIGH
}
