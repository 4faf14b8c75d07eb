-- Where the batches of a dry run would have put records, since none of it stays: a later batch may close a circle.
create table import_placed (
    import_id uuid not null references import_job on delete cascade,
    record_id uuid not null,
    above uuid not null,
    primary key (import_id, record_id)
);
