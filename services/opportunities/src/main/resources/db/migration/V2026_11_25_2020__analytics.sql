-- What figures need to know of each opportunity, kept beside its stage so that no query has to look it up.
alter table opportunity add column outcome text not null default 'OPEN';
alter table opportunity add column furthest_position bigint not null default 1;
comment on column opportunity.outcome is 'OPEN, WON or LOST, as its stage says; kept by a trigger';
comment on column opportunity.furthest_position is 'Position of the furthest stage that it ever stood in, lost ones aside; kept by a trigger';

create function opportunity_stage_reached() returns trigger language plpgsql as $$
declare
    reached bigint;
begin
    select stage.outcome, case when stage.outcome = 'LOST' then 1 else stage.position end into new.outcome, reached
    from stage where stage.id = new.stage_id;
    new.furthest_position := greatest(reached, case when tg_op = 'UPDATE' and old.pipeline_id = new.pipeline_id then old.furthest_position end);
    return new;
end $$;
create trigger opportunity_stage_entered before insert on opportunity
    for each row execute function opportunity_stage_reached();
create trigger opportunity_stage_moved before update of stage_id on opportunity
    for each row when (old.stage_id is distinct from new.stage_id) execute function opportunity_stage_reached();

update opportunity set outcome = stage.outcome, furthest_position = greatest(
        case when stage.outcome = 'LOST' then 1 else stage.position end,
        (select max(earlier.position) from opportunity_stage_history join stage earlier on earlier.id in (from_stage_id, to_stage_id)
         where opportunity_id = opportunity.id and earlier.outcome <> 'LOST' and earlier.pipeline_id = opportunity.pipeline_id))
from stage where stage.id = opportunity.stage_id;

create index opportunity_closed on opportunity (closed_at) include (outcome, owner, team, currency, amount, amount_base)
    where archived_at is null;
create index opportunity_open on opportunity (close_date) include (owner, team, forecast_category, currency, amount, amount_base)
    where archived_at is null and outcome = 'OPEN';

-- The open pipeline of a day, added up; once taken it stays as it is.
create table pipeline_snapshot_day (
    day date primary key,
    taken_at timestamptz not null
);
create table pipeline_snapshot (
    day date not null references pipeline_snapshot_day (day),
    owner text,
    team text,
    pipeline_id uuid not null,
    stage_id uuid not null,
    forecast_category text not null,
    currency text not null,
    deals bigint not null,
    amount numeric(23, 4),
    amount_base numeric(23, 4),
    weighted_base numeric(23, 4)
);
create index pipeline_snapshot_of on pipeline_snapshot (day) include (owner, team);
