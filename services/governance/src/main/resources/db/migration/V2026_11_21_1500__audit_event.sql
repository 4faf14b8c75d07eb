-- Every event of every service, as it was told; nothing here is ever changed.
create table audit_event (
    event_id uuid primary key,
    type text not null,
    source text not null,
    subject uuid not null,
    record_version bigint not null,
    at timestamptz not null,
    actor text not null,
    on_behalf_of text,
    correlation_id text,
    causation_id uuid,
    data jsonb not null
);
create index audit_event_of_subject on audit_event (subject, at);
create index audit_event_by_time on audit_event (at);
