-- The pipeline added up, so that a board or a forecast does not visit each opportunity. A change of opportunities adds rows that
-- say what it adds and what it takes away, in its own transaction; a job adds rows up now and then. Who reads sums them, so the
-- figures are right at every moment, and writers never wait for each other.
create table opportunity_figure (
    pipeline_id uuid not null,
    stage_id uuid not null,
    outcome text not null,
    owner text,
    team text,
    forecast_category text not null,
    currency text not null,
    close_month date,
    deals bigint not null,
    amount numeric(23, 4) not null,
    amount_base numeric(23, 4) not null,
    weighted_base numeric(25, 4) not null,
    compact boolean not null default false
);
comment on column opportunity_figure.close_month is 'First day of the month in which an open opportunity is to be closed; null for closed ones';
comment on column opportunity_figure.weighted_base is 'Sum of the amount times its chance in percent';
create index opportunity_figure_open on opportunity_figure (close_month) where outcome = 'OPEN';

-- The same by the week in which opportunities began.
create table opportunity_intake (
    outcome text not null,
    furthest_position bigint not null,
    owner text,
    team text,
    begun_week date not null,
    deals bigint not null,
    amount_base numeric(23, 4) not null,
    compact boolean not null default false
);

create view opportunity_for_figures as
select pipeline_id, stage_id, outcome, owner, team, forecast_category, currency,
       case when outcome = 'OPEN' then date_trunc('month', close_date)::date end as close_month, coalesce(amount, 0) as amount,
       coalesce(amount_base, 0) as amount_base, coalesce(amount_base, 0) * probability as weighted_base, furthest_position,
       date_trunc('week', created_at at time zone 'UTC')::date as begun_week
from opportunity where archived_at is null;

insert into opportunity_figure select pipeline_id, stage_id, outcome, owner, team, forecast_category, currency, close_month, count(*),
    sum(amount), sum(amount_base), sum(weighted_base), true from opportunity_for_figures group by 1, 2, 3, 4, 5, 6, 7, 8;
insert into opportunity_intake select outcome, furthest_position, owner, team, begun_week, count(*), sum(amount_base), true
    from opportunity_for_figures group by 1, 2, 3, 4, 5;

-- What is there now counts 1, what was there counts -1.
create function opportunity_figures_insert() returns trigger language plpgsql as $$
begin
    insert into opportunity_figure select pipeline_id, stage_id, outcome, owner, team, forecast_category, currency,
        case when outcome = 'OPEN' then date_trunc('month', close_date)::date end, count(*), sum(coalesce(amount, 0)),
        sum(coalesce(amount_base, 0)), sum(coalesce(amount_base, 0) * probability)
        from added where archived_at is null group by 1, 2, 3, 4, 5, 6, 7, 8;
    insert into opportunity_intake select outcome, furthest_position, owner, team, date_trunc('week', created_at at time zone 'UTC')::date, count(*),
        sum(coalesce(amount_base, 0)) from added where archived_at is null group by 1, 2, 3, 4, 5;
    return null;
end $$;
create function opportunity_figures_delete() returns trigger language plpgsql as $$
begin
    insert into opportunity_figure select pipeline_id, stage_id, outcome, owner, team, forecast_category, currency,
        case when outcome = 'OPEN' then date_trunc('month', close_date)::date end, -count(*), -sum(coalesce(amount, 0)),
        -sum(coalesce(amount_base, 0)), -sum(coalesce(amount_base, 0) * probability)
        from removed where archived_at is null group by 1, 2, 3, 4, 5, 6, 7, 8;
    insert into opportunity_intake select outcome, furthest_position, owner, team, date_trunc('week', created_at at time zone 'UTC')::date, -count(*),
        -sum(coalesce(amount_base, 0)) from removed where archived_at is null group by 1, 2, 3, 4, 5;
    return null;
end $$;
-- A change of what no figure is made of adds nothing.
create function opportunity_figures_update() returns trigger language plpgsql as $$
begin
    insert into opportunity_figure select pipeline_id, stage_id, outcome, owner, team, forecast_category, currency,
        case when outcome = 'OPEN' then date_trunc('month', close_date)::date end, sum(sign), sum(sign * coalesce(amount, 0)),
        sum(sign * coalesce(amount_base, 0)), sum(sign * coalesce(amount_base, 0) * probability)
        from (select 1 as sign, pipeline_id, stage_id, outcome, owner, team, forecast_category, currency, close_date, amount, amount_base, probability
              from added where archived_at is null
              union all
              select -1, pipeline_id, stage_id, outcome, owner, team, forecast_category, currency, close_date, amount, amount_base, probability
              from removed where archived_at is null) as both_sides
        group by 1, 2, 3, 4, 5, 6, 7, 8
        having sum(sign) <> 0 or sum(sign * coalesce(amount, 0)) <> 0 or sum(sign * coalesce(amount_base, 0)) <> 0
            or sum(sign * coalesce(amount_base, 0) * probability) <> 0;
    insert into opportunity_intake select outcome, furthest_position, owner, team, date_trunc('week', created_at at time zone 'UTC')::date, sum(sign),
        sum(sign * coalesce(amount_base, 0))
        from (select 1 as sign, outcome, furthest_position, owner, team, created_at, amount_base from added where archived_at is null
              union all
              select -1, outcome, furthest_position, owner, team, created_at, amount_base from removed where archived_at is null) as both_sides
        group by 1, 2, 3, 4, 5 having sum(sign) <> 0 or sum(sign * coalesce(amount_base, 0)) <> 0;
    return null;
end $$;
create trigger opportunity_figures_inserted after insert on opportunity referencing new table as added
    for each statement execute function opportunity_figures_insert();
create trigger opportunity_figures_deleted after delete on opportunity referencing old table as removed
    for each statement execute function opportunity_figures_delete();
create trigger opportunity_figures_updated after update on opportunity referencing new table as added old table as removed
    for each statement execute function opportunity_figures_update();
