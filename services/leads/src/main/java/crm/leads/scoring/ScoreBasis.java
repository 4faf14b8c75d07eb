package crm.leads.scoring;

/** Who gave a score. */
public enum ScoreBasis {
    /** A model that learnt from the company's closed leads. */
    MODEL,
    /** The marketer's point rules. */
    RULES,
    /** Nobody: too little is known of the lead. */
    WITHHELD
}
