-- Accounts whose deals an import brought or changed: what their wins mean for them is still to be carried there.
create table account_won (
    id uuid primary key,
    noted_at timestamptz not null
);
create index account_won_by_time on account_won (noted_at);

-- For which of its dates an account's renewal was looked after already, so that none is opened twice.
create table account_renewal (
    account_id uuid not null references account (id),
    renewal_date date not null,
    primary key (account_id, renewal_date)
);
create index account_to_renew on account (renewal_date) where renewal_date is not null and archived_at is null;
