-- How the person's consents stand, as governance decides them.
alter table contact add column consents jsonb;
