alter table lead
    add column wake_at timestamptz,
    add column assignment_rule_id uuid,
    add column response_overdue_at timestamptz,
    add column recycle_at timestamptz,
    add column previous_owner text,
    add column locked_until timestamptz;

-- What was missed before anybody looked is history, not news.
update lead set response_overdue_at = response_due_at where response_due_at < now() and first_responded_at is null;

create index lead_to_answer on lead (response_due_at)
    where response_due_at is not null and first_responded_at is null and response_overdue_at is null and archived_at is null;
create index lead_unworked on lead (recycle_at) where recycle_at is not null and status = 'ASSIGNED' and archived_at is null;
create index lead_asleep on lead (wake_at) where wake_at is not null and status = 'NURTURING' and archived_at is null;

create table assignment_rule (
    id uuid primary key,
    version bigint not null,
    owner text,
    team text,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null,
    archived_at timestamptz,
    external_id text,
    source text,
    tags text[] not null default '{}',
    custom_fields jsonb not null default '{}',
    name text not null,
    position int not null,
    active boolean not null,
    condition text,
    to_owner text,
    to_team text,
    round_robin boolean not null,
    response_minutes int,
    escalate_to_team boolean not null,
    recycle_after_days int,
    search_text text generated always as (lower(name)) stored
);
create index assignment_rule_in_order on assignment_rule (position, id);
create index assignment_rule_by_creation on assignment_rule (created_at, id);
create index assignment_rule_by_change on assignment_rule (updated_at, id);
create index assignment_rule_by_name on assignment_rule (name, id);
create index assignment_rule_by_owner on assignment_rule (owner, id);

create table assignment_availability (
    id uuid primary key,
    version bigint not null,
    owner text,
    team text,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null,
    archived_at timestamptz,
    external_id text,
    source text,
    tags text[] not null default '{}',
    custom_fields jsonb not null default '{}',
    capacity int not null check (capacity between 0 and 10),
    working_hours jsonb,
    absences text not null
);
create unique index assignment_availability_of on assignment_availability (owner);

-- Turns of a team: where the last one began, and where the next one of each person begins.
create table assignment_queue (team text primary key, turn bigint not null);
create table assignment_turn (team text not null, login text not null, turn bigint not null, primary key (team, login));

-- How the pool is shared; one row.
create table pool_policy (
    id uuid primary key,
    version bigint not null,
    owner text,
    team text,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null,
    archived_at timestamptz,
    external_id text,
    source text,
    tags text[] not null default '{}',
    custom_fields jsonb not null default '{}',
    open_claims int not null,
    claims_per_day int not null,
    lock_days int not null
);
insert into pool_policy (id, version, created_at, created_by, updated_at, updated_by, open_claims, claims_per_day, lock_days)
values ('00000000-0000-7000-8000-0000000000a3', 1, now(), 'platform', now(), 'platform', 20, 10, 14);

-- Who took which lead out of the pool when.
create table lead_claim (
    id bigint generated always as identity primary key,
    lead_id uuid not null references lead (id) on delete cascade,
    login text not null,
    claimed_at timestamptz not null
);
create index lead_claim_of on lead_claim (login, claimed_at);
create index lead_claim_of_lead on lead_claim (lead_id);
