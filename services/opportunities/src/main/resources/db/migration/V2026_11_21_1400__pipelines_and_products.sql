create extension if not exists pg_trgm;

-- ---- pipelines: the ways a deal can go ---------------------------------------------------------------------------------
create table pipeline (
    id uuid primary key,
    version bigint not null,
    owner text,
    team text,
    created_at timestamptz not null,
    created_by text,
    updated_at timestamptz not null,
    updated_by text,
    archived_at timestamptz,
    external_id text,
    source text,
    tags text[] not null default '{}',
    custom_fields jsonb not null default '{}',
    name text not null,
    is_default boolean not null default false,
    search_text text generated always as (lower(name)) stored
);
create unique index pipeline_name on pipeline (lower(name));
create unique index pipeline_default on pipeline (is_default) where is_default;

create table stage (
    id uuid primary key,
    version bigint not null,
    owner text,
    team text,
    created_at timestamptz not null,
    created_by text,
    updated_at timestamptz not null,
    updated_by text,
    archived_at timestamptz,
    external_id text,
    source text,
    tags text[] not null default '{}',
    custom_fields jsonb not null default '{}',
    pipeline_id uuid not null references pipeline (id),
    name text not null,
    position bigint not null,
    probability bigint not null check (probability between 0 and 100),
    forecast_category text not null check (forecast_category in ('PIPELINE', 'BEST_CASE', 'MOST_LIKELY', 'COMMIT', 'CLOSED', 'OMITTED')),
    outcome text not null check (outcome in ('OPEN', 'WON', 'LOST')),
    max_days bigint,
    exit_criteria text[] not null default '{}',
    search_text text generated always as (lower(name)) stored
);
create unique index stage_position on stage (pipeline_id, position);
create unique index stage_name on stage (pipeline_id, lower(name));
comment on column stage.exit_criteria is 'Fields of an opportunity that need a value before it goes on to a later stage';
comment on column stage.max_days is 'Days after which an opportunity in this stage counts as stuck';

insert into pipeline (id, version, created_at, created_by, updated_at, updated_by, source, name, is_default)
values ('019aa000-0000-7000-8000-000000000001', 1, now(), 'platform', now(), 'platform', 'API', 'Default', true);

insert into stage (id, version, created_at, created_by, updated_at, updated_by, source, pipeline_id, name, position, probability,
                   forecast_category, outcome, max_days)
select id::uuid, 1, now(), 'platform', now(), 'platform', 'API', '019aa000-0000-7000-8000-000000000001', name, position, probability,
       category, outcome, max_days
from (values ('019aa000-0000-7000-8000-000000000011', 'Prospecting', 1, 10, 'PIPELINE', 'OPEN', 30),
             ('019aa000-0000-7000-8000-000000000012', 'Qualification', 2, 20, 'PIPELINE', 'OPEN', 30),
             ('019aa000-0000-7000-8000-000000000013', 'Needs Analysis', 3, 30, 'PIPELINE', 'OPEN', 30),
             ('019aa000-0000-7000-8000-000000000014', 'Proposal', 4, 50, 'BEST_CASE', 'OPEN', 21),
             ('019aa000-0000-7000-8000-000000000015', 'Negotiation', 5, 80, 'COMMIT', 'OPEN', 21),
             ('019aa000-0000-7000-8000-000000000016', 'Closed Won', 6, 100, 'CLOSED', 'WON', null::int),
             ('019aa000-0000-7000-8000-000000000017', 'Closed Lost', 7, 0, 'OMITTED', 'LOST', null))
    as stages (id, name, position, probability, category, outcome, max_days);

-- ---- products --------------------------------------------------------------------------------------------------------
create table product (
    id uuid primary key,
    version bigint not null,
    owner text,
    team text,
    created_at timestamptz not null,
    created_by text,
    updated_at timestamptz not null,
    updated_by text,
    archived_at timestamptz,
    external_id text,
    source text,
    tags text[] not null default '{}',
    custom_fields jsonb not null default '{}',
    name text not null,
    code text,
    series text,
    price numeric(19, 4),
    currency text,
    exchange_rate numeric(19, 8),
    active boolean not null default true,
    search_text text generated always as (lower(name || ' ' || coalesce(code, '') || ' ' || coalesce(series, ''))) stored
);
create unique index product_name on product (lower(name)) where archived_at is null;
create unique index product_code on product (lower(code)) where archived_at is null;
create index product_newest on product (created_at, id);
create index product_updated on product (updated_at, id);
create index product_owner on product (owner, id);
create index product_by_name on product (name, id);
create index product_by_code on product (code, id);
create index product_by_price on product (price, id);
create index product_external_id on product (lower(external_id));
create index product_search on product using gin (search_text gin_trgm_ops);
