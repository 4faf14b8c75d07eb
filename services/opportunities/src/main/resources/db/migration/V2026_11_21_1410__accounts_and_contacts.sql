-- array_to_string is only declared stable, since it calls output functions; for text it never changes its mind
create function joined(texts text[]) returns text
    language sql immutable parallel safe strict
    return array_to_string(texts, ' ');

-- ---- accounts --------------------------------------------------------------------------------------------------------
create table account (
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
    name text not null,
    legal_name text,
    parent_id uuid references account (id),
    type text not null,
    industry text,
    sic_code text,
    ownership text,
    ticker_symbol text,
    annual_revenue numeric(19, 4),
    number_of_employees bigint,
    year_established bigint,
    website text,
    domain text,
    phone text,
    email text,
    billing_address jsonb,
    shipping_address jsonb,
    territory text,
    lifecycle_stage text,
    customer_since date,
    renewal_date date,
    arr numeric(19, 4),
    currency text,
    exchange_rate numeric(19, 8),
    primary_contact_id uuid,
    success_owner text,
    description text,
    health jsonb,
    original_lead_id uuid,
    search_text text generated always as (lower(name || ' ' || coalesce(legal_name, '') || ' ' || coalesce(domain, '') || ' '
        || coalesce(email, '') || ' ' || coalesce(phone, ''))) stored
);
create index account_newest on account (created_at, id);
create index account_updated on account (updated_at, id);
create index account_owner on account (owner, id);
create index account_team on account (team, created_at, id);
create index account_by_name on account (name, id);
create index account_by_revenue on account (annual_revenue, id);
create index account_name on account (lower(name));
create index account_domain on account (lower(domain));
create index account_email on account (lower(email));
create index account_external_id on account (lower(external_id));
create index account_parent on account (parent_id) where parent_id is not null;
create index account_original_lead on account (original_lead_id) where original_lead_id is not null;
create index account_search on account using gin (search_text gin_trgm_ops);

-- ---- contacts --------------------------------------------------------------------------------------------------------
create table contact (
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
    salutation text,
    first_name text,
    last_name text,
    account_id uuid references account (id),
    account_links jsonb,
    title text,
    department text,
    reports_to_id uuid references contact (id),
    emails text[] not null default '{}',
    phones text[] not null default '{}',
    mailing_address jsonb,
    birthdate date,
    buying_role text,
    is_decision_maker boolean not null default false,
    do_not_call boolean not null default false,
    email_opt_out boolean not null default false,
    language text,
    timezone text,
    original_lead_id uuid,
    search_text text generated always as (lower(coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' '
        || joined(emails) || ' ' || joined(phones))) stored
);
create index contact_newest on contact (created_at, id);
create index contact_updated on contact (updated_at, id);
create index contact_owner on contact (owner, id);
create index contact_team on contact (team, created_at, id);
create index contact_by_last_name on contact (last_name, id);
create index contact_last_name on contact (lower(last_name));
create index contact_account on contact (account_id, created_at, id);
create index contact_reports_to on contact (reports_to_id) where reports_to_id is not null;
create index contact_emails on contact using gin (emails);
create index contact_external_id on contact (lower(external_id));
create index contact_original_lead on contact (original_lead_id) where original_lead_id is not null;
create index contact_search on contact using gin (search_text gin_trgm_ops);
comment on column contact.emails is 'In lower case, the main one first';

alter table account add foreign key (primary_contact_id) references contact (id);
create index account_primary_contact on account (primary_contact_id) where primary_contact_id is not null;
