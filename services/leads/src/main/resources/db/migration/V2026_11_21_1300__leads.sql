create extension if not exists pg_trgm;

-- The last nine digits of a telephone number: the part that is the same with and without country code. Null where
-- there are fewer than seven, which is an extension at most.
create function phone_key(phone text) returns text immutable parallel safe language sql
return case when length(regexp_replace(phone, '\D', '', 'g')) >= 7
            then right(ltrim(regexp_replace(phone, '\D', '', 'g'), '0'), 9) end;

-- A name of a person in lower case, without punctuation; null where nothing is left.
create function person_key(first_name text, last_name text) returns text immutable parallel safe language sql
return nullif(btrim(regexp_replace(lower(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), '[^[:alnum:]]+', ' ', 'g')), '');

-- A name of a company in lower case, without punctuation, article and legal form; null where nothing is left.
create function company_key(company text) returns text immutable parallel safe language sql
return nullif(btrim(regexp_replace(
        ' ' || regexp_replace(lower(coalesce(company, '')), '[^[:alnum:]]+', ' ', 'g') || ' ',
        '^ +the(?= +[^ ])|( +(inc|incorporated|llc|ltd|limited|plc|corp|corporation|co|company|gmbh|mbh|ag|kg|ug|se|sa|sarl|sas|srl|spa|bv|nv|ab|as|oy|pty))+ *$',
        '', 'g')), '');

-- How alike two keys are, from 0 to 1. Trigrams know only the letters of the database's locale; the same is the same.
-- Not for parallel plans: to start workers takes longer than the few comparisons that are left.
create function likeness(a text, b text) returns real immutable parallel unsafe language sql
return case when a = b then 1 else similarity(a, b) end;

create table lead (
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

    salutation text,
    first_name text,
    last_name text,
    job_title text,
    department text,
    company text,
    email text,
    email_status text,
    phone text,
    mobile text,
    website text,
    address jsonb,
    industry text,
    annual_revenue numeric(19, 4),
    number_of_employees bigint,
    status text not null,
    status_reason text,
    rating text,
    score bigint,
    score_reasons jsonb,
    lead_source text,
    campaign_id uuid,
    utm jsonb,
    estimated_value numeric(19, 4),
    currency text,
    product_interest text,
    territory text,
    do_not_call boolean not null default false,
    email_opt_out boolean not null default false,
    description text,
    assigned_at timestamptz,
    response_due_at timestamptz,
    first_responded_at timestamptz,
    recycled_count bigint not null default 0,
    conversion_state text,
    converted_at timestamptz,
    converted_account_id uuid,
    converted_contact_id uuid,
    converted_opportunity_id uuid,
    lost_reason text,
    language text,

    search_text text generated always as (lower(
        coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(job_title, '') || ' '
        || coalesce(company, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '') || ' '
        || coalesce(mobile, ''))) stored,
    person_match text generated always as (person_key(first_name, last_name)) stored,
    company_match text generated always as (company_key(company)) stored,
    phone_match text generated always as (phone_key(phone)) stored,
    mobile_match text generated always as (phone_key(mobile)) stored
);

-- Lists: the page order is (field, id), read in either direction.
create index lead_by_creation on lead (created_at, id);
create index lead_by_change on lead (updated_at, id);
create index lead_by_last_name on lead (last_name, id);
create index lead_by_company on lead (company, id);
create index lead_by_score on lead (score, id);
create index lead_by_value on lead (estimated_value, id);
create index lead_by_response_due on lead (response_due_at, id);
create index lead_by_owner_order on lead (owner, id);

-- Filters and access: whose, in which state, from where; newest first within each.
create index lead_of_owner on lead (owner, created_at, id) where owner is not null;
create index lead_of_team on lead (team, created_at, id) where team is not null;
create index lead_of_nobody on lead (created_at, id) where owner is null and team is null;
create index lead_in_status on lead (status, created_at, id);
create index lead_of_campaign on lead (campaign_id, created_at, id) where campaign_id is not null;
create index lead_by_external_id on lead (lower(external_id)) where external_id is not null;
create index lead_by_email on lead (lower(email) text_pattern_ops) where email is not null;
create index lead_by_company_text on lead (lower(company) text_pattern_ops) where company is not null;
create index lead_by_last_name_text on lead (lower(last_name) text_pattern_ops) where last_name is not null;
create index lead_archived on lead (archived_at, id) where archived_at is not null;
create index lead_by_text on lead using gin (search_text gin_trgm_ops);

-- Duplicates: email is above; names block on what a slip of the finger leaves alone, likeness decides after that.
create index lead_by_phone on lead (phone_match) where phone_match is not null;
create index lead_by_mobile on lead (mobile_match) where mobile_match is not null;
create index lead_by_company_and_last_name on lead (left(company_match, 6), left(lower(last_name), 3))
    where company_match is not null and last_name is not null;
create index lead_by_company_and_first_name on lead (left(company_match, 6), left(lower(first_name), 3))
    where company_match is not null and first_name is not null;
create index lead_by_person on lead (person_match) where company_match is not null and person_match is not null;

-- Attempts to convert a lead; at most one at a time.
create table lead_conversion (
    id uuid primary key,
    lead_id uuid not null references lead (id) on delete cascade,
    state text not null check (state in ('PENDING', 'COMPLETED', 'REJECTED')),
    requested_by text not null,
    requested_at timestamptz not null,
    finished_at timestamptz,
    account_id uuid,
    contact_id uuid,
    opportunity_id uuid,
    reason text
);
create index lead_conversion_of_lead on lead_conversion (lead_id, requested_at);
create unique index lead_conversion_pending on lead_conversion (lead_id) where state = 'PENDING';
