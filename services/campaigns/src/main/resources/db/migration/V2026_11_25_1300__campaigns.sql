create extension if not exists pg_trgm;

create table campaign (
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
    type text,
    status text not null,
    status_reason text,
    parent_id uuid references campaign (id),
    objective text,
    segment_ids text[] not null default '{}',
    excluded_segment_ids text[] not null default '{}',
    start_date date,
    end_date date,
    budgeted_cost numeric(19, 4),
    actual_cost numeric(19, 4),
    expected_revenue numeric(19, 4),
    expected_response_pct numeric(19, 4),
    currency text not null,
    exchange_rate numeric(19, 8) not null,
    utm jsonb,
    approval jsonb,
    launched_at timestamptz,
    completed_at timestamptz,
    consent_purpose text,
    search_text text generated always as (lower(name || ' ' || coalesce(objective, ''))) stored
);
create index campaign_newest on campaign (created_at, id);
create index campaign_updated on campaign (updated_at, id);
create index campaign_owner on campaign (owner, id);
create index campaign_by_name on campaign (name, id);
create index campaign_by_start_date on campaign (start_date, id);
create index campaign_by_budgeted_cost on campaign (budgeted_cost, id);
create index campaign_by_actual_cost on campaign (actual_cost, id);
create index campaign_in_status on campaign (status, created_at, id);
create index campaign_name on campaign (lower(name));
create index campaign_parent on campaign (parent_id) where parent_id is not null;
create index campaign_external_id on campaign (lower(external_id));
create index campaign_search on campaign using gin (search_text gin_trgm_ops);
-- A lead's UTM parameters name its campaign.
create index campaign_utm on campaign (lower(utm->>'campaign')) where utm is not null;

-- What a campaign cost, one row for each expense; corrected by a further row, never changed.
create table campaign_cost (
    id uuid primary key,
    campaign_id uuid not null references campaign (id),
    amount numeric(19, 4) not null check (amount <> 0),
    currency text not null,
    incurred_on date not null,
    description text not null,
    recorded_at timestamptz not null,
    recorded_by text not null
);
create index campaign_cost_of on campaign_cost (campaign_id, incurred_on, id);
