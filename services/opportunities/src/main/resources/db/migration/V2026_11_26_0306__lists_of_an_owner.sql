-- The open deals of one owner by close date are read in their order, a page and no more, however many deals there are. A filter
-- compares a name that is written out without regard to capitals, and `me` as it is.
create index opportunity_of_owner on opportunity (owner, outcome, close_date, id) where archived_at is null;
create index opportunity_of_named_owner on opportunity (lower(owner), outcome, close_date, id) where archived_at is null;
