package crm.leads.contact;

import java.util.UUID;

/** A contact of opportunities, as far as leads has to know: whose it is. */
public record KnownContact(UUID id, UUID accountId, String owner, String team) {}
