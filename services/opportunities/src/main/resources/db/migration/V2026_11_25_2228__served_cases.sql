-- What the cases service told of cases that were closed; accounts may be told of later than their cases.
create table served_case (
    case_id uuid primary key,
    account_id uuid not null,
    closed_at timestamptz not null
);
create index served_case_account on served_case (account_id);
