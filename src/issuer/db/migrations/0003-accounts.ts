/** How people reach their accounts: contact data confirmed by code, temporary passwords, one-time codes. */
export const accounts = [
  'alter table accounts add column phone text',
  'alter table accounts add column email text',
  'alter table accounts add column address text',
  'alter table accounts add column ward_code text',
  // Unix seconds until which a password that the office has given may be used once; null once the person has set their own.
  'alter table accounts add column temporary_until bigint',
  'alter table accounts add column closed_at bigint',
  'create unique index accounts_by_phone on accounts (phone)',
  `create table one_time_codes (
    purpose text not null,
    subject text not null,
    code_hash bytea not null,
    tries integer not null,
    expires_at bigint not null,
    resend_at bigint not null,
    primary key (purpose, subject)
  )`,
  "alter table outgoing_messages add column channel text not null default 'sms'",
  'alter table outgoing_messages add column subject text',
  'alter table outgoing_messages add column attachment_name text',
  'alter table outgoing_messages add column attachment bytea',
]
