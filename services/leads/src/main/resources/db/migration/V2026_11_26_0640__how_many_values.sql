-- The planner knows what an index says of the values of an expression only where the index is of all rows. Of those that are of
-- some it takes each value for one in two hundred leads: an import then reads all leads for each of its batches, and a filter by an
-- address that few have walks through all leads in their order.
create statistics lead_external_ids on (lower(external_id)) from lead;
create statistics lead_emails on (lower(email)) from lead;
create statistics lead_companies on (lower(company)) from lead;
create statistics lead_last_names on (lower(last_name)) from lead;
analyze lead;
