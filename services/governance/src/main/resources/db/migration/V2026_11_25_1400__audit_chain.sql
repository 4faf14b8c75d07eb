-- Every event of every service, as it was told, each row bound to the one before it by a hash. Rows are only ever added.
create table audit_entry (
    position bigint primary key,
    event_id uuid not null unique,
    type text not null,
    source text not null,
    record_type text not null,
    record_id uuid not null,
    record_version bigint not null,
    at timestamptz not null,
    actor text not null,
    on_behalf_of text,
    correlation_id text,
    causation_id uuid,
    data json not null,
    previous_hash bytea not null,
    hash bytea not null
);
comment on table audit_entry is 'One row an event, in the order of hearing; position runs from 1 without a gap';
comment on column audit_entry.data is 'The text as it came, which json keeps to the letter; jsonb would not';

-- Where the chain ends. Locked by who appends, so that rows are added one after the other.
create table audit_head (
    id int primary key check (id = 1),
    position bigint not null,
    hash bytea not null
);
insert into audit_head values (1, 0, decode(repeat('00', 32), 'hex'));

-- The canonical form of a value: its length in bytes, a colon, and the value in UTF-8; a dash for none.
create function audit_part(value text) returns bytea language sql immutable parallel safe as $$
    select case when value is null then '-'::bytea
        else convert_to(octet_length(convert_to(value, 'UTF8')) || ':' || value, 'UTF8') end
$$;

-- The hash that a row has to have: SHA-256 over the hash of the row before and the canonical form of the row.
create function audit_hash(entry audit_entry) returns bytea language sql stable parallel safe as $$
    select sha256(entry.previous_hash
        || audit_part(entry.position::text) || audit_part(entry.event_id::text) || audit_part(entry.type) || audit_part(entry.source)
        || audit_part(entry.record_type) || audit_part(entry.record_id::text) || audit_part(entry.record_version::text)
        || audit_part((extract(epoch from entry.at) * 1000000)::bigint::text)
        || audit_part(entry.actor) || audit_part(entry.on_behalf_of) || audit_part(entry.correlation_id)
        || audit_part(entry.causation_id::text) || audit_part(entry.data::text))
$$;

-- What was written down before there was a chain, begins it.
do $$
declare
    old record;
    entry audit_entry;
    last audit_head;
begin
    select * into last from audit_head;
    for old in select * from audit_event order by at, event_id loop
        last.position := last.position + 1;
        entry := row (last.position, old.event_id, old.type, old.source, split_part(split_part(old.type, '.', 3), '-', 1), old.subject,
            old.record_version, old.at, old.actor, old.on_behalf_of, old.correlation_id, old.causation_id, old.data::text::json, last.hash, ''::bytea);
        entry.hash := audit_hash(entry);
        last.hash := entry.hash;
        insert into audit_entry select entry.*;
    end loop;
    update audit_head set position = last.position, hash = last.hash;
end
$$;
drop table audit_event;

create index audit_entry_by_time on audit_entry (at, position);
create index audit_entry_of_record on audit_entry (record_id, at, position);
create index audit_entry_of_actor on audit_entry (actor, at, position);
create index audit_entry_on_behalf on audit_entry (on_behalf_of, at, position) where on_behalf_of is not null;
create index audit_entry_of_type on audit_entry (type, at, position);

create function refuse_alteration() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger only_added_to before update or delete or truncate on audit_entry
    for each statement execute function refuse_alteration();

create function refuse_step_back() returns trigger language plpgsql as $$
begin
    if new.position <= old.position then
        raise exception 'the head of the audit chain only moves on' using errcode = 'restrict_violation';
    end if;
    return new;
end
$$;
create trigger only_moved_on before update on audit_head for each row execute function refuse_step_back();
create trigger never_removed before delete or truncate on audit_head for each statement execute function refuse_alteration();
