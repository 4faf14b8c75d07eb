-- All that a record has to do with: the main one of a column and those of a list, as in [{"contactId":…,"role":…}]. Pages of accounts and
-- contacts ask for it each time they are opened, so an index has to find the few records of a large table.
create function linked_ids(main uuid, list jsonb, reference text) returns text[]
    language sql immutable parallel safe as $$
    select array_remove(array[main::text], null)
        || array(select each ->> reference from jsonb_array_elements(case when jsonb_typeof(list) = 'array' then list end) as each)
$$;

create index contact_of_linked_account on contact using gin (linked_ids(account_id, account_links, 'accountId'));
create index opportunity_of_involved_contact on opportunity using gin (linked_ids(primary_contact_id, contact_roles, 'contactId'));
