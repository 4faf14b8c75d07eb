-- What governance knows of the records of others, from their state events: whose they are, what they are called and
-- which customer they belong to.
create table known_record (
    record_type text not null,
    record_id uuid not null,
    version bigint not null,
    owner text,
    team text,
    label text,
    lead_id uuid,
    contact_id uuid,
    account_id uuid,
    opportunity_id uuid,
    primary key (record_type, record_id)
);
create index known_record_of_account on known_record (account_id) where account_id is not null;
create index known_record_of_lead on known_record (lead_id) where lead_id is not null;
create index known_record_of_contact on known_record (contact_id) where contact_id is not null;
comment on column known_record.version is '0 where only a conversion has told of the record yet';

-- The contact that a converted lead lives on as: it inherits the consents of the lead.
create table consent_heir (
    lead_id uuid primary key,
    contact_id uuid not null,
    settled boolean not null default false
);
create index consent_heir_waiting on consent_heir (lead_id) where not settled;

-- What anybody did with a customer: one line an event.
create table timeline_entry (
    event_id uuid primary key,
    at timestamptz not null,
    kind text not null,
    title text not null,
    detail text,
    service text not null,
    actor text not null,
    on_behalf_of text,
    record_type text not null,
    record_id uuid not null,
    guarded_by_type text not null,
    guarded_by_id uuid not null,
    also_reads text,
    internal boolean not null
);
comment on column timeline_entry.guarded_by_id is 'The record that one has to be allowed to read to see this entry';
comment on column timeline_entry.also_reads is 'A type of records that one has to work with as well';

-- Which lead, contact, account, opportunity, case or campaign an entry tells about. Which customer these belong to is
-- looked up when the timeline is read, so it does not matter what is heard first.
create table timeline_about (
    record_type text not null,
    record_id uuid not null,
    at timestamptz not null,
    event_id uuid not null references timeline_entry,
    primary key (record_type, record_id, at, event_id)
);
