-- How good the data of each record is, by the rules that hold for its kind.
create table quality_record (
    record_type text not null,
    record_id uuid not null,
    version bigint not null,
    owner text,
    team text,
    archived boolean not null,
    score int check (score between 0 and 100),
    broken uuid[] not null default '{}',
    revision bigint not null default 0,
    rules_stamp bigint not null,
    scored_at timestamptz,
    primary key (record_type, record_id)
);
comment on column quality_record.score is 'Absent where no rule holds or the record is archived';
comment on column quality_record.broken is 'The rules that the record breaks';
comment on column quality_record.revision is 'Grows with each change of the score, as the recordversion of its events';
comment on column quality_record.rules_stamp is 'How far the rules of this kind were when the record was scored; what is behind is scored again';
create index quality_record_behind on quality_record (record_type, rules_stamp);
create index quality_record_by_score on quality_record (score, record_id) where score is not null;
create index quality_record_of_type_by_score on quality_record (record_type, score, record_id) where score is not null;

-- What rules look at, beside the scores, which are read much more often and stay small. json keeps what jsonb refuses.
create table quality_state (
    record_type text not null,
    record_id uuid not null,
    state json not null,
    primary key (record_type, record_id)
);

-- One row each time that a record came to break a rule.
create table quality_issue (
    id uuid primary key,
    rule_id uuid not null references quality_rule,
    record_type text not null,
    record_id uuid not null,
    opened_at timestamptz not null,
    resolved_at timestamptz
);
create unique index quality_issue_open on quality_issue (record_id, rule_id) where resolved_at is null;
create index quality_issue_open_by_time on quality_issue (opened_at, id) where resolved_at is null;
create index quality_issue_open_of_rule on quality_issue (rule_id) where resolved_at is null;
create index quality_issue_resolved_by_time on quality_issue (opened_at, id) where resolved_at is not null;
create index quality_issue_of_record on quality_issue (record_id, opened_at);
create index quality_issue_by_end on quality_issue (resolved_at) where resolved_at is not null;

-- The figures of each day as they were at its end, or are by now.
create table quality_day (
    day date not null,
    record_type text not null,
    owner text not null,
    team text not null,
    records bigint not null,
    points bigint not null,
    primary key (day, record_type, owner, team)
);
comment on column quality_day.points is 'The sum of the scores';
comment on column quality_day.owner is 'Empty for nobody';
