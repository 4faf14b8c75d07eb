-- Whether an import leaves owners alone, or records that come without one go where the service's rules say.
alter table import_job add column keep_owners boolean not null default false;
