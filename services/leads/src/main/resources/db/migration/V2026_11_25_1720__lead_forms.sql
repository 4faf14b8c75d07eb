create table lead_form (
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
    key text not null unique,
    secret text not null,
    active boolean not null,
    title text,
    thank_you text,
    fields text not null,
    lead_source text,
    campaign_id uuid,
    to_owner text,
    to_team text,
    double_opt_in boolean not null,
    allowed_origins text[] not null default '{}',
    min_seconds int not null,
    search_text text generated always as (lower(name)) stored
);
create index lead_form_by_creation on lead_form (created_at, id);
create index lead_form_by_change on lead_form (updated_at, id);
create index lead_form_by_name on lead_form (name, id);
create index lead_form_by_owner on lead_form (owner, id);

-- What was sent, as it was sent; whatever became of it.
create table lead_form_submission (
    id uuid primary key,
    form_id uuid not null references lead_form (id),
    received_at timestamptz not null,
    state text not null check (state in ('WAITING', 'TAKEN', 'SPAM')),
    raw jsonb not null,
    field_values jsonb not null,
    email text,
    public_url text,
    address text not null,
    lead_id uuid references lead (id) on delete set null,
    attached boolean,
    mail_sent_at timestamptz,
    taken_at timestamptz
);
create index lead_form_submission_of on lead_form_submission (form_id, received_at, id);
create index lead_form_submission_of_lead on lead_form_submission (lead_id) where lead_id is not null;
create index lead_form_submission_to_mail on lead_form_submission (received_at) where state = 'WAITING' and mail_sent_at is null;
create index lead_form_submission_mailed on lead_form_submission (lower(email), mail_sent_at) where email is not null;

create table lead_form_rate (address text not null, window_start timestamptz not null, count int not null, primary key (address, window_start));
create index lead_form_rate_by_age on lead_form_rate (window_start);
