-- Each status that a lead entered, and when; written with the change, whichever way it comes: by people, bulk or import.
-- What is imported enters the status it comes with at the moment it was created or converted, since nothing else is known.
create table lead_status_change (
    lead_id uuid not null,
    from_status text,
    to_status text not null,
    at timestamptz not null
);

insert into lead_status_change (lead_id, from_status, to_status, at)
select lead.id, null, coalesce(earliest.from_status, lead.status),
       case when earliest.from_status is null and lead.status = 'CONVERTED' then coalesce(lead.converted_at, lead.created_at) else lead.created_at end
from lead left join lateral (
    select change ->> 'from' as from_status from record_history, jsonb_array_elements(changes) as change
    where record_id = lead.id and record_type = 'lead' and change ->> 'field' = 'status' order by version limit 1) as earliest on true;
insert into lead_status_change (lead_id, from_status, to_status, at)
select record_id, change ->> 'from', change ->> 'to', at
from record_history, jsonb_array_elements(changes) as change
where record_type = 'lead' and change ->> 'field' = 'status' and change ->> 'to' is not null;

create index lead_status_change_of on lead_status_change (lead_id, at);

create function lead_entered() returns trigger language plpgsql as $$
begin
    insert into lead_status_change (lead_id, from_status, to_status, at)
    select id, null, status, case when status = 'CONVERTED' then coalesce(converted_at, created_at) else created_at end from entered;
    return null;
end $$;
create trigger lead_entered after insert on lead referencing new table as entered for each statement execute function lead_entered();

create function lead_moved() returns trigger language plpgsql as $$
begin
    insert into lead_status_change (lead_id, from_status, to_status, at)
    select after.id, before.status, after.status, after.updated_at
    from after join before on before.id = after.id where before.status <> after.status;
    return null;
end $$;
create trigger lead_moved after update on lead referencing old table as before new table as after for each statement execute function lead_moved();
