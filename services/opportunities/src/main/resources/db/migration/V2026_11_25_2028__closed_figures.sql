-- All that figures over closed opportunities need stands in the index, so that they read as much as was closed in their time,
-- however many are open.
drop index opportunity_closed;
create index opportunity_closed on opportunity (closed_at)
    include (outcome, owner, team, currency, amount, amount_base, created_at, furthest_position, pipeline_id, lead_source)
    where archived_at is null and closed_at is not null;
