-- The planner knows what an index says of the values of an expression only where the index is of all rows; of others it guesses.
create statistics replica_emails on (lower(record->>'email')) from replica;
create statistics replica_statuses on (lower(record->>'status')) from replica;
create statistics replica_lead_sources on (lower(record->>'leadSource')) from replica;
create statistics replica_industries on (lower(record->>'industry')) from replica;
create statistics replica_accounts on (((record->>'accountId')::uuid)) from replica;
analyze replica;
