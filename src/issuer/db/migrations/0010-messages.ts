/** Messages whose content is sealed, that are claimed by one process, tried again, and given up in the end. */
export const messages = [
  // Subject, text and attachment are sealed together in `content`; `body` stays for what an earlier version left waiting.
  'alter table outgoing_messages drop column subject',
  'alter table outgoing_messages drop column attachment_name',
  'alter table outgoing_messages drop column attachment',
  'alter table outgoing_messages add column content bytea',
  'alter table outgoing_messages add column ends_at bigint',
  'alter table outgoing_messages add column attempts integer not null default 0',
  'alter table outgoing_messages add column next_attempt_at bigint not null default 0',
  'alter table outgoing_messages add column failed_at bigint',
  'drop index outgoing_messages_unsent',
  `create index outgoing_messages_waiting on outgoing_messages (next_attempt_at)
    where sent_at is null and failed_at is null`,
  `create table inbound_messages (
    id text primary key,
    received_at bigint not null
  )`,
  'alter table accounts add column password_changed_at bigint',
]
