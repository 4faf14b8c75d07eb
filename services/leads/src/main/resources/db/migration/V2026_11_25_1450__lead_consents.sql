-- How the person's consents stand, as governance decides them.
alter table lead add column consents jsonb;
