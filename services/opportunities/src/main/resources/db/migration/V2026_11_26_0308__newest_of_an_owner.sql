-- The same of the usual order of lists, the newest first.
create index opportunity_newest_of_owner on opportunity (owner, created_at, id);
create index opportunity_newest_of_named_owner on opportunity (lower(owner), created_at, id);
