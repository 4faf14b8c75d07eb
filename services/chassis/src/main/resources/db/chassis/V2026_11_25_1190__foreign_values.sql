-- Values that another service decides for a record of this one: the newest word on each, also before the record is there.
create table foreign_value (
    record_type text not null,
    record_id uuid not null,
    field text not null,
    version bigint not null,
    value jsonb not null,
    applied boolean not null,
    primary key (record_type, record_id, field)
);
create index foreign_value_waiting on foreign_value (record_type, field, record_id) where not applied;
