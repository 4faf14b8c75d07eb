alter table opportunity add column stuck_at timestamptz;
comment on column opportunity.stuck_at is 'When it was told that it is stuck in this stage; null again when it moves';
create index opportunity_not_told_stuck on opportunity (stage_entered_at) where outcome = 'OPEN' and stuck_at is null and archived_at is null;
