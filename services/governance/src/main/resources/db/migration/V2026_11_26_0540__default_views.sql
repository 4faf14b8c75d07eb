-- Which roles begin with a view when they open its list.
alter table saved_view add column default_of text[] not null default '{}';
