-- The append-only ledger of what touched whom. The source key names what the touch was made of, so that the same event
-- makes it once, however often and in whatever order events come.
create table touch (
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
    campaign_id uuid not null references campaign (id),
    lead_id uuid,
    contact_id uuid,
    account_id uuid,
    kind text not null,
    channel text,
    note text,
    occurred_at timestamptz not null,
    source_key text not null unique,
    person_id uuid not null generated always as (coalesce(lead_id, contact_id)) stored,
    check ((lead_id is null) <> (contact_id is null))
);
create index touch_newest on touch (created_at, id);
create index touch_by_moment on touch (occurred_at, id);
create index touch_of_person on touch (person_id, occurred_at) include (campaign_id, source_key);
create index touch_of_campaign on touch (campaign_id, occurred_at, id);

create function touch_stays() returns trigger language plpgsql as
    $$ begin raise exception 'touches are never changed or deleted' using errcode = 'restrict_violation'; end $$;
create trigger touch_stays before update or delete on touch for each row execute function touch_stays();

-- What a lead became. A conversion is final, so the first that tells of it is right.
create table lead_link (
    lead_id uuid primary key,
    contact_id uuid,
    account_id uuid,
    opportunity_id uuid
);
create index lead_link_contact on lead_link (contact_id);
create index lead_link_opportunity on lead_link (opportunity_id);

-- When a lead was first found worth selling to.
create table lead_qualification (
    lead_id uuid primary key,
    qualified_at timestamptz not null
);

create view deal as select
    record_id as id,
    record->>'name' as name,
    record->>'owner' as owner,
    record->>'team' as team,
    (record->>'createdAt')::timestamptz as created_at,
    (record->>'archivedAt')::timestamptz as archived_at,
    (record->>'closedAt')::timestamptz as closed_at,
    record->>'forecastCategory' as forecast_category,
    coalesce((record->>'amountBase')::numeric, 0) as amount,
    (record->>'originalLeadId')::uuid as lead_id,
    (record->>'primaryContactId')::uuid as contact_id,
    record->'contactRoles' as contact_roles
from replica where record_type = 'opportunity';
