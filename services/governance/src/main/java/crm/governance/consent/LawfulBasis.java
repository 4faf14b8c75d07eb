package crm.governance.consent;

/** Why it is lawful to use somebody's data (GDPR, article 6). */
enum LawfulBasis {
    CONSENT(true),
    CONTRACT(false),
    LEGAL_OBLIGATION(false),
    VITAL_INTEREST(false),
    PUBLIC_INTEREST(true),
    LEGITIMATE_INTEREST(true);

    private final boolean personal;

    LawfulBasis(boolean personal) {
        this.personal = personal;
    }

    /** Whether it ends because the person says so: by withdrawing consent (article 7) or objecting (article 21). */
    boolean endsByTheirWord() {
        return personal;
    }
}
