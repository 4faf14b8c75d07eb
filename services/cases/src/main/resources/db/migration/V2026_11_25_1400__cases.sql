create extension if not exists pg_trgm;

-- The number of the latest case; its row is locked from the taking of a number until the end of the transaction.
create table case_counter (value bigint not null);
insert into case_counter values (1000);

create table sla_policy (
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
    description text,
    account_tier text,
    active boolean not null default true,
    response_minutes jsonb,
    resolve_minutes jsonb,
    business_hours jsonb,
    holidays text[] not null default '{}',
    pauses_while_pending boolean not null default true,
    escalation jsonb,

    search_text text generated always as (lower(name)) stored
);
create unique index sla_policy_of_tier on sla_policy (lower(account_tier)) where archived_at is null;
create index sla_policy_by_name on sla_policy (name, id);
create index sla_policy_by_creation on sla_policy (created_at, id);
create index sla_policy_by_change on sla_policy (updated_at, id);
create index sla_policy_by_owner_order on sla_policy (owner, id);

insert into sla_policy (id, version, created_at, created_by, updated_at, updated_by, source, name, description, response_minutes, resolve_minutes,
    business_hours, escalation)
values ('019aa100-0000-7000-8000-000000000001', 1, now(), 'cases', now(), 'cases', 'cases', 'Standard',
    'Holds where no other policy does.',
    '{"low": 480, "normal": 240, "high": 120, "urgent": 30}', '{"low": 4800, "normal": 2400, "high": 960, "urgent": 480}',
    '{"timeZone": "UTC", "monday": "08:00-18:00", "tuesday": "08:00-18:00", "wednesday": "08:00-18:00", "thursday": "08:00-18:00", "friday": "08:00-18:00"}',
    '{"level1Minutes": 0, "level2Minutes": 240}');

create table support_case (
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

    number text not null unique,
    subject text not null,
    description text,
    status text not null,
    priority text not null,
    type text,
    reason text,
    origin text,
    account_id uuid,
    contact_id uuid,
    lead_id uuid,
    product_id uuid,
    parent_id uuid,
    queue text,
    escalation_level bigint not null default 0,
    sla_policy_id uuid,
    response_due_at timestamptz,
    first_responded_at timestamptz,
    resolve_due_at timestamptz,
    resolved_at timestamptz,
    closed_at timestamptz,
    next_due_at timestamptz,
    paused_seconds bigint not null default 0,
    pauses text[] not null default '{}',
    breaches text[] not null default '{}',
    resolution text,
    root_cause text,
    article_ids text[] not null default '{}',
    supplied_name text,
    supplied_email text,
    supplied_phone text,
    supplied_company text,
    sentiment text,
    reopened_count bigint not null default 0,
    comment_count bigint not null default 0,
    csat bigint,
    csat_received_at timestamptz,
    sla_terms jsonb,

    search_text text generated always as (lower(
        number || ' ' || subject || ' ' || coalesce(supplied_name, '') || ' ' || coalesce(supplied_email, '') || ' '
        || coalesce(supplied_company, ''))) stored
);
create index support_case_by_creation on support_case (created_at, id);
create index support_case_by_change on support_case (updated_at, id);
create index support_case_by_resolve_due on support_case (resolve_due_at, id);
create index support_case_by_next_due on support_case (next_due_at, id);
create index support_case_by_owner_order on support_case (owner, id);
create index support_case_of_owner on support_case (owner, created_at, id) where owner is not null;
create index support_case_of_team on support_case (team, created_at, id) where team is not null;
create index support_case_of_nobody on support_case (created_at, id) where owner is null and team is null;
create index support_case_in_status on support_case (status, created_at, id);
create index support_case_of_account on support_case (account_id, created_at, id) where account_id is not null;
create index support_case_of_contact on support_case (contact_id, created_at, id) where contact_id is not null;
create index support_case_in_queue on support_case (lower(queue), created_at, id) where queue is not null;
create index support_case_of_parent on support_case (parent_id) where parent_id is not null;
create index support_case_by_external_id on support_case (lower(external_id)) where external_id is not null;
create index support_case_by_number on support_case (lower(number) text_pattern_ops);
create index support_case_archived on support_case (archived_at, id) where archived_at is not null;
create index support_case_by_text on support_case using gin (search_text gin_trgm_ops);

create table sla_breach (
    case_id uuid not null references support_case (id) on delete cascade,
    milestone text not null check (milestone in ('RESPONSE', 'RESOLUTION')),
    due_at timestamptz not null,
    breached_at timestamptz not null,
    primary key (case_id, milestone)
);

create table case_comment (
    id uuid primary key,
    case_id uuid not null references support_case (id) on delete cascade,
    visibility text not null check (visibility in ('PUBLIC', 'INTERNAL')),
    from_customer boolean not null default false,
    author text not null,
    text text not null,
    created_at timestamptz not null
);
create index case_comment_of_case on case_comment (case_id, id);

-- Surveys after a solution. Of their tokens only hashes are kept; all tokens of a survey are used up with one answer.
create table survey (
    id uuid primary key,
    case_id uuid not null references support_case (id) on delete cascade,
    contact_id uuid,
    email text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    mail_due_at timestamptz,
    mail_attempts int not null default 0,
    mailed_at timestamptz,
    answered_at timestamptz,
    score int check (score between 1 and 5),
    comment text
);
create index survey_of_case on survey (case_id, created_at);
create index survey_to_mail on survey (mail_due_at) where mail_due_at is not null;
create table survey_token (
    hash text primary key,
    survey_id uuid not null references survey (id) on delete cascade
);
create index survey_token_of_survey on survey_token (survey_id);

-- Contacts of the replica by any of their addresses.
create index replica_contact_by_email on replica using gin ((lower(record->>'emails')::jsonb) jsonb_path_ops) where record_type = 'contact';

-- Why customers bought, as the won opportunities told.
create table won_opportunity (
    opportunity_id uuid primary key,
    version bigint not null,
    account_id uuid not null,
    closed_at timestamptz not null,
    told jsonb not null
);
create index won_opportunity_of_account on won_opportunity (account_id, closed_at);

-- Accounts whose health may have changed; rows are only added and taken away, so nobody waits for anybody.
create table health_due (
    id bigint generated always as identity primary key,
    account_id uuid not null,
    since timestamptz not null
);
create index health_due_of_account on health_due (account_id);

create table account_health (
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

    account_name text,
    score bigint not null,
    band text not null,
    trend text not null,
    previous_score bigint,
    previous_band text,
    measured jsonb not null,
    renewal_date date,
    arr numeric(19, 4),
    currency text,
    calculated_at timestamptz not null,

    search_text text generated always as (lower(coalesce(account_name, ''))) stored
);
create index account_health_by_creation on account_health (created_at, id);
create index account_health_by_change on account_health (updated_at, id);
create index account_health_by_owner_order on account_health (owner, id);
create index account_health_by_score on account_health (score, id);
create index account_health_by_renewal on account_health (renewal_date, id);
create index account_health_by_arr on account_health (arr, id);
create index account_health_by_calculation on account_health (calculated_at, id);
create index account_health_in_band on account_health (band, score, id);
create index account_health_by_text on account_health using gin (search_text gin_trgm_ops);

create table account_health_history (
    account_id uuid not null,
    calculated_at timestamptz not null,
    score bigint not null,
    band text not null,
    factors jsonb not null,
    primary key (account_id, calculated_at)
);
