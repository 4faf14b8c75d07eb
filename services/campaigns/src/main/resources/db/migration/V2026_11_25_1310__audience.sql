-- The people that marketing may address, read out of the copies of other services' records. A view has the columns that
-- a description of records names, so that the filter of the API works on it; the indexes below answer what is asked most.
create function lower_texts(texts jsonb) returns text[] language sql immutable strict parallel safe as
    $$ select coalesce(array_agg(lower(text)), '{}') from jsonb_array_elements_text(texts) as text $$;

create view audience_lead as select
    record_id as id,
    version,
    record->>'owner' as owner,
    record->>'team' as team,
    (record->>'createdAt')::timestamptz as created_at,
    record->>'createdBy' as created_by,
    (record->>'updatedAt')::timestamptz as updated_at,
    record->>'updatedBy' as updated_by,
    (record->>'archivedAt')::timestamptz as archived_at,
    record->>'externalId' as external_id,
    record->>'source' as source,
    array(select jsonb_array_elements_text(record->'tags')) as tags,
    coalesce(record->'customFields', '{}') as custom_fields,
    record->>'firstName' as first_name,
    record->>'lastName' as last_name,
    record->>'jobTitle' as job_title,
    record->>'department' as department,
    record->>'company' as company,
    record->>'email' as email,
    record->>'emailStatus' as email_status,
    record->>'phone' as phone,
    record->>'website' as website,
    record->'address' as address,
    record->>'industry' as industry,
    (record->>'annualRevenue')::numeric as annual_revenue,
    (record->>'numberOfEmployees')::numeric::bigint as number_of_employees,
    record->>'status' as status,
    record->>'rating' as rating,
    (record->>'score')::numeric::bigint as score,
    record->>'leadSource' as lead_source,
    (record->>'campaignId')::uuid as campaign_id,
    record->'utm' as utm,
    (record->>'estimatedValue')::numeric as estimated_value,
    record->>'currency' as currency,
    record->>'productInterest' as product_interest,
    record->>'territory' as territory,
    coalesce((record->>'doNotCall')::boolean, false) as do_not_call,
    coalesce((record->>'emailOptOut')::boolean, false) as email_opt_out,
    (record->>'convertedAt')::timestamptz as converted_at,
    record->>'language' as language,
    null::uuid as account_id
from replica where record_type = 'lead';

create view audience_contact as select
    person.record_id as id,
    person.version,
    person.record->>'owner' as owner,
    person.record->>'team' as team,
    (person.record->>'createdAt')::timestamptz as created_at,
    person.record->>'createdBy' as created_by,
    (person.record->>'updatedAt')::timestamptz as updated_at,
    person.record->>'updatedBy' as updated_by,
    (person.record->>'archivedAt')::timestamptz as archived_at,
    person.record->>'externalId' as external_id,
    person.record->>'source' as source,
    array(select jsonb_array_elements_text(person.record->'tags')) as tags,
    coalesce(person.record->'customFields', '{}') as custom_fields,
    person.record->>'firstName' as first_name,
    person.record->>'lastName' as last_name,
    person.record->>'title' as title,
    person.record->>'department' as department,
    lower_texts(person.record->'emails') as emails,
    person.record->'mailingAddress' as mailing_address,
    person.record->>'buyingRole' as buying_role,
    coalesce((person.record->>'isDecisionMaker')::boolean, false) as is_decision_maker,
    coalesce((person.record->>'doNotCall')::boolean, false) as do_not_call,
    coalesce((person.record->>'emailOptOut')::boolean, false) as email_opt_out,
    person.record->>'language' as language,
    person.record->>'timezone' as timezone,
    (person.record->>'accountId')::uuid as account_id,
    company.record as account
from replica person
left join replica company on company.record_type = 'account' and company.record_id = (person.record->>'accountId')::uuid
where person.record_type = 'contact';

create index replica_lead_email on replica (lower(record->>'email') text_pattern_ops) where record_type = 'lead';
create index replica_lead_status on replica (lower(record->>'status')) where record_type = 'lead';
create index replica_lead_source on replica (lower(record->>'leadSource')) where record_type = 'lead';
create index replica_lead_industry on replica (lower(record->>'industry')) where record_type = 'lead';
create index replica_lead_score on replica (((record->>'score')::numeric::bigint)) where record_type = 'lead';
create index replica_contact_emails on replica using gin (lower_texts(record->'emails')) where record_type = 'contact';
create index replica_contact_account on replica (((record->>'accountId')::uuid)) where record_type = 'contact';

-- Members of campaigns: each person once.
create table campaign_member (
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
    campaign_id uuid not null references campaign (id),
    lead_id uuid,
    contact_id uuid,
    account_id uuid,
    status text not null,
    responded_at timestamptz,
    origin text not null,
    person_id uuid not null generated always as (coalesce(lead_id, contact_id)) stored,
    check ((lead_id is null) <> (contact_id is null)),
    unique (campaign_id, person_id)
);
create index campaign_member_newest on campaign_member (created_at, id);
create index campaign_member_of on campaign_member (campaign_id, created_at, id);
create index campaign_member_counters on campaign_member (campaign_id, status) include (responded_at);
create index campaign_member_lead on campaign_member (lead_id) where lead_id is not null;
create index campaign_member_contact on campaign_member (contact_id) where contact_id is not null;

-- What became of a file of members, with the rows that failed.
create table member_import (
    id uuid primary key,
    campaign_id uuid not null references campaign (id),
    finished_at timestamptz not null,
    started_by text not null,
    report jsonb not null,
    errors text not null
);
