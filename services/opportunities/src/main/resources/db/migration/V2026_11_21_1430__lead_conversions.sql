-- What became of each conversion that was asked for. Written in the transaction of the conversion itself, so that one
-- that is asked for again gets the same answer, and no lead ever becomes two opportunities.
create table lead_conversion (
    conversion_id uuid primary key,
    lead_id uuid not null,
    account_id uuid references account (id),
    contact_id uuid references contact (id),
    opportunity_id uuid references opportunity (id),
    account_created boolean not null default false,
    contact_created boolean not null default false,
    refusal text,
    answered_at timestamptz not null,
    check ((refusal is null) = (opportunity_id is not null))
);
create unique index lead_conversion_once on lead_conversion (lead_id) where refusal is null;
create unique index lead_conversion_opportunity on lead_conversion (opportunity_id);
create index lead_conversion_account on lead_conversion (account_id);
create index lead_conversion_contact on lead_conversion (contact_id);
