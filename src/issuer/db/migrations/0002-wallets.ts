/** Accounts, the devices they are used on, and what was signed for them. */
export const wallets = [
  `create table accounts (
    person_id bigint primary key references people (id),
    password_hash text not null,
    created_at bigint not null
  )`,
  `create table devices (
    id text primary key,
    person_id bigint not null references accounts (person_id),
    created_at bigint not null,
    ended_at bigint
  )`,
  'create unique index devices_active on devices (person_id) where ended_at is null',
  `create table sessions (
    id text primary key,
    device_id text not null references devices (id),
    person_id bigint not null references accounts (person_id),
    secret_hash bytea not null,
    created_at bigint not null,
    used_at bigint not null,
    end_code text check (end_code in ('signed_out', 'device_replaced'))
  )`,
  'create index sessions_by_device on sessions (device_id)',
  `create table status_entries (
    list integer not null,
    position integer not null,
    device_id text not null references devices (id),
    card_id text not null references cards (id),
    reserved_until bigint not null,
    revoked_at bigint,
    primary key (list, position)
  )`,
  'create index status_entries_by_device on status_entries (device_id)',
  'create index status_entries_by_reservation on status_entries (reserved_until)',
  `create table status_counters (
    list integer primary key,
    allotted integer not null
  )`,
  `create table holder_keys (
    device_id text not null references devices (id),
    card_id text not null references cards (id),
    public_key bytea not null,
    status_list integer not null,
    status_position integer not null,
    created_at bigint not null,
    primary key (device_id, card_id)
  )`,
  `create table snapshots (
    person_id bigint primary key references people (id),
    sequence integer not null,
    issued_at bigint not null,
    renew_at bigint not null,
    etag text not null,
    body bytea not null
  )`,
  `create table signer_keys (
    key_id text primary key,
    role text not null check (role in ('card', 'snapshot', 'status')),
    public_key bytea not null,
    sealed_private_key bytea not null,
    created_at bigint not null,
    not_before bigint not null,
    not_after bigint not null
  )`,
  `create table trust_lists (
    sequence integer primary key,
    body bytea not null,
    published_at bigint not null
  )`,
  `create table outgoing_messages (
    id text primary key,
    recipient text not null,
    body text not null,
    created_at bigint not null,
    sent_at bigint
  )`,
  'create index outgoing_messages_unsent on outgoing_messages (created_at) where sent_at is null',
]
