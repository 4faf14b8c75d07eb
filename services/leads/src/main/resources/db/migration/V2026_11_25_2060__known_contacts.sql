-- Of the contacts that opportunities keeps, only what a form is compared with and whose they are.
create table known_contact (
    id uuid primary key,
    version bigint not null,
    account_id uuid,
    owner text,
    team text,
    person text,
    emails text[] not null default '{}',
    phones text[] not null default '{}'
);
create index known_contact_by_email on known_contact using gin (emails);
create index known_contact_by_phone on known_contact using gin (phones);

alter table lead add column contact_id uuid, add column account_id uuid;
create index lead_of_contact on lead (contact_id) where contact_id is not null;

alter table lead_form_submission add column contact_id uuid;
