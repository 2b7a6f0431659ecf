/** Signing in: devices that a browser can prove to be, steps between requests, passkeys, a log. */
export const signIn = [
  "alter table devices add column name text not null default ''",
  // SHA-256 of the secret half of the device cookie; null on devices from before there was one.
  'alter table devices add column secret_hash bytea',
  'alter table devices add column used_at bigint not null default 0',
  "alter table devices add column end_code text check (end_code in ('signed_out', 'device_replaced', 'removed'))",
  // When the person took the device off their list.
  'alter table devices add column removed_at bigint',
  'update devices set used_at = created_at',
  'create index devices_by_person on devices (person_id, created_at)',
  `create table sign_ins (
    id text primary key,
    person_id bigint not null references accounts (person_id),
    device_id text not null references devices (id),
    method text not null check (method in ('password', 'vneid', 'passkey')),
    at bigint not null
  )`,
  'create index sign_ins_by_person on sign_ins (person_id, at)',
  'create index sign_ins_by_time on sign_ins (at)',
  `create table pending_steps (
    key_hash text primary key,
    person_id bigint references accounts (person_id),
    content text not null,
    expires_at bigint not null
  )`,
  'create index pending_steps_by_person on pending_steps (person_id) where person_id is not null',
  'create index pending_steps_by_expiry on pending_steps (expires_at)',
  `create table passkeys (
    id text primary key,
    person_id bigint not null references accounts (person_id),
    credential_id text not null unique,
    public_key bytea not null,
    counter bigint not null,
    transports text not null,
    name text not null,
    created_at bigint not null,
    used_at bigint
  )`,
  'create index passkeys_by_person on passkeys (person_id)',
]
