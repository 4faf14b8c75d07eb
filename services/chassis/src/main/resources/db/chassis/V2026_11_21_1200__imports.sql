-- Import jobs: what was asked for, how far it is, and who works on it now.
create table import_job (
    id uuid primary key,
    collection text not null,
    state text not null check (state in ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'REVERSING', 'REVERSED')),
    dry_run boolean not null,
    match_on text,
    mapping jsonb not null,
    header jsonb not null,
    ignored_columns jsonb not null,
    charset text not null,
    bytes bigint not null,
    sha256 text not null,
    started_by text not null,
    me jsonb not null,
    idempotency_key text,
    traceparent text,
    row_count bigint not null,
    position bigint not null default 1,
    processed bigint not null default 0,
    created bigint not null default 0,
    updated bigint not null default 0,
    unchanged bigint not null default 0,
    duplicates bigint not null default 0,
    failed bigint not null default 0,
    attempts int not null default 0,
    problem text,
    lease_holder uuid,
    lease_until timestamptz,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    reversed_by text,
    reversal_requested_at timestamptz,
    reversal_position bigint not null default 0,
    archived bigint not null default 0,
    restored bigint not null default 0,
    kept_because_changed bigint not null default 0,
    reversed_at timestamptz
);
create index import_job_to_do on import_job (created_at) where state in ('QUEUED', 'RUNNING', 'REVERSING');
create index import_job_by_age on import_job (finished_at);
create unique index import_job_once on import_job (started_by, collection, idempotency_key) where idempotency_key is not null;
comment on column import_job.position is 'number of the last row of the file that was dealt with; the header is row 1';

-- The file of a job as it was sent, in pieces; it comes before its job, and goes when the job has read it.
create table import_chunk (
    import_id uuid not null,
    number int not null,
    content bytea not null,
    created_at timestamptz not null,
    primary key (import_id, number)
);
alter table import_chunk alter column content set storage external;
create index import_chunk_by_age on import_chunk (created_at);

-- What became of each row of a file, and what a record was before: enough to report every failure and take all of it back.
create table import_row (
    import_id uuid not null references import_job on delete cascade,
    row_number bigint not null,
    outcome text not null check (outcome in ('CREATED', 'UPDATED', 'UNCHANGED', 'DUPLICATE', 'FAILED')),
    record_id uuid,
    version bigint,
    match_key text,
    reason text,
    cells jsonb,
    before jsonb,
    primary key (import_id, row_number)
);
create index import_row_by_record on import_row (import_id, record_id) where record_id is not null;
create index import_row_by_key on import_row (import_id, match_key) where match_key is not null;
create index import_row_failed on import_row (import_id, row_number) where outcome = 'FAILED';
comment on column import_row.version is 'version of the record after this row; another one later means that somebody changed it since';
comment on column import_row.before is 'the stored row of a record before this import changed it first';
