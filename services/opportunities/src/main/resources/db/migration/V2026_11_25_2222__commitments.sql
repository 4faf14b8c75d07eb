create table commitment (
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
    what text not null,
    account_id uuid not null references account (id),
    opportunity_id uuid references opportunity (id),
    contact_id uuid references contact (id),
    due_on date not null,
    status text not null check (status in ('OPEN', 'KEPT', 'BROKEN', 'LAPSED')),
    binding_since timestamptz,
    settled_at timestamptz,
    settled_by text,
    outcome text,
    due_told_at timestamptz,
    search_text text generated always as (lower(what)) stored
);
create index commitment_newest on commitment (created_at, id);
create index commitment_updated on commitment (updated_at, id);
create index commitment_owner on commitment (owner, id);
create index commitment_team on commitment (team, created_at, id);
create index commitment_by_day on commitment (due_on, id);
create index commitment_to_tell on commitment (due_on) where due_told_at is null and status = 'OPEN' and archived_at is null;
create index commitment_account on commitment (account_id, due_on, id);
create index commitment_opportunity on commitment (opportunity_id, due_on, id) where opportunity_id is not null;
create index commitment_contact on commitment (contact_id) where contact_id is not null;
create index commitment_external_id on commitment (lower(external_id));
create index commitment_search on commitment using gin (search_text gin_trgm_ops);

alter table account add column why_they_bought jsonb;
comment on column account.why_they_bought is 'Of the last opportunity that was won';
