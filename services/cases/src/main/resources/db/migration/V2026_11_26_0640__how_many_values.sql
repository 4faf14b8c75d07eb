-- The planner knows what an index says of the values of an expression only where the index is of all rows; of others it guesses.
create statistics support_case_external_ids on (lower(external_id)) from support_case;
create statistics support_case_queues on (lower(queue)) from support_case;
analyze support_case;
