-- Copies of other services' records, built from their events alone.
create table replica (
    record_type text not null,
    record_id uuid not null,
    version bigint not null,
    record jsonb not null,
    primary key (record_type, record_id)
);
