-- Events that were decided in a transaction and wait to be published. Rows live for milliseconds, so the table is
-- vacuumed by number of dead rows and never by share of a table that is nearly always empty.
create table outbox (
    sequence    bigint generated always as identity primary key,
    id          uuid        not null,
    type        text        not null,
    traceparent text,
    envelope    text        not null,
    created_at  timestamptz not null default now()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_threshold = 20000);

comment on table outbox is 'CloudEvents that are committed and not yet confirmed by the broker, in the order of publishing';

-- Which consumer has seen which event: inserted first, in the transaction of the work that the event causes.
create table inbox (
    consumer    text        not null,
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);

create index inbox_received_at on inbox using brin (received_at);

comment on table inbox is 'Events already handled, by consumer; kept as long as a duplicate may still come';

-- The newest state of another service's record that a consumer has taken over.
create table record_version (
    consumer text   not null,
    subject  uuid   not null,
    version  bigint not null,
    primary key (consumer, subject)
);

comment on table record_version is 'Version of each foreign record that a consumer knows; an older state that arrives late is dropped';
