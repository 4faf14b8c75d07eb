-- Fields and quality rules that governance published for the records of this service.
create table dictionary_entry (
    id uuid primary key,
    kind text not null check (kind in ('FIELD', 'RULE')),
    entity text not null,
    version bigint not null,
    retired boolean not null,
    definition jsonb not null
);
