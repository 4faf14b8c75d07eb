-- What came in by mail, what became of it, and why. Only what was filed has a key, by which it is known again.
create table dropbox_mail (
    id uuid primary key,
    received_at timestamptz not null,
    login text,
    sender text not null,
    subject text,
    bytes int not null,
    attachments int not null,
    outcome text not null check (outcome in ('FILED', 'NOT_FILED', 'DUPLICATE', 'REFUSED')),
    reason text not null,
    activity_id uuid,
    mail_key text,
    unique (login, mail_key)
);
create index dropbox_mail_of on dropbox_mail (login, received_at desc, id desc);
create index dropbox_mail_by_time on dropbox_mail (received_at desc, id desc);

create table activity_attachment (
    id uuid primary key,
    activity_id uuid not null references activity (id) on delete cascade,
    name text not null,
    type text not null,
    bytes int not null,
    content bytea not null
);
create index activity_attachment_of on activity_attachment (activity_id, id);
