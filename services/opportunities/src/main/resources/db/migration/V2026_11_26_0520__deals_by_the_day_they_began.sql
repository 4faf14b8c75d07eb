-- How far the deals came that began on each day, added up as the pipeline's figures are: rows that are only added by each change,
-- in its own transaction, so that a year of deals is not visited for a handful of shares.
create table opportunity_begun_figure (
    pipeline_id uuid not null,
    begun_day date not null,
    furthest_position bigint not null,
    outcome text not null,
    team text,
    owned boolean not null,
    currency text not null,
    deals bigint not null,
    priced bigint not null,
    amount numeric(23, 4) not null,
    amount_base numeric(23, 4) not null,
    compact boolean not null default false
);
comment on column opportunity_begun_figure.begun_day is 'Day of UTC on which they were created';
comment on column opportunity_begun_figure.owned is 'Whether they have an owner; who, is not told apart';
comment on column opportunity_begun_figure.priced is 'How many of the deals have an amount';
create index opportunity_begun_figure_of on opportunity_begun_figure (pipeline_id, begun_day);

-- An instance of the version before may be writing: what it writes from here on waits for the triggers, or it would be added up nowhere.
lock table opportunity in share row exclusive mode;
insert into opportunity_begun_figure select pipeline_id, (created_at at time zone 'UTC')::date, furthest_position, outcome, team, owner is not null,
    currency, count(*), count(amount), sum(coalesce(amount, 0)), sum(coalesce(amount_base, 0)), true
    from opportunity where archived_at is null group by 1, 2, 3, 4, 5, 6, 7;

-- What is there now counts 1, what was there counts -1.
create function opportunity_begun_insert() returns trigger language plpgsql as $$
begin
    insert into opportunity_begun_figure select pipeline_id, (created_at at time zone 'UTC')::date, furthest_position, outcome, team, owner is not null,
        currency, count(*), count(amount), sum(coalesce(amount, 0)), sum(coalesce(amount_base, 0))
        from added where archived_at is null group by 1, 2, 3, 4, 5, 6, 7;
    return null;
end $$;
create function opportunity_begun_delete() returns trigger language plpgsql as $$
begin
    insert into opportunity_begun_figure select pipeline_id, (created_at at time zone 'UTC')::date, furthest_position, outcome, team, owner is not null,
        currency, -count(*), -count(amount), -sum(coalesce(amount, 0)), -sum(coalesce(amount_base, 0))
        from removed where archived_at is null group by 1, 2, 3, 4, 5, 6, 7;
    return null;
end $$;
-- A change of what these figures are not made of adds nothing.
create function opportunity_begun_update() returns trigger language plpgsql as $$
begin
    insert into opportunity_begun_figure select pipeline_id, (created_at at time zone 'UTC')::date, furthest_position, outcome, team, owner is not null,
        currency, sum(sign), sum(case when amount is null then 0 else sign end), sum(sign * coalesce(amount, 0)), sum(sign * coalesce(amount_base, 0))
        from (select 1 as sign, pipeline_id, created_at, furthest_position, outcome, team, owner, currency, amount, amount_base
              from added where archived_at is null
              union all
              select -1, pipeline_id, created_at, furthest_position, outcome, team, owner, currency, amount, amount_base
              from removed where archived_at is null) as both_sides
        group by 1, 2, 3, 4, 5, 6, 7
        having sum(sign) <> 0 or sum(case when amount is null then 0 else sign end) <> 0 or sum(sign * coalesce(amount, 0)) <> 0
            or sum(sign * coalesce(amount_base, 0)) <> 0;
    return null;
end $$;
create trigger opportunity_begun_inserted after insert on opportunity referencing new table as added
    for each statement execute function opportunity_begun_insert();
create trigger opportunity_begun_deleted after delete on opportunity referencing old table as removed
    for each statement execute function opportunity_begun_delete();
create trigger opportunity_begun_updated after update on opportunity referencing new table as added old table as removed
    for each statement execute function opportunity_begun_update();

-- How long closed deals stood in their stages is read from two indexes alone: which were closed, and the stays of each of them,
-- however many moves of open ones there are beside.
create index opportunity_closed_in on opportunity (pipeline_id, closed_at) include (id, owner, team) where archived_at is null and closed_at is not null;
create index opportunity_stage_history_stays on opportunity_stage_history (opportunity_id, from_stage_id) include (seconds_in_previous_stage);
