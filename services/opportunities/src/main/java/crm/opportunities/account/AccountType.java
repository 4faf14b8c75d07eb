package crm.opportunities.account;

/** What an account is to the company. */
public enum AccountType {
    PROSPECT,
    CUSTOMER,
    PARTNER,
    RESELLER,
    COMPETITOR,
    FORMER_CUSTOMER,
    VENDOR,
    OTHER
}
