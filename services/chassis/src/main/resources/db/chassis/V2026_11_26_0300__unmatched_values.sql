-- What a file calls otherwise than it is known here, how often, and what was probably meant. A mapping sets it right.
create table import_unmatched (
    import_id uuid not null references import_job on delete cascade,
    field text not null,
    value text not null,
    file_column text not null,
    suggestion text,
    row_count bigint not null,
    taken boolean not null,
    primary key (import_id, field, value)
);
comment on column import_unmatched.taken is 'whether the rows were taken over with the value as the file has it';
