-- A lead is to be scored while the version that was scored is not the one that is stored: no write has to think of it.
alter table lead
    add column score_basis text,
    add column score_completeness int,
    add column scored_version bigint not null default 0;

create index lead_to_score on lead (updated_at)
    where scored_version <> version and archived_at is null and not (version = 1 and source is not distinct from 'IMPORT');
-- What an import brought waits behind what people did.
create index lead_to_score_in_bulk on lead (id)
    where scored_version <> version and archived_at is null and version = 1 and source is not distinct from 'IMPORT';

create table scoring_policy (
    id uuid primary key,
    version bigint not null,
    owner text,
    team text,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null,
    archived_at timestamptz,
    external_id text,
    source text,
    tags text[] not null default '{}',
    custom_fields jsonb not null default '{}',
    features text not null,
    point_rules text not null,
    min_closed_leads int not null,
    min_completeness int not null,
    retrain_after_days int not null
);
insert into scoring_policy (id, version, created_at, created_by, updated_at, updated_by, features, point_rules, min_closed_leads, min_completeness,
    retrain_after_days)
values ('00000000-0000-7000-8000-0000000000a4', 1, now(), 'platform', now(), 'platform',
    '[{"field":"leadSource","label":"Lead source","kind":"CATEGORY"},{"field":"industry","label":"Industry","kind":"CATEGORY"},{"field":"productInterest","label":"Product interest","kind":"CATEGORY"},{"field":"territory","label":"Territory","kind":"CATEGORY"},{"field":"language","label":"Language","kind":"CATEGORY"},{"field":"jobTitle","label":"Job title","kind":"CATEGORY"},{"field":"department","label":"Department","kind":"CATEGORY"},{"field":"address.country","label":"Country","kind":"CATEGORY"},{"field":"utm.source","label":"UTM source","kind":"CATEGORY"},{"field":"utm.medium","label":"UTM medium","kind":"CATEGORY"},{"field":"annualRevenue","label":"Annual revenue","kind":"NUMBER"},{"field":"numberOfEmployees","label":"Number of employees","kind":"NUMBER"},{"field":"estimatedValue","label":"Estimated value","kind":"NUMBER"}]',
    '[]', 200, 20, 7);

-- Models by number. One at most speaks.
create table score_model (
    id uuid primary key,
    number bigint generated always as identity,
    state text not null check (state in ('QUEUED', 'TRAINING', 'CHAMPION', 'RETIRED', 'CHALLENGER', 'FAILED')),
    progress int not null default 0,
    reason text,
    requested_by text not null,
    created_at timestamptz not null,
    lease_until timestamptz,
    trained_at timestamptz,
    report text,
    model bytea
);
create unique index score_model_that_speaks on score_model (state) where state = 'CHAMPION';
create index score_model_to_train on score_model (created_at) where state in ('QUEUED', 'TRAINING');
create index score_model_by_number on score_model (number desc);

-- All leads are scored again, in the order of their ids.
create table score_rescoring (
    id uuid primary key,
    state text not null check (state in ('RUNNING', 'COMPLETED')),
    after_id uuid not null default '00000000-0000-0000-0000-000000000000',
    scored bigint not null default 0,
    requested_by text not null,
    created_at timestamptz not null,
    finished_at timestamptz
);
create index score_rescoring_to_do on score_rescoring (created_at) where state = 'RUNNING';
