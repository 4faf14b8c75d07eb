-- Lists as somebody wants to see them again.
create table saved_view (
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
    name text not null,
    collection text not null,
    filter text,
    q text,
    sort text,
    columns text[] not null default '{}',
    audience text not null check (audience in ('MINE', 'TEAM', 'EVERYONE')),
    search_text text generated always as (lower(name)) stored
);
create index saved_view_by_creation on saved_view (created_at, id);
create index saved_view_by_change on saved_view (updated_at, id);
create index saved_view_by_owner on saved_view (owner, id);
create index saved_view_by_name on saved_view (name, id);
create index saved_view_by_collection on saved_view (collection, id);
