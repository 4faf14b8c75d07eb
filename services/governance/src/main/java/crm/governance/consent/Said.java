package crm.governance.consent;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody says about their consent, before it is an entry.
 *
 * @param endsId        the entry that this ends, or null
 * @param inheritedFrom the entry of a lead, or null
 */
record Said(State state, Standing.Key key, String source, String proof, Instant validUntil, Instant at, UUID endsId, UUID inheritedFrom) {}
