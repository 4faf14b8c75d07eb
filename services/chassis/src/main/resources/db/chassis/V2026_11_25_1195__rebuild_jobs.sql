-- Requests to tell the present state of all records again, and how far each is.
create table rebuild_job (
    id uuid primary key,
    state text not null check (state in ('QUEUED', 'RUNNING', 'COMPLETED')),
    collections text[] not null,
    place int not null default 0,
    after_id uuid not null default '00000000-0000-0000-0000-000000000000',
    published bigint not null default 0,
    total bigint not null,
    requested_by text not null,
    created_at timestamptz not null,
    finished_at timestamptz
);
create index rebuild_job_to_do on rebuild_job (created_at) where state <> 'COMPLETED';
comment on column rebuild_job.place is 'index of the collection that is being told';
