create table price_list (
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
    currency text not null,
    valid_from date not null,
    valid_until date,
    description text,
    search_text text generated always as (lower(name)) stored,
    check (valid_until >= valid_from)
);
create unique index price_list_name on price_list (lower(name)) where archived_at is null;
create index price_list_newest on price_list (created_at, id);
create index price_list_updated on price_list (updated_at, id);
create index price_list_owner on price_list (owner, id);
create index price_list_by_name on price_list (name, id);
create index price_list_by_start on price_list (valid_from, id);
create index price_list_external_id on price_list (lower(external_id));
create index price_list_search on price_list using gin (search_text gin_trgm_ops);

create table product_price (
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
    price_list_id uuid not null references price_list (id),
    product_id uuid not null references product (id),
    unit_price numeric(19, 4) not null check (unit_price >= 0),
    recurrence text not null check (recurrence in ('ONE_TIME', 'MONTHLY', 'YEARLY')),
    search_text text generated always as (lower(recurrence)) stored
);
create unique index product_price_of on product_price (product_id, price_list_id, recurrence) where archived_at is null;
create index product_price_list on product_price (price_list_id);
create index product_price_newest on product_price (created_at, id);
create index product_price_updated on product_price (updated_at, id);
create index product_price_owner on product_price (owner, id);
create index product_price_by_price on product_price (unit_price, id);
create index product_price_external_id on product_price (lower(external_id));

comment on column opportunity.line_items is 'Each with its total; the amount is their sum';
