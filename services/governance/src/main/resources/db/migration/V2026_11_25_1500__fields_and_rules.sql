-- The data dictionary: fields that the company added itself.
create table company_field (
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
    entity text not null,
    name text not null,
    label text not null,
    type text not null check (type in ('TEXT', 'NUMBER', 'MONEY', 'DATE', 'BOOLEAN', 'PICKLIST', 'REFERENCE')),
    required boolean not null,
    options text[] not null default '{}',
    owner_team text,
    purpose text,
    personal_data_class text,
    who_may_read text[] not null default '{}',
    who_may_write text[] not null default '{}',
    description text,
    search_text text generated always as (lower(name || ' ' || label)) stored,
    unique (entity, name)
);
create index company_field_by_creation on company_field (created_at, id);
create index company_field_by_change on company_field (updated_at, id);
create index company_field_by_owner on company_field (owner, id);
create index company_field_by_name on company_field (name, id);

-- What records of a kind are held against.
create table quality_rule (
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
    entity text not null,
    kind text not null check (kind in ('REQUIRED', 'FORMAT')),
    field text not null,
    pattern text,
    mode text not null check (mode in ('OBSERVE', 'WARN', 'BLOCK')),
    weight int not null check (weight between 1 and 100),
    active boolean not null,
    why text not null,
    example text,
    fix text,
    search_text text generated always as (lower(why)) stored
);
create index quality_rule_by_creation on quality_rule (created_at, id);
create index quality_rule_by_change on quality_rule (updated_at, id);
create index quality_rule_by_owner on quality_rule (owner, id);
create index quality_rule_by_entity on quality_rule (entity, id);
create index quality_rule_by_field on quality_rule (field, id);
