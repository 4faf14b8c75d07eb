-- The hours by which limits are counted; one row.
create table business_calendar (
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
    hours jsonb not null
);
insert into business_calendar (id, version, created_at, created_by, updated_at, updated_by, hours)
values ('00000000-0000-7000-8000-0000000000a2', 1, now(), 'platform', now(), 'platform',
        '{"timeZone": "Europe/Berlin", "monday": "09:00-17:00", "tuesday": "09:00-17:00", "wednesday": "09:00-17:00",
          "thursday": "09:00-17:00", "friday": "09:00-17:00"}');

-- What marketing and sales agreed on; one row.
create table handoff_agreement (
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
    limit_minutes int not null check (limit_minutes > 0),
    reminder_minutes int not null check (reminder_minutes >= 0 and reminder_minutes < limit_minutes),
    checklist text not null
);
insert into handoff_agreement (id, version, created_at, created_by, updated_at, updated_by, limit_minutes, reminder_minutes, checklist)
values ('00000000-0000-7000-8000-0000000000a1', 1, now(), 'platform', now(), 'platform', 480, 60,
        '[{"key": "need", "question": "What does the lead need?"},
          {"key": "decider", "question": "Who decides?"},
          {"key": "timing", "question": "When do they want to start?"}]');

create table handoff (
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
    lead_id uuid not null references lead (id) on delete cascade,
    lead_name text,
    lead_source text,
    campaign_id uuid,
    state text not null check (state in ('OFFERED', 'ACCEPTED', 'REJECTED', 'WITHDRAWN')),
    offered_by text not null,
    offered_to text,
    answers jsonb not null,
    checklist text not null,
    note text,
    due_at timestamptz not null,
    remind_at timestamptz,
    reminded_at timestamptz,
    escalated_at timestamptz,
    decided_at timestamptz,
    decided_by text,
    rejection_reason text,
    search_text text generated always as (lower(coalesce(lead_name, '') || ' ' || coalesce(note, ''))) stored
);
create unique index handoff_open on handoff (lead_id) where state = 'OFFERED';
create index handoff_of_lead on handoff (lead_id, created_at);
create index handoff_by_creation on handoff (created_at, id);
create index handoff_by_change on handoff (updated_at, id);
create index handoff_by_due on handoff (due_at, id);
create index handoff_by_decision on handoff (decided_at, id);
create index handoff_by_owner on handoff (owner, id);
create index handoff_of_team on handoff (team, created_at, id) where team is not null;
create index handoff_by_text on handoff using gin (search_text gin_trgm_ops);
create index handoff_to_remind on handoff (remind_at) where state = 'OFFERED' and reminded_at is null and escalated_at is null;
create index handoff_to_escalate on handoff (due_at) where state = 'OFFERED' and escalated_at is null;
