-- What happened to each record: one row a change, written in the transaction of the change, never altered.
create table record_history (
    id bigint generated always as identity primary key,
    record_type text not null,
    record_id uuid not null,
    version bigint not null,
    at timestamptz not null,
    actor text not null,
    on_behalf_of text,
    changes jsonb not null
);
create index record_history_of_record on record_history (record_id, version);

-- The first answer to each Idempotency-Key, stored in the transaction of what it answers for.
create table idempotency_key (
    principal text not null,
    key text not null,
    request_hash bytea not null,
    status int,
    headers jsonb,
    body bytea,
    created_at timestamptz not null,
    primary key (principal, key)
);
create index idempotency_key_by_age on idempotency_key (created_at);

-- The last known tree of teams and their people, so that a service starts while the identity provider is away.
create table directory_snapshot (
    id int primary key check (id = 1),
    content jsonb not null,
    taken_at timestamptz not null
);
