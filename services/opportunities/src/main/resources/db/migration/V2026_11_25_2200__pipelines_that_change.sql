-- A pipeline is a document with a version; its stages stand in rows of their own as well, since opportunities point to them.
alter table pipeline add column stages jsonb not null default '[]';

alter table stage rename column exit_criteria to exit_fields;
alter table stage add column exit_criteria jsonb not null default '[]';
update stage set exit_criteria = (select jsonb_agg(jsonb_build_object('filter', name || '=null=false', 'description', name || ' has a value'))
    from unnest(exit_fields) as name) where cardinality(exit_fields) > 0;
alter table stage drop column exit_fields;
comment on column stage.exit_criteria is 'What has to be true of an opportunity before it goes on to a later stage: {filter, description} each';
alter table stage add column replaced_by uuid references stage (id);
comment on column stage.replaced_by is 'Where the open opportunities of a stage that was taken away go';
alter table stage add column catching_up boolean not null default false;
comment on column stage.catching_up is 'Whether opportunities may still have the name, chance or category that the stage had before';

-- Stages change places and names within one change of their pipeline, and those that were taken away stand in nobody's way.
drop index stage_position;
drop index stage_name;
alter table stage add constraint stage_position exclude using btree (pipeline_id with =, position with =)
    where (archived_at is null) deferrable initially deferred;
alter table stage add constraint stage_name exclude using btree (pipeline_id with =, lower(name) with =)
    where (archived_at is null) deferrable initially deferred;

update pipeline set stages = (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', stage.id, 'name', stage.name, 'position', stage.position,
    'probability', stage.probability, 'forecastCategory', stage.forecast_category, 'outcome', stage.outcome, 'maxDays', stage.max_days,
    'exitCriteria', stage.exit_criteria)) order by stage.position) from stage where stage.pipeline_id = pipeline.id and stage.archived_at is null);

-- How a pipeline was in each of its versions.
create table pipeline_version (
    pipeline_id uuid not null references pipeline (id),
    version bigint not null,
    name text not null,
    stages jsonb not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (pipeline_id, version)
);
insert into pipeline_version select id, version, name, stages, updated_at, coalesce(updated_by, 'platform') from pipeline;

-- A file names stages without their pipeline: those of the default one, or else the only ones that are called so.
create view named_stage as
select stage.* from stage join pipeline on pipeline.id = stage.pipeline_id
where stage.archived_at is null and pipeline.archived_at is null
  and (pipeline.is_default or not exists (
      select from stage other join pipeline usual on usual.id = other.pipeline_id and usual.is_default
      where lower(other.name) = lower(stage.name) and other.archived_at is null));

alter table opportunity_stage_history add column overridden text[] not null default '{}';
comment on column opportunity_stage_history.overridden is 'Exit criteria that were not met and that a manager passed over, in words';
alter table opportunity_stage_history add column pipeline_version bigint;
comment on column opportunity_stage_history.pipeline_version is 'Version of the pipeline that the move went by';

alter table opportunity add column overrides bigint not null default 0;
comment on column opportunity.overrides is 'How often it went on although exit criteria were not met';
create index opportunity_overridden on opportunity (owner, id) where overrides > 0;

-- Nothing new comes into a stage or a pipeline that was taken away a moment ago, whatever a service still remembers.
create or replace function opportunity_stage_reached() returns trigger language plpgsql as $$
declare
    reached bigint;
    gone boolean;
begin
    select stage.outcome, case when stage.outcome = 'LOST' then 1 else stage.position end,
           stage.outcome = 'OPEN' and (stage.archived_at is not null or pipeline.archived_at is not null)
    into new.outcome, reached, gone
    from stage join pipeline on pipeline.id = stage.pipeline_id where stage.id = new.stage_id for share;
    if gone then
        raise exception 'the stage was taken away' using errcode = 'CRM01';
    end if;
    new.furthest_position := greatest(reached, case when tg_op = 'UPDATE' and old.pipeline_id = new.pipeline_id then old.furthest_position end);
    return new;
end $$;
