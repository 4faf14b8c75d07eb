create extension if not exists pg_trgm;
create table tile (
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
    email text,
    colour text,
    size int,
    price numeric(19, 4),
    currency text,
    glazed boolean,
    laid_on date,
    fired_at timestamptz,
    neighbour_id uuid,
    place jsonb,
    notes text,
    recipe text,
    search_text text generated always as (lower(coalesce(name, '') || ' ' || coalesce(email, ''))) stored
);
create index tile_by_creation on tile (created_at, id);
create index tile_by_size on tile (size, id);
create index tile_search on tile using gin (search_text gin_trgm_ops);
