create table quota (
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
    period text not null,
    starts_on date not null,
    ends_on date not null,
    territory text,
    measure text not null check (measure in ('REVENUE', 'DEALS')),
    target numeric(19, 4) not null,
    currency text,
    exchange_rate numeric(19, 8),
    note text,
    search_text text generated always as (lower(period)) stored
);
create unique index quota_of on quota (period, measure, coalesce(owner, ''), (case when owner is null then coalesce(team, '') else '' end),
    (lower(coalesce(territory, '')))) where archived_at is null;
create index quota_by_creation on quota (created_at, id);
create index quota_by_update on quota (updated_at, id);
create index quota_by_owner on quota (owner, id);
create index quota_by_start on quota (starts_on, id);
create index quota_of_team on quota (team, created_at, id);
create index quota_external_id on quota (lower(external_id));

create table territory (
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
    parent_id uuid references territory (id),
    rule text,
    manager text,
    position bigint not null default 0,
    description text,
    search_text text generated always as (lower(name)) stored
);
comment on column territory.rule is 'RSQL over accounts; what it finds belongs here, unless a territory below claims it';
create unique index territory_name on territory (lower(name)) where archived_at is null;
create index territory_by_name on territory (name, id);
create index territory_by_creation on territory (created_at, id);
create index territory_by_update on territory (updated_at, id);
create index territory_by_owner on territory (owner, id);
create index territory_parent on territory (parent_id) where parent_id is not null;
create index territory_external_id on territory (lower(external_id));
create index territory_search on territory using gin (search_text gin_trgm_ops);

create index account_territory on account (lower(territory)) where territory is not null;
