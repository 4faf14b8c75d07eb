-- Figures over all opportunities that were created in a time are read from an index alone.
create index opportunity_begun on opportunity (pipeline_id, created_at)
    include (furthest_position, outcome, currency, amount, amount_base, owner, team) where archived_at is null;
