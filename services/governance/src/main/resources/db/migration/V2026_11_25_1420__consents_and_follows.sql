-- Everybody whose consents are known, with the number of their entries; locked by who adds one.
create table consent_person (
    person_type text not null check (person_type in ('LEAD', 'CONTACT')),
    person_id uuid not null,
    entries bigint not null,
    primary key (person_type, person_id)
);

-- The ledger: what a person allowed, took back, or what ended by itself. Entries are only ever added.
create table consent_entry (
    id uuid primary key,
    person_type text not null,
    person_id uuid not null,
    number bigint not null,
    state text not null check (state in ('GIVEN', 'WITHDRAWN', 'EXPIRED')),
    purpose text not null,
    channel text not null check (channel in ('EMAIL', 'PHONE', 'SMS', 'MAIL', 'ANY')),
    basis text not null check (basis in ('CONSENT', 'CONTRACT', 'LEGAL_OBLIGATION', 'VITAL_INTEREST', 'PUBLIC_INTEREST', 'LEGITIMATE_INTEREST')),
    source text,
    proof text,
    valid_until timestamptz,
    at timestamptz not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    ends_id uuid references consent_entry,
    inherited_from uuid,
    foreign key (person_type, person_id) references consent_person,
    unique (person_type, person_id, number),
    unique (person_id, inherited_from)
);
create trigger only_added_to before update or delete or truncate on consent_entry
    for each statement execute function refuse_alteration();

-- How each purpose, channel and basis of a person stands: the latest entry of each.
create table consent_standing (
    person_type text not null,
    person_id uuid not null,
    purpose text not null,
    channel text not null,
    basis text not null,
    state text not null,
    valid_until timestamptz,
    at timestamptz not null,
    number bigint not null,
    entry_id uuid not null references consent_entry,
    primary key (person_type, person_id, purpose, channel, basis)
);
create index consent_standing_ending on consent_standing (valid_until) where state = 'GIVEN' and valid_until is not null;

create table follow (
    login text not null,
    record_type text not null,
    record_id uuid not null,
    at timestamptz not null,
    primary key (login, record_type, record_id)
);
create index follow_of_login on follow (login, at, record_id);
create index follow_of_record on follow (record_id);

-- Grows with each act of following, so that the events about a record have versions in their order.
create sequence follow_version;
