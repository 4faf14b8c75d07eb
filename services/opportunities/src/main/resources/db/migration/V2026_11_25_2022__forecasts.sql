-- What somebody called for a period; the newest of each owner counts, and nothing is ever overwritten.
create table forecast_submission (
    id uuid primary key,
    period text not null,
    owner text not null,
    team text,
    amount numeric(19, 4) not null,
    currency text not null,
    amount_base numeric(19, 4) not null,
    note text,
    submitted_at timestamptz not null
);
create index forecast_submission_of on forecast_submission (period, owner, team, submitted_at desc, id desc);

-- What a manager adds to the figure of a team or of one of its people; the newest of each counts.
create table forecast_adjustment (
    id uuid primary key,
    period text not null,
    team text not null,
    owner text,
    amount numeric(19, 4) not null,
    currency text not null,
    amount_base numeric(19, 4) not null,
    reason text not null,
    adjusted_at timestamptz not null,
    adjusted_by text not null
);
create index forecast_adjustment_of on forecast_adjustment (period, team, owner, adjusted_at desc, id desc);

-- The forecast of a period as it stood in a week.
create table forecast_week (
    period text not null,
    kind text not null,
    from_day date not null,
    until_day date not null,
    week date not null,
    taken_at timestamptz not null,
    primary key (period, week)
);
create table forecast_snapshot (
    period text not null,
    week date not null,
    team text,
    owner text,
    figures jsonb not null,
    called_base numeric(23, 4) not null,
    adjustment_base numeric(23, 4) not null,
    statistical_base numeric(23, 4) not null,
    foreign key (period, week) references forecast_week (period, week)
);
create index forecast_snapshot_of on forecast_snapshot (period, week);
comment on column forecast_snapshot.owner is 'Null for what nobody owns and for what a manager added to a whole team';

create function forecast_is_frozen() returns trigger language plpgsql as $$
begin
    raise exception 'a snapshot of a forecast is never changed';
end $$;
create trigger forecast_snapshot_frozen before update or delete on forecast_snapshot
    for each statement execute function forecast_is_frozen();
