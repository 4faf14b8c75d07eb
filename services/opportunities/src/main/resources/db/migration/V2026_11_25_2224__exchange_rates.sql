create table exchange_rate (
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
    currency text not null,
    day date not null,
    rate numeric(19, 8) not null check (rate > 0),
    settles_at timestamptz default now(),
    settled_until uuid,
    search_text text generated always as (lower(currency)) stored
);
create unique index exchange_rate_of on exchange_rate (currency, day) where archived_at is null;
create index exchange_rate_newest on exchange_rate (created_at, id);
create index exchange_rate_updated on exchange_rate (updated_at, id);
create index exchange_rate_owner on exchange_rate (owner, id);
create index exchange_rate_by_day on exchange_rate (day, id);
create index exchange_rate_external_id on exchange_rate (lower(external_id));
create index exchange_rate_unsettled on exchange_rate (settles_at) where settles_at is not null;
comment on column exchange_rate.settles_at is 'When the base values of open opportunities are to follow; null when they have';
comment on column exchange_rate.settled_until is 'The last opportunity that followed; null to begin with the first';

create index opportunity_open_by_currency on opportunity (currency, id) where outcome = 'OPEN' and archived_at is null;
