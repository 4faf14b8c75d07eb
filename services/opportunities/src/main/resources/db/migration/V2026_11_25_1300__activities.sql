create table activity (
    id uuid primary key,
    version bigint not null,
    owner text,
    team text,
    created_at timestamptz not null,
    created_by text,
    updated_at timestamptz not null,
    updated_by text,
    archived_at timestamptz,
    external_id text,
    source text,
    tags text[] not null default '{}',
    custom_fields jsonb not null default '{}',
    type text not null check (type in ('TASK', 'CALL', 'MEETING', 'EMAIL', 'NOTE')),
    status text not null check (status in ('OPEN', 'COMPLETED', 'CANCELLED')),
    direction text check (direction in ('INBOUND', 'OUTBOUND')),
    priority text check (priority in ('LOW', 'NORMAL', 'HIGH')),
    subject text not null,
    description text,
    outcome text,
    related_to text[] not null default '{}',
    starts_at timestamptz,
    duration_minutes bigint,
    due_at timestamptz,
    reminder_at timestamptz,
    completed_at timestamptz,
    completed_by text,
    search_text text generated always as (lower(subject)) stored
);
comment on column activity.related_to is 'What it is about, each as <type>:<id>';
create index activity_by_creation on activity (created_at, id);
create index activity_by_update on activity (updated_at, id);
create index activity_by_due on activity (due_at, id);
create index activity_by_start on activity (starts_at, id);
create index activity_by_owner on activity (owner, id);
create index activity_to_do on activity (owner, due_at) where status = 'OPEN' and archived_at is null;
create index activity_of_team on activity (team, created_at, id);
create index activity_external_id on activity (lower(external_id));
create index activity_related_to on activity using gin (related_to);
create index activity_search on activity using gin (search_text gin_trgm_ops);
