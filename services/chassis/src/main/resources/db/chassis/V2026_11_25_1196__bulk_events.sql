-- Events of bulk work (an import, a rebuild) wait for those of people's doing, except where both tell about one record.
alter table outbox add column subject uuid;
alter table outbox add column bulk boolean not null default false;

create index outbox_in_a_hurry on outbox (sequence) where not bulk;
create index outbox_bulk_of_record on outbox (subject, sequence) where bulk;

comment on column outbox.bulk is 'Whether the event leaves at the pace of bulk work';
