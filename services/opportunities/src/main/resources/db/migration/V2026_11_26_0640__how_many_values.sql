-- The planner knows what an index says of the values of an expression only where the index is of all rows; of others it guesses.
create statistics account_territories on (lower(territory)) from account;
create statistics product_names on (lower(name)) from product;
analyze account, product;
