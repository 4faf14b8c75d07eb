package crm.governance.consent;

/** What an entry of the ledger says. */
enum State { GIVEN, WITHDRAWN, EXPIRED }
