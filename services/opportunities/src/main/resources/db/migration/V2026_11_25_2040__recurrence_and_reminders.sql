alter table activity
    add column reminded_at timestamptz,
    add column recurrence text,
    add column time_zone text,
    add column series_id uuid,
    add column occurrence bigint,
    add column occurrence_at timestamptz,
    add column series_start timestamptz,
    add column next_id uuid;

-- What was missed before anybody looked is history, not news.
update activity set reminded_at = reminder_at where reminder_at < now();

create index activity_to_remind on activity (reminder_at) where reminder_at is not null and reminded_at is null and status = 'OPEN' and archived_at is null;
create index activity_of_series on activity (series_id, occurrence) where series_id is not null;

-- What opens a calendar to programs that cannot log in; only what a hash makes of it is kept.
create table calendar_feed (
    login text primary key,
    token_hash text not null unique,
    created_at timestamptz not null,
    read_at timestamptz
);
