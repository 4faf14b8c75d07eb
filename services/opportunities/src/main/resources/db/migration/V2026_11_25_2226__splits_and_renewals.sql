alter table opportunity add column owner_splits jsonb;
alter table opportunity add column renews_on date;
alter table opportunity add column renewal_opened_at timestamptz;
comment on column opportunity.owner_splits is 'Who gets the credit, in percent that sum to 100; null where the owner gets all of it';
comment on column opportunity.renews_on is 'Last day of what was agreed; a renewal is opened some time before';
create index opportunity_to_renew on opportunity (renews_on)
    where outcome = 'WON' and archived_at is null and renewal_opened_at is null and renews_on is not null;
create index opportunity_split on opportunity (outcome, closed_at) where owner_splits is not null;

-- The parts of an amount by its splits. Each part is what the rounded sum grows by, so that the parts are exactly the whole.
create function opportunity_credits(base numeric, splits jsonb)
    returns table (credited_owner text, credited_team text, credited_share numeric, credited_base numeric)
    language sql immutable parallel safe as $$
    select part ->> 'owner', part ->> 'team', percent / 100,
           round(coalesce(base, 0) * until / 100, 4) - round(coalesce(base, 0) * (until - percent) / 100, 4)
    from (select part, (part ->> 'percent')::numeric as percent, sum((part ->> 'percent')::numeric) over (order by place) as until
          from jsonb_array_elements(splits) with ordinality as each (part, place)) as parts
$$;
